/// A moment of the capture's own clock: nanoseconds since 1970-01-01T00:00:00 UTC.
@usableFromInline package struct Timestamp: Hashable, Comparable, BitwiseCopyable, Sendable {
  /// Nanoseconds since the epoch; the years 1678 to 2262.
  @usableFromInline package var nanoseconds: Int64

  /// The moment that many nanoseconds after the epoch.
  @inlinable package init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// Whether the left moment comes before the right one.
  @inlinable package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Nanoseconds from the right moment to the left one, held at the ends of the range instead of overflowing: files may claim any time.
  @inlinable package static func - (left: Timestamp, right: Timestamp) -> Int64 {
    let (difference, overflow) = left.nanoseconds.subtractingReportingOverflow(right.nanoseconds)
    guard overflow else { return difference }
    return left.nanoseconds < right.nanoseconds ? .min : .max
  }
}

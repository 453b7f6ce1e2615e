import Wire

/// How long a connection was silent, and how often: counts of the gaps between its packets, eight bins a decade of a second and more. Shorter
/// ones are no silence. Bound: the bins up to more than a day.
struct IdleGaps: Sendable {
  /// The last bin holds everything beyond a day.
  static let bins = 41

  /// Counts by bin, those that are 0 left out.
  private(set) var counts: [(bin: Int, count: Int)] = []
  private var last: Timestamp?

  /// Takes the time of the next packet.
  mutating func take(_ time: Timestamp) {
    defer { last = time }
    guard let last, let bin = Self.bin(of: time - last) else { return }
    if let place = counts.firstIndex(where: { $0.bin >= bin }) {
      if counts[place].bin == bin { counts[place].count += 1 } else { counts.insert((bin, 1), at: place) }
    } else {
      counts.append((bin, 1))
    }
  }

  /// The bin of so many nanoseconds; nil below a second.
  static func bin(of nanoseconds: Int64) -> Int? {
    guard nanoseconds >= 1_000_000_000 else { return nil }
    return min(bins - 1, edges.lastIndex { nanoseconds >= $0 } ?? 0)
  }

  /// Where bins begin, in nanoseconds: ten to the power of n eighths seconds.
  private static let edges: [Int64] = (0..<bins).map { bin in
    let eighths = [1, 1.333_521_432, 1.778_279_410, 2.371_373_706, 3.162_277_660, 4.216_965_034, 5.623_413_252, 7.498_942_093]
    let decades = (0..<bin / 8).reduce(1.0) { power, _ in power * 10 }
    return Int64(eighths[bin % 8] * decades * 1_000_000_000)
  }
}

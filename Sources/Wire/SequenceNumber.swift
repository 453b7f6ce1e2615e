/// A TCP sequence or acknowledgment number; arithmetic and order wrap at 2^32 (RFC 9293, section 3.4).
@usableFromInline package struct SequenceNumber: Hashable, BitwiseCopyable, Sendable {
  /// The number as it stands on the wire.
  @usableFromInline package var value: UInt32

  /// The number with that value on the wire.
  @inlinable package init(_ value: UInt32) {
    self.value = value
  }

  /// The number `count` octets further, wrapping.
  @inlinable package static func + (left: SequenceNumber, count: UInt32) -> SequenceNumber {
    SequenceNumber(left.value &+ count)
  }

  /// Signed distance in octets from the right number to the left one; meaningful within half the number space (RFC 1982).
  @inlinable package static func - (left: SequenceNumber, right: SequenceNumber) -> Int32 {
    Int32(bitPattern: left.value &- right.value)
  }

  /// Whether this number comes after the other, by serial arithmetic.
  @inlinable package func isAfter(_ other: SequenceNumber) -> Bool {
    self - other > 0
  }
}

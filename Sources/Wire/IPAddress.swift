/// An IPv4 or IPv6 address. IPv4 is held as an IPv4-mapped address (RFC 4291, section 2.5.5.2).
@usableFromInline package struct IPAddress: Hashable, BitwiseCopyable, Sendable {
  /// The first eight octets, as one big-endian number; 0 for IPv4.
  @usableFromInline package var high: UInt64
  /// The last eight octets, as one big-endian number.
  @usableFromInline package var low: UInt64

  /// The address with these two halves.
  @inlinable package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The IPv4 address whose four octets are that big-endian number.
  @inlinable package init(v4 address: UInt32) {
    self.init(high: 0, low: 0x0000_ffff_0000_0000 | UInt64(address))
  }

  /// Whether this is an IPv4 address.
  @inlinable package var isV4: Bool {
    high == 0 && low >> 32 == 0xffff
  }

  /// The four octets of an IPv4 address; without meaning for IPv6.
  @inlinable package var v4: UInt32 {
    UInt32(truncatingIfNeeded: low)
  }
}

extension IPAddress: Comparable {
  /// Orders addresses by their octets.
  @inlinable package static func < (left: IPAddress, right: IPAddress) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

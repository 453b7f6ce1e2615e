import Wire

/// Both ends of a flow in an order that does not depend on the direction, for finding it.
struct FlowKey {
  /// The lower end: address and port folded for IPv4, a digest for IPv6.
  var low: UInt64
  /// The higher end, likewise.
  var high: UInt64
  /// Whether the packet came from the higher end.
  var isFromHigh: Bool
  /// Whether the addresses are IPv6, so that `low` and `high` are digests and the addresses must be compared too.
  var isV6: Bool

  /// The key of what goes from one end to the other, for a table with that seed.
  @inline(__always)
  init(_ ends: borrowing SegmentEnds, seed: FlowSeed) {
    var (first, second) = (ends.from, ends.to)
    isV6 = ends.isV6
    if isV6 {
      first = Self.fold(ends.source, ends.sourcePort, seed)
      second = Self.fold(ends.destination, ends.destinationPort, seed)
    }
    isFromHigh = first > second
    low = min(first, second)
    high = max(first, second)
  }

  @inline(__always)
  private static func fold(_ address: IPAddress, _ port: UInt16, _ seed: FlowSeed) -> UInt64 {
    // Exact order is not needed, only the same order for both directions; equal digests are told apart by the addresses. Keyed as the hash
    // is, which cannot tell apart what is equal already.
    let product = (address.high ^ seed.first).multipliedFullWidth(by: address.low ^ seed.second)
    let mixed = product.high ^ product.low
    // Bit 62 is left to `FlowSlot.hide`.
    return ((mixed &* 0xff51_afd7_ed55_8ccd) ^ UInt64(port) << 32 ^ (mixed >> 29)) & ~(1 << 62) | 1 << 63
  }

  /// The key of a flow whose ends were folded already.
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
    isFromHigh = false
    isV6 = Self.isV6(low)
  }

  /// Whether a folded end is the digest of an IPv6 one.
  @inline(__always)
  static func isV6(_ end: UInt64) -> Bool {
    end >> 63 != 0
  }

  /// The IPv4 end that was folded to this.
  @inline(__always)
  static func endpoint(v4 end: UInt64) -> Endpoint {
    Endpoint(address: IPAddress(v4: UInt32(truncatingIfNeeded: end >> 16)), port: UInt16(truncatingIfNeeded: end))
  }

  /// A keyed hash of both ends: wide multiplications folded, after wyhash. The seed keeps collisions from being made on purpose.
  @inline(__always)
  func hash(seed: FlowSeed) -> UInt64 {
    let first = (low ^ seed.first).multipliedFullWidth(by: high ^ seed.second)
    let mixed = first.high ^ first.low
    let second = (mixed ^ seed.second).multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return second.high ^ second.low
  }
}

/// The secret of the flow table's hash.
package struct FlowSeed: Sendable {
  var first: UInt64
  var second: UInt64

  /// A seed of 128 random bits; fixed only where output must not depend on it.
  package init(_ first: UInt64, _ second: UInt64) {
    self.first = first
    self.second = second
  }
}

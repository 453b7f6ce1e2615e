/// One end of a conversation: what its own packets look like.
struct Host {
  /// The IPv4 address, or the last 32 bits of the IPv6 one.
  var address: UInt32
  /// The TCP port.
  var port: UInt16
  /// The hop limit that its packets arrive with.
  var hopLimit: UInt8
  /// The next sequence number.
  var sequenceNumber: UInt32
  /// The next IP identification.
  var identification: UInt16
  /// What its timestamp clock (RFC 7323) adds to the milliseconds.
  var clockOffset: UInt32
  /// The last timestamp that it has sent.
  var timestamp: UInt32 = 0

  /// A host with a random port state, as many hops away as its address says: a host's packets come one way.
  init(address: UInt32, port: Int, using random: inout RandomNumbers) {
    self.address = address
    self.port = UInt16(truncatingIfNeeded: port)
    hopLimit = Self.hopLimit(of: address)
    sequenceNumber = random.bits()
    identification = random.bits()
    clockOffset = random.bits()
  }

  /// Six hosts in ten start from 64 (Linux, macOS), three from 128 (Windows), one from 255 (network devices); 3 to 22 hops are gone.
  private static func hopLimit(of address: UInt32) -> UInt8 {
    let mixed = (address &* 2_654_435_761) >> 7
    let initial: UInt32 = mixed % 10 < 6 ? 64 : mixed % 10 < 9 ? 128 : 255
    return UInt8(truncatingIfNeeded: initial - 3 - (mixed >> 8) % 20)
  }
}

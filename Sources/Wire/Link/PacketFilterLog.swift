/// The part of OpenBSD's pflog header that is read: its length, and the address family.
struct PacketFilterLogHeader: WireHeader {
  private var lengthField: UInt8
  private var addressFamily: UInt8

  /// Octets of the header with its padding to a multiple of four.
  var length: Int { (Int(lengthField) &+ 3) & ~3 }
}

extension HeaderWalk {
  /// LINKTYPE_PFLOG: what the packet filter did with an IP packet, then the packet.
  mutating func packetFilterLog(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let start = offset
    let header = try take(PacketFilterLogHeader.self, in: bytes)
    guard header.length >= 48 else { throw .malformed }
    // The direction stands after interface, rule set, rule numbers and owners, in all but the oldest versions.
    switch bytes.header(at: start &+ 60, as: UInt8.self) {
    case 1 where header.length >= 64: link.passage = .incoming
    case 2 where header.length >= 64: link.passage = .outgoing
    default: break
    }
    offset = start &+ header.length
    return .internet
  }

  /// LINKTYPE_ENC: address family, security parameters index and flags of OpenBSD's IPsec interface, then the packet in the clear.
  mutating func encapsulatingInterface(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    skip(12)
    return .internet
  }
}

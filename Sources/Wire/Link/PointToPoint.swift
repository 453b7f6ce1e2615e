extension HeaderWalk {
  /// A PPP packet: address and control where they were not compressed away, then the protocol in one or two octets
  /// (RFC 1661, section 2; RFC 1662, section 3.1).
  mutating func pointToPoint(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    if let framing = peek(UInt16.self, in: bytes)?.byteSwapped {
      if framing == 0xff03 { skip(2) }
      // Cisco HDLC on the same line: unicast or multicast address, and a control octet of 0.
      if framing == 0x0f00 || framing == 0x8f00 { return try ciscoHDLC(in: bytes) }
    }
    return try pointToPointPayload(in: bytes)
  }

  /// LINKTYPE_PPP_PPPD: the address octet gave way to the direction, 0 for received.
  mutating func pointToPointWithDirection(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let direction = try take(UInt8.self, in: bytes)
    link.passage = direction == 0 ? .incoming : .outgoing
    if peek(UInt8.self, in: bytes) == 0x03 { skip(1) }
    return .pointToPoint
  }

  /// What the protocol number announces; an odd first octet is the whole of a compressed one.
  private mutating func pointToPointPayload(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let first = try take(UInt8.self, in: bytes)
    let number = first & 1 == 1 ? UInt16(first) : UInt16(first) << 8 | UInt16(try take(UInt8.self, in: bytes))
    switch number {
    case 0x0021: return .etherType(.ipv4)
    case 0x0057: return .etherType(.ipv6)
    case 0x0281, 0x0283: return .etherType(.mpls)
    default: throw .notInternet
    }
  }
}

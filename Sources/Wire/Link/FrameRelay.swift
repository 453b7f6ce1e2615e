extension HeaderWalk {
  /// LINKTYPE_FRELAY: an address of two to four octets, then RFC 2427's control and protocol octets or Cisco's EtherType.
  mutating func frameRelay(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    var octets = 0
    var isLast = false
    while !isLast {
      guard octets < 4 else { throw .malformed }
      // The lowest bit marks the address's last octet (ITU-T Q.922, section 3.3).
      isLast = try take(UInt8.self, in: bytes) & 1 == 1
      octets &+= 1
    }
    guard peek(UInt8.self, in: bytes) == 0x03 else { return .etherType(EtherType(rawValue: try take(UInt16.self, in: bytes).byteSwapped)) }
    skip(1)
    if peek(UInt8.self, in: bytes) == 0 { skip(1) }
    return try networkLayerProtocol(in: bytes)
  }

  /// The network layer protocol identifier (RFC 2427, section 3).
  private mutating func networkLayerProtocol(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    switch try take(UInt8.self, in: bytes) {
    case 0xcc: return .etherType(.ipv4)
    case 0x8e: return .etherType(.ipv6)
    case 0xcf: return .pointToPoint
    case 0x80: return try subnetworkAccess(in: bytes)
    default: throw .notInternet
    }
  }
}

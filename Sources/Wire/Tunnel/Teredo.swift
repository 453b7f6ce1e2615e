extension HeaderWalk {
  /// Teredo: an authentication and an origin indication may stand before the IPv6 packet (RFC 4380, section 5.1.1).
  mutating func teredo(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    if peek(UInt16.self, in: bytes)?.byteSwapped == 0x0001 {
      skip(2)
      let identifierLength = Int(try take(UInt8.self, in: bytes))
      let authenticationLength = Int(try take(UInt8.self, in: bytes))
      // A nonce of eight octets and a confirmation octet close it.
      skip(identifierLength &+ authenticationLength &+ 9)
    }
    if peek(UInt16.self, in: bytes) == 0x0000 { skip(8) }
    enterTunnel(.teredo)
    return .etherType(.ipv6)
  }
}

extension HeaderWalk {
  /// An IP packet as the payload of another: IP in IP (RFC 2003), IPv6 in IPv4 (RFC 4213), either in IPv6 (RFC 2473).
  mutating func internetInInternet(_ number: InternetProtocol, in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    enterTunnel(.ipInIP)
    return .etherType(number == .ipv4 ? .ipv4 : .ipv6)
  }

  /// EtherIP (RFC 3378): a version of 3 in the first four bits, then a frame.
  mutating func etherIP(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    guard try take(UInt16.self, in: bytes).byteSwapped >> 12 == 3 else { throw .malformed }
    enterTunnel(.etherIP)
    return .ethernet
  }
}

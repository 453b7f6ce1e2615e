/// What stands at the walk's offset.
enum NextHeader {
  /// The start of a frame of that link type.
  case link(LinkType)
  /// An Ethernet frame.
  case ethernet
  /// What that EtherType announces.
  case etherType(EtherType)
  /// IEEE 802.2 logical link control.
  case logicalLinkControl
  /// A PPP packet, with or without its HDLC framing.
  case pointToPoint
  /// IPv4 or IPv6, as the first four bits tell.
  case internet
  /// What that protocol number of IPv4's Protocol or IPv6's Next Header announces.
  case internetProtocol(InternetProtocol)
}

extension HeaderWalk {
  /// Reads one header and says what follows it.
  mutating func payload(of header: NextHeader, in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    switch header {
    case .link(let type): try linkHeader(type, in: bytes)
    case .ethernet: try ethernet(in: bytes)
    case .etherType(let type): try payload(of: type, in: bytes)
    case .logicalLinkControl: try logicalLinkControl(in: bytes)
    case .pointToPoint: try pointToPoint(in: bytes)
    case .internet: try internet(in: bytes)
    case .internetProtocol(let number): try payload(of: number, in: bytes)
    }
  }

  /// IPv4 or IPv6, by the version that stands first in both.
  private mutating func internet(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    guard let first = peek(UInt8.self, in: bytes) else { throw offset < end ? .truncated : .malformed }
    switch first >> 4 {
    case 4: return try ipv4(in: bytes)
    case 6: return try ipv6(in: bytes)
    default: throw .notInternet
    }
  }
}

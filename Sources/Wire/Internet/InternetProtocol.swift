/// A protocol number of IPv4's Protocol and IPv6's Next Header (https://www.iana.org/assignments/protocol-numbers).
struct InternetProtocol: Equatable {
  /// The number.
  var rawValue: UInt8

  static let hopByHopOptions = InternetProtocol(rawValue: 0)
  static let icmp = InternetProtocol(rawValue: 1)
  static let ipv4 = InternetProtocol(rawValue: 4)
  static let tcp = InternetProtocol(rawValue: 6)
  static let udp = InternetProtocol(rawValue: 17)
  static let ipv6 = InternetProtocol(rawValue: 41)
  static let routing = InternetProtocol(rawValue: 43)
  static let fragment = InternetProtocol(rawValue: 44)
  static let genericRoutingEncapsulation = InternetProtocol(rawValue: 47)
  static let authenticationHeader = InternetProtocol(rawValue: 51)
  static let icmpv6 = InternetProtocol(rawValue: 58)
  static let destinationOptions = InternetProtocol(rawValue: 60)
  static let etherIP = InternetProtocol(rawValue: 97)
  static let mobility = InternetProtocol(rawValue: 135)
  static let hostIdentity = InternetProtocol(rawValue: 139)
  static let shim6 = InternetProtocol(rawValue: 140)
  static let mplsInIP = InternetProtocol(rawValue: 137)
}

extension HeaderWalk {
  /// What the protocol number announces, TCP and ICMP excepted: those end the walk.
  mutating func payload(of number: InternetProtocol, in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    switch number {
    case .hopByHopOptions, .routing, .destinationOptions, .mobility, .hostIdentity, .shim6: return try ipv6Options(in: bytes)
    case .fragment: return try ipv6Fragment(in: bytes)
    case .authenticationHeader: return try authenticationHeader(in: bytes)
    case .ipv4, .ipv6: return try internetInInternet(number, in: bytes)
    case .udp: return try userDatagram(in: bytes)
    case .genericRoutingEncapsulation: return try genericRouting(in: bytes)
    case .etherIP: return try etherIP(in: bytes)
    case .mplsInIP:
      enterTunnel(.mpls)
      return .etherType(.mpls)
    default: throw .otherProtocol
    }
  }
}

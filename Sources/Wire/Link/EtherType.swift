/// An EtherType (IEEE 802 numbers, https://www.iana.org/assignments/ieee-802-numbers).
struct EtherType: Equatable {
  /// The number in host order.
  var rawValue: UInt16

  static let ipv4 = EtherType(rawValue: 0x0800)
  static let ipv6 = EtherType(rawValue: 0x86dd)
  static let vlan = EtherType(rawValue: 0x8100)
  static let providerVLAN = EtherType(rawValue: 0x88a8)
  /// What QinQ used before 802.1ad, and still does here and there.
  static let legacyVLAN = EtherType(rawValue: 0x9100)
  static let vnTag = EtherType(rawValue: 0x8926)
  static let providerBackbone = EtherType(rawValue: 0x88e7)
  static let fabricPath = EtherType(rawValue: 0x8903)
  static let ciscoMetadata = EtherType(rawValue: 0x8909)
  static let mpls = EtherType(rawValue: 0x8847)
  static let mplsMulticast = EtherType(rawValue: 0x8848)
  static let pppoeSession = EtherType(rawValue: 0x8864)
  static let ppp = EtherType(rawValue: 0x880b)
  static let transparentEthernet = EtherType(rawValue: 0x6558)
  static let erspan = EtherType(rawValue: 0x88be)
  static let erspan3 = EtherType(rawValue: 0x22eb)
  /// MikroTik's Ethernet over IP, in GRE version 1.
  static let ethernetOverIP = EtherType(rawValue: 0x6400)
  /// The Web Cache Communication Protocol's redirection, in GRE.
  static let webCache = EtherType(rawValue: 0x883e)

  /// Whether the number is the length of an IEEE 802.3 frame instead.
  var isLength: Bool { rawValue <= 1500 }

  /// Whether a frame of this type may lead to IP: what the guess at a bare Ethernet frame goes by.
  var leadsToInternet: Bool {
    switch self {
    case .ipv4, .ipv6, .vlan, .providerVLAN, .legacyVLAN, .mpls, .mplsMulticast, .pppoeSession: true
    default: false
    }
  }
}

extension HeaderWalk {
  /// What the EtherType announces.
  mutating func payload(of type: EtherType, in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    switch type {
    case .ipv4: return try ipv4(in: bytes)
    case .ipv6: return try ipv6(in: bytes)
    case .vlan, .providerVLAN, .legacyVLAN: return try vlanTag(in: bytes)
    case .vnTag: return try etherType(after: 4, in: bytes)
    case .ciscoMetadata: return try etherType(after: 6, in: bytes)
    case .providerBackbone: return frame(after: 4)
    case .fabricPath: return frame(after: 2)
    case .mpls, .mplsMulticast: return try labelStack(in: bytes)
    case .pppoeSession: return try pppoeSession(in: bytes)
    case .ppp: return .pointToPoint
    case .transparentEthernet: return .ethernet
    default: throw .notInternet
    }
  }
}

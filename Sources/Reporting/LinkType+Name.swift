package import Wire

extension LinkType {
  /// The name that tcpdump gives it (https://www.tcpdump.org/linktypes.html); `LINKTYPE_n` for those not listed here.
  package var name: String {
    Self.names[rawValue] ?? "LINKTYPE_\(rawValue)"
  }

  private static let names: [UInt16: String] = [
    0: "NULL", 1: "EN10MB", 6: "IEEE802", 9: "PPP", 10: "FDDI", 12: "RAW", 50: "PPP_SERIAL", 51: "PPP_ETHER", 101: "RAW",
    104: "C_HDLC", 105: "IEEE802_11", 107: "FRELAY", 108: "LOOP", 113: "LINUX_SLL", 117: "PFLOG", 119: "PRISM_HEADER",
    127: "IEEE802_11_RADIO", 163: "IEEE802_11_RADIO_AVS", 166: "PPP_PPPD", 192: "PPI", 220: "USB_LINUX_MMAPPED", 228: "IPV4",
    229: "IPV6", 239: "NFLOG", 253: "NETLINK", 276: "LINUX_SLL2",
  ]
}

extension Undecoded {
  /// The reason's name in machine formats.
  var name: String {
    switch self {
    case .unknownLinkType: "unknown-link-type"
    case .notInternet: "not-internet"
    case .otherProtocol: "other-protocol"
    case .laterFragment: "later-fragment"
    case .truncated: "truncated"
    case .malformed: "malformed"
    case .tooDeep: "too-deep"
    }
  }
}

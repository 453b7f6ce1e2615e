extension HeaderWalk {
  /// The link header of a frame, by the file's LINKTYPE (https://www.tcpdump.org/linktypes.html).
  mutating func linkHeader(_ type: LinkType, in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    switch type.rawValue {
    case 1: return .ethernet
    case 12, 14, 101, 228, 229: return .internet
    case 113: return try linuxCooked(in: bytes)
    case 276: return try linuxCooked2(in: bytes)
    default: throw .unknownLinkType
    }
  }
}

extension HeaderWalk {
  /// The link header of a frame, by the file's LINKTYPE (https://www.tcpdump.org/linktypes.html).
  mutating func linkHeader(_ type: LinkType, in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    switch type.rawValue {
    case 1: return .ethernet
    case 12, 14, 101, 228, 229: return .internet
    case 0, 108: return try loopback(in: bytes)
    case 113: return try linuxCooked(in: bytes)
    case 276: return try linuxCooked2(in: bytes)
    case 8: return try serialLine(in: bytes)
    case 9, 50: return .pointToPoint
    case 51: return try pppoeSession(in: bytes)
    case 166: return try pointToPointWithDirection(in: bytes)
    case 104: return try ciscoHDLC(in: bytes)
    case 107: return try frameRelay(in: bytes)
    case 109: return try encapsulatingInterface(in: bytes)
    case 117: return try packetFilterLog(in: bytes)
    case 239: return try netfilterLog(in: bytes)
    case 242: return try internetOverInfiniBand(in: bytes)
    case 274: return try mPacket(in: bytes)
    default: return try radioHeader(type, in: bytes)
    }
  }

  /// The link types of IEEE 802.11, bare or behind what the radio said.
  private mutating func radioHeader(_ type: LinkType, in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    switch type.rawValue {
    case 105: return try wireless(in: bytes)
    case 119: return try prism(in: bytes)
    case 127: return try radiotap(in: bytes)
    case 163: return try absoluteValueSystems(in: bytes)
    case 192: return try perPacketInformation(in: bytes)
    default: throw .unknownLinkType
    }
  }
}

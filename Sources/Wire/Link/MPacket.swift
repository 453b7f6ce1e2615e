extension HeaderWalk {
  /// LINKTYPE_ETHERNET_MPACKET: preamble and start delimiter (IEEE 802.3br, section 99.3). A continuation fragment holds no header.
  mutating func mPacket(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let preamble = try take(UInt64.self, in: bytes)
    switch UInt8(truncatingIfNeeded: preamble.byteSwapped) {
    // An express packet, or the first fragment of a preemptable one.
    case 0xd5, 0xe6, 0x4c, 0x7f, 0xb3: return .ethernet
    default: throw .notInternet
    }
  }
}

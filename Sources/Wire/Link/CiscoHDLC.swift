/// The header of Cisco HDLC: address, control, EtherType.
struct CiscoHDLCHeader: WireHeader {
  private var address: UInt8
  private var control: UInt8
  private var protocolType: UInt16

  /// What follows.
  var type: EtherType { EtherType(rawValue: protocolType.byteSwapped) }
}

extension HeaderWalk {
  /// LINKTYPE_C_HDLC; a line that carries PPP after all is recognised by PPP's own address and control.
  mutating func ciscoHDLC(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    if peek(UInt16.self, in: bytes)?.byteSwapped == 0xff03 { return .pointToPoint }
    return .etherType(try take(CiscoHDLCHeader.self, in: bytes).type)
  }
}

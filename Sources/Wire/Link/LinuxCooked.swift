/// LINKTYPE_LINUX_SLL: Linux cooked capture, version 1.
struct LinuxCookedHeader: WireHeader {
  private var packetTypeField: UInt16
  private var deviceType: UInt16
  private var addressLengthField: UInt16
  private var addressStart: UInt16
  private var addressMiddle: UInt32
  private var addressRest: UInt16
  private var protocolType: UInt16

  /// Who sent the frame to whom, 0 to 4.
  var packetType: UInt16 { packetTypeField.byteSwapped }
  /// The ARPHRD_ value of the device.
  var hardwareType: UInt16 { deviceType.byteSwapped }
  /// The source address in the low 48 bits, 0 where the device's addresses are no hardware addresses.
  var source: UInt64 {
    guard addressLengthField.byteSwapped == 6 else { return 0 }
    return UInt64(addressStart.byteSwapped) << 32 | UInt64(addressMiddle.byteSwapped)
  }
  /// What follows.
  var type: EtherType { EtherType(rawValue: protocolType.byteSwapped) }
}

/// LINKTYPE_LINUX_SLL2: Linux cooked capture, version 2.
struct LinuxCooked2Header: WireHeader {
  private var protocolType: UInt16
  private var reserved: UInt16
  private var interfaceIndex: UInt32
  private var deviceType: UInt16
  private var packetTypeField: UInt8
  private var addressLength: UInt8
  private var addressStart: UInt32
  private var addressMiddle: UInt16
  private var addressRest: UInt16

  /// Who sent the frame to whom, 0 to 4.
  var packetType: UInt16 { UInt16(packetTypeField) }
  /// The ARPHRD_ value of the device.
  var hardwareType: UInt16 { deviceType.byteSwapped }
  /// The source address in the low 48 bits, 0 where the device's addresses are no hardware addresses.
  var source: UInt64 {
    guard addressLength == 6 else { return 0 }
    return UInt64(addressStart.byteSwapped) << 16 | UInt64(addressMiddle.byteSwapped)
  }
  /// What follows.
  var type: EtherType { EtherType(rawValue: protocolType.byteSwapped) }
}

extension LinkLayer.Passage {
  /// What a Linux packet type says: to us, broadcast, multicast and to another host came in, 4 went out.
  init(linuxPacketType type: UInt16) {
    self = type == 4 ? .outgoing : type < 4 ? .incoming : .unknown
  }
}

extension HeaderWalk {
  /// The first version of the cooked header.
  mutating func linuxCooked(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(LinuxCookedHeader.self, in: bytes)
    link.sourceAddress = header.source
    link.passage = LinkLayer.Passage(linuxPacketType: header.packetType)
    return try cookedPayload(header.type, on: header.hardwareType)
  }

  /// The second version, as `tcpdump -i any` writes today.
  mutating func linuxCooked2(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(LinuxCooked2Header.self, in: bytes)
    link.sourceAddress = header.source
    link.passage = LinkLayer.Passage(linuxPacketType: header.packetType)
    return try cookedPayload(header.type, on: header.hardwareType)
  }

  /// The protocol is an EtherType on most devices, but not on netlink (824), nor where it is one of Linux's own small numbers.
  private func cookedPayload(_ type: EtherType, on hardwareType: UInt16) throws(Undecoded) -> NextHeader {
    switch (hardwareType, type.rawValue) {
    case (824, _): throw .notInternet
    case (803, _): return .link(LinkType(rawValue: 127))
    case (801, _): return .link(LinkType(rawValue: 105))
    case (_, 0x0004): return .logicalLinkControl
    case (_, 0..<0x0600): throw .notInternet
    default: return .etherType(type)
    }
  }
}

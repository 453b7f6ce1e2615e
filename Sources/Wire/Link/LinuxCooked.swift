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
  private var packetType: UInt16 { packetTypeField.byteSwapped }
  /// The kind of device.
  var device: LinuxDevice { LinuxDevice(rawValue: deviceType.byteSwapped) }
  /// The source address in the low 48 bits, 0 where the device's addresses are no hardware addresses.
  private var source: UInt64 {
    guard addressLengthField.byteSwapped == 6 else { return 0 }
    return UInt64(addressStart.byteSwapped) << 32 | UInt64(addressMiddle.byteSwapped)
  }
  /// What follows.
  var type: EtherType { EtherType(rawValue: protocolType.byteSwapped) }
  /// What the header says.
  var linkLayer: LinkLayer {
    var layer = LinkLayer()
    layer.sourceAddress = source
    layer.passage = LinkLayer.Passage(linuxPacketType: packetType)
    return layer
  }
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
  private var packetType: UInt16 { UInt16(packetTypeField) }
  /// The kind of device.
  var device: LinuxDevice { LinuxDevice(rawValue: deviceType.byteSwapped) }
  /// The source address in the low 48 bits, 0 where the device's addresses are no hardware addresses.
  private var source: UInt64 {
    guard addressLength == 6 else { return 0 }
    return UInt64(addressStart.byteSwapped) << 16 | UInt64(addressMiddle.byteSwapped)
  }
  /// What follows.
  var type: EtherType { EtherType(rawValue: protocolType.byteSwapped) }
  /// What the header says.
  var linkLayer: LinkLayer {
    var layer = LinkLayer()
    layer.sourceAddress = source
    layer.passage = LinkLayer.Passage(linuxPacketType: packetType)
    return layer
  }
}

extension LinkLayer.Passage {
  /// What a Linux packet type says: to us, broadcast, multicast and to another host came in, 4 went out.
  init(linuxPacketType type: UInt16) {
    self = type == 4 ? .outgoing : type < 4 ? .incoming : .unknown
  }
}

/// The kind of a network device (linux/if_arp.h, ARPHRD_).
struct LinuxDevice: Equatable {
  /// The ARPHRD_ value.
  var rawValue: UInt16

  static let wireless = LinuxDevice(rawValue: 801)
  static let radiotap = LinuxDevice(rawValue: 803)
  static let netlink = LinuxDevice(rawValue: 824)

  /// Whether the cooked header's protocol is an EtherType or one of Linux's own small numbers, as it is on nearly every device.
  var hasEtherTypes: Bool { self != .wireless && self != .radiotap && self != .netlink }
}

extension HeaderWalk {
  /// The first version of the cooked header.
  mutating func linuxCooked(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(LinuxCookedHeader.self, in: bytes)
    link = header.linkLayer
    return try cookedPayload(header.type, on: header.device)
  }

  /// The second version, as `tcpdump -i any` writes today.
  mutating func linuxCooked2(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(LinuxCooked2Header.self, in: bytes)
    link = header.linkLayer
    return try cookedPayload(header.type, on: header.device)
  }

  private func cookedPayload(_ type: EtherType, on device: LinuxDevice) throws(Undecoded) -> NextHeader {
    switch (device, type.rawValue) {
    case (.netlink, _): throw .notInternet
    case (.radiotap, _): return .link(LinkType(rawValue: 127))
    case (.wireless, _): return .link(LinkType(rawValue: 105))
    case (_, 0x0004): return .logicalLinkControl
    case (_, 0..<0x0600): throw .notInternet
    default: return .etherType(type)
    }
  }
}

/// The start of a radiotap header (https://www.radiotap.org).
struct RadiotapHeader: WireHeader {
  private var version: UInt8
  private var padding: UInt8
  private var lengthField: UInt16

  /// Octets of the whole header.
  var length: Int { Int(UInt16(littleEndian: lengthField)) }
}

/// The start of a PPI header (CACE, Per-Packet Information header specification 1.0.10).
struct PerPacketInformationHeader: WireHeader {
  private var version: UInt8
  private var flags: UInt8
  private var lengthField: UInt16
  private var linkTypeField: UInt32

  /// Octets of the whole header.
  var length: Int { Int(UInt16(littleEndian: lengthField)) }
  /// How the packet behind it begins.
  var linkType: LinkType { LinkType(rawValue: UInt16(truncatingIfNeeded: UInt32(littleEndian: linkTypeField))) }
}

/// The first two words of Prism's and AVS's headers: a code, and the length of the whole header.
struct MonitorHeader: WireHeader {
  private var codeField: UInt32
  private var lengthField: UInt32

  /// Whether this is an AVS header, which says so in network order.
  var isAbsoluteValueSystems: Bool { codeField.byteSwapped & 0xffff_f000 == 0x8021_1000 }
  /// Octets of the header, in network order as AVS has it.
  var lengthInNetworkOrder: Int { Int(lengthField.byteSwapped) }
  /// Octets of the header, whichever order the capturing host had: headers are short.
  var lengthInHostOrder: Int { Int(min(lengthField, lengthField.byteSwapped)) }
}

extension HeaderWalk {
  /// LINKTYPE_IEEE802_11_RADIOTAP.
  mutating func radiotap(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let start = offset
    let header = try take(RadiotapHeader.self, in: bytes)
    guard header.length >= 8 else { throw .malformed }
    let isPadded = radiotapFlags(at: start, in: bytes) & 0x20 != 0
    offset = start &+ header.length
    return try wireless(isPadded: isPadded, in: bytes)
  }

  /// The flags field: it is the first, or the second after the 64-bit timer, behind the words that say which fields are present.
  private func radiotapFlags(at start: Int, in bytes: Span<UInt8>) -> UInt8 {
    var fields = start &+ 8
    guard let present = bytes.header(at: start &+ 4, as: UInt32.self).map(UInt32.init(littleEndian:)), present & 2 != 0 else { return 0 }
    var word = present
    for _ in 0..<16 where word & 0x8000_0000 != 0 {
      word = bytes.header(at: fields, as: UInt32.self).map(UInt32.init(littleEndian:)) ?? 0
      fields &+= 4
    }
    // The timer stands on a multiple of 8 from the header's start.
    if present & 1 != 0 { fields = start &+ ((fields &- start &+ 7) & ~7) &+ 8 }
    return bytes.header(at: fields, as: UInt8.self) ?? 0
  }

  /// LINKTYPE_IEEE802_11_PRISM, under which some drivers write AVS headers.
  mutating func prism(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let start = offset
    let header = try take(MonitorHeader.self, in: bytes)
    offset = start &+ (header.isAbsoluteValueSystems ? header.lengthInNetworkOrder : header.lengthInHostOrder)
    return try wireless(in: bytes)
  }

  /// LINKTYPE_IEEE802_11_AVS.
  mutating func absoluteValueSystems(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let start = offset
    offset = start &+ (try take(MonitorHeader.self, in: bytes)).lengthInNetworkOrder
    return try wireless(in: bytes)
  }

  /// LINKTYPE_PPI: the packet behind it has a link type of its own.
  mutating func perPacketInformation(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let start = offset
    let header = try take(PerPacketInformationHeader.self, in: bytes)
    guard header.length >= 8 else { throw .malformed }
    offset = start &+ header.length
    return .link(header.linkType)
  }
}

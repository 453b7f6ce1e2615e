/// The fixed part of a GENEVE header (RFC 8926, section 3.4).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |Ver|  Opt Len  |O|C|    Rsvd.  |          Protocol Type        |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |        Virtual Network Identifier (VNI)       |    Reserved   |
struct GENEVEHeader: WireHeader {
  private var versionAndLength: UInt8
  private var flags: UInt8
  private var protocolType: UInt16
  private var identifierField: UInt32

  /// The version, 0.
  var version: UInt8 { versionAndLength >> 6 }
  /// Octets of the options.
  var optionsLength: Int { Int(versionAndLength & 0x3f) &* 4 }
  /// What follows.
  var type: EtherType { EtherType(rawValue: protocolType.byteSwapped) }
  /// The network identifier, 24 bits.
  var identifier: UInt32 { identifierField.byteSwapped >> 8 }
}

extension HeaderWalk {
  /// GENEVE with its options.
  mutating func geneve(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(GENEVEHeader.self, in: bytes)
    guard header.version == 0 else { throw .otherProtocol }
    skip(header.optionsLength)
    enterTunnel(.geneve, identifier: header.identifier)
    return .etherType(header.type)
  }
}

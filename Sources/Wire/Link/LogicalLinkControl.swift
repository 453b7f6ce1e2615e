/// IEEE 802.2 logical link control with the service access points' addresses and an unnumbered control field.
struct LogicalLinkControlHeader: WireHeader {
  var destinationServiceAccessPoint: UInt8
  var sourceServiceAccessPoint: UInt8
  var control: UInt8
}

/// The Subnetwork Access Protocol header (RFC 1042).
struct SubnetworkAccessHeader: WireHeader {
  private var organization: (UInt8, UInt8, UInt8)
  private var typeHigh: UInt8
  private var typeLow: UInt8

  /// The organization that gave the protocol its number, 24 bits.
  var organizationCode: UInt32 { UInt32(organization.0) << 16 | UInt32(organization.1) << 8 | UInt32(organization.2) }
  /// The protocol, an EtherType where the organization is 0.
  var type: EtherType { EtherType(rawValue: UInt16(typeHigh) << 8 | UInt16(typeLow)) }
}

extension HeaderWalk {
  /// LLC, with SNAP where it announces one.
  mutating func logicalLinkControl(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(LogicalLinkControlHeader.self, in: bytes)
    guard header.control == 0x03 else { throw .notInternet }
    switch header.destinationServiceAccessPoint {
    case 0xaa: return try subnetworkAccess(in: bytes)
    case 0x06: return .internet
    default: throw .notInternet
    }
  }

  /// SNAP: an EtherType under organization 0, or under 0x0000f8 as bridges of IEEE 802.1H write it; a bridged Ethernet frame under
  /// 0x0080c2 (RFC 2427, section 4.2).
  mutating func subnetworkAccess(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(SubnetworkAccessHeader.self, in: bytes)
    switch (header.organizationCode, header.type.rawValue) {
    case (0, _), (0x0000f8, _): return .etherType(header.type)
    case (0x0080c2, 1), (0x0080c2, 7): return .ethernet
    default: throw .notInternet
    }
  }
}

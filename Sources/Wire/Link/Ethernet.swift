/// An Ethernet header, loaded in three integers: the source address begins in the first and ends in the second.
struct EthernetHeader: WireHeader {
  private var destinationAndSourceStart: UInt64
  private var sourceRest: UInt32
  private var typeOrLength: UInt16

  /// The source address in the low 48 bits.
  var source: UInt64 { (destinationAndSourceStart.byteSwapped & 0xffff) << 32 | UInt64(sourceRest.byteSwapped) }
  /// Its first two octets.
  var sourceHigh: UInt16 { UInt16(truncatingIfNeeded: destinationAndSourceStart.byteSwapped) }
  /// Its last four octets.
  var sourceLow: UInt32 { sourceRest.byteSwapped }
  /// The EtherType, or the length of an IEEE 802.3 frame.
  var type: EtherType { EtherType(rawValue: typeOrLength.byteSwapped) }
}

/// A VLAN tag after its EtherType (IEEE 802.1Q, section 9.6).
struct VLANTag: WireHeader {
  private var controlInformation: UInt16
  private var typeOrLength: UInt16

  /// The VLAN identifier, 12 bits.
  var identifier: UInt16 { controlInformation.byteSwapped & 0x0fff }
  /// What follows the tag.
  var type: EtherType { EtherType(rawValue: typeOrLength.byteSwapped) }
}

extension HeaderWalk {
  /// An Ethernet frame; inside a tunnel its addresses take the place of the outer ones.
  mutating func ethernet(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(EthernetHeader.self, in: bytes)
    link.sourceAddress = header.source
    return header.type.isLength ? .logicalLinkControl : .etherType(header.type)
  }

  /// A VLAN tag; the innermost is kept.
  mutating func vlanTag(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let tag = try take(VLANTag.self, in: bytes)
    link.vlan = tag.identifier
    return tag.type.isLength ? .logicalLinkControl : .etherType(tag.type)
  }

  /// A tag of Cisco's that ends in a type: VN-Tag of fabric extenders, or the metadata that carries a security group.
  mutating func etherType(after octets: Int, in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    skip(octets)
    let type = EtherType(rawValue: try take(UInt16.self, in: bytes).byteSwapped)
    return type.isLength ? .logicalLinkControl : .etherType(type)
  }

  /// A provider backbone's service tag (IEEE 802.1ah) or FabricPath's forwarding tag: some octets, then the customer's frame.
  mutating func frame(after octets: Int) -> NextHeader {
    skip(octets)
    return .ethernet
  }

  /// LINKTYPE_IPOIB: the global routing header of InfiniBand, or what stands in for it, then an EtherType and two octets (RFC 4391).
  mutating func internetOverInfiniBand(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    skip(40)
    let type = EtherType(rawValue: try take(UInt16.self, in: bytes).byteSwapped)
    skip(2)
    return .etherType(type)
  }
}

/// What a capture shows of one TCP segment besides its ends, in 44 flat octets: what is remembered of it, and nothing that need be moved.
@usableFromInline package struct CompactSegment: BitwiseCopyable, Sendable {
  /// Sequence number.
  package var sequence = SequenceNumber(0)
  /// Acknowledgment number as it stands in the header.
  package var acknowledgment = SequenceNumber(0)
  /// TSval, 0 where `options` has no timestamps.
  package var timestampValue: UInt32 = 0
  /// TSecr, 0 where `options` has no timestamps.
  package var timestampEcho: UInt32 = 0
  /// Octets of payload claimed by the IP header.
  @usableFromInline package var payloadLength: UInt32 = 0
  /// A digest of the tunnels around it; 0 without.
  package var tunnel: UInt32 = 0
  /// IPv6's flow label in the low 20 bits, above them which options there are.
  package var labelAndOptions: UInt32 = 0
  /// The source hardware address, its low 32 bits.
  package var hardwareLow: UInt32 = 0
  /// The source hardware address, its high 16 bits.
  package var hardwareHigh: UInt16 = 0
  /// VLAN identifier, 0 where untagged.
  package var vlan: UInt16 = 0
  /// Window as it stands in the header.
  package var window: UInt16 = 0
  /// IPv4 Identification.
  package var identification: UInt16 = 0
  /// The control bits in the low nine, then Don't Fragment, two of the passage, two that are left to whoever remembers the segment (bits 12 and
  /// 13, 0 at first), and one for IPv6.
  @usableFromInline package var bits: UInt16 = 0
  /// Hop limit as captured.
  package var hopLimit: UInt8 = 0
  /// Type of service or traffic class.
  package var typeOfService: UInt8 = 0

  /// A segment of nothing, to be overwritten.
  package init() {}

  /// The control bits.
  @inlinable package var flags: TCPFlags { TCPFlags(rawValue: bits & 0x1ff) }
  /// IPv6 flow label; 0 for IPv4.
  package var flowLabel: UInt32 { labelAndOptions & 0xf_ffff }
  /// The TCP options it carried.
  package var options: TCPOptions.Present { TCPOptions.Present(rawValue: UInt16(labelAndOptions >> 20)) }
  /// Source hardware address in the low 48 bits.
  package var hardwareAddress: UInt64 { UInt64(hardwareHigh) << 32 | UInt64(hardwareLow) }
  /// IPv4's Don't Fragment.
  @inlinable package var dontFragment: Bool { bits & Self.dontFragmentBit != 0 }
  /// Whether it was an IPv6 packet.
  @inlinable package var isV6: Bool { bits & Self.versionBit != 0 }
  /// Whether the capturing host received or sent it.
  package var passage: LinkLayer.Passage { LinkLayer.Passage(rawValue: UInt8(truncatingIfNeeded: bits >> 10) & 3) ?? .unknown }
  /// How much of the sequence space it takes (RFC 9293, section 3.4).
  @inlinable package var sequenceLength: UInt32 { payloadLength &+ (flags.contains(.syn) ? 1 : 0) &+ (flags.contains(.fin) ? 1 : 0) }

  /// What is remembered of a segment, over whatever stood here.
  package mutating func take(_ segment: inout Segment) {
    take(segment.link)
    take(segment.options, label: segment.ip.flowLabel & 0xf_ffff)
    sequence = segment.sequence
    acknowledgment = segment.acknowledgment
    payloadLength = segment.payloadLength
    window = segment.window
    identification = segment.ip.identification
    bits |=
      (segment.flags.rawValue & 0x1ff) | (segment.ip.dontFragment ? Self.dontFragmentBit : 0)
      | (segment.ip.source.isV4 ? 0 : Self.versionBit)
    hopLimit = segment.ip.hopLimit
    typeOfService = segment.ip.typeOfService
  }

  /// Takes over what the headers below IP say, which begins `bits` anew.
  mutating func take(_ link: LinkLayer) {
    hardwareLow = UInt32(truncatingIfNeeded: link.sourceAddress)
    hardwareHigh = UInt16(truncatingIfNeeded: link.sourceAddress >> 32)
    vlan = link.vlan
    tunnel = link.tunnel
    bits = UInt16(link.passage.rawValue) << 10
  }

  /// Takes over TCP's options, and IPv6's flow label, which shares a word with them.
  mutating func take(_ options: TCPOptions, label: UInt32) {
    timestampValue = options.timestampValue
    timestampEcho = options.timestampEcho
    labelAndOptions = label | UInt32(options.present.rawValue & 0xfff) << 20
  }

  @usableFromInline static var dontFragmentBit: UInt16 { 1 << 9 }
  @usableFromInline static var versionBit: UInt16 { 1 << 14 }
}

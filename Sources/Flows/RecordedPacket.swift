package import Wire

/// A segment as the tracker remembers it: 64 flat bytes, everything that a heuristic may ask of a packet.
package struct RecordedPacket: BitwiseCopyable, Sendable {
  /// When it was captured.
  package var time: Timestamp
  private var place: UInt64
  /// Sequence number.
  package var sequence: SequenceNumber
  /// Acknowledgment number as it stands in the header.
  package var acknowledgment: SequenceNumber
  /// TSval, 0 where `options` has no timestamps.
  package var timestampValue: UInt32
  /// TSecr, 0 where `options` has no timestamps.
  package var timestampEcho: UInt32
  /// Octets of payload claimed by the IP header.
  package var payloadLength: UInt32
  /// The serial in the ring of the flow's previous packet.
  var previous: UInt32
  /// A digest of the tunnels around it; 0 without.
  package var tunnel: UInt32
  private var labelAndOptions: UInt32
  private var hardwareLow: UInt32
  private var hardwareHigh: UInt16
  /// VLAN identifier, 0 where untagged.
  package var vlan: UInt16
  /// Window as it stands in the header.
  package var window: UInt16
  /// IPv4 Identification.
  package var identification: UInt16
  private var bits: UInt16
  /// Hop limit as captured.
  package var hopLimit: UInt8
  /// Type of service or traffic class.
  package var typeOfService: UInt8

  /// What is remembered of a segment, over whatever stood here; `fromHigh` tells the direction until the roles are known.
  @inline(__always)
  mutating func take(_ segment: inout Segment, of header: inout FrameHeader, fromHigh: Bool, previous: UInt32) {
    time = header.time
    place = UInt64(header.file) << 48 | (header.number & 0xffff_ffff_ffff)
    sequence = segment.sequence
    acknowledgment = segment.acknowledgment
    timestampValue = segment.options.timestampValue
    timestampEcho = segment.options.timestampEcho
    payloadLength = segment.payloadLength
    self.previous = previous
    tunnel = segment.link.tunnel
    labelAndOptions = (segment.ip.flowLabel & 0xf_ffff) | UInt32(segment.options.present.rawValue & 0xfff) << 20
    hardwareLow = UInt32(truncatingIfNeeded: segment.link.sourceAddress)
    hardwareHigh = UInt16(truncatingIfNeeded: segment.link.sourceAddress >> 32)
    vlan = segment.link.vlan
    window = segment.window
    identification = segment.ip.identification
    bits =
      (segment.flags.rawValue & 0x1ff) | (segment.ip.dontFragment ? Self.dontFragmentBit : 0)
      | Self.bits(of: segment.link.passage) | (fromHigh ? Self.directionBit : 0)
      | (segment.ip.isV4 ? 0 : Self.versionBit)
    hopLimit = segment.ip.hopLimit
    typeOfService = segment.ip.typeOfService
  }

  /// The control bits.
  package var flags: TCPFlags { TCPFlags(rawValue: bits & 0x1ff) }
  /// Its frame.
  package var position: FramePosition { FramePosition(file: UInt16(place >> 48), number: place & 0xffff_ffff_ffff) }
  /// IPv6 flow label; 0 for IPv4.
  package var flowLabel: UInt32 { labelAndOptions & 0xf_ffff }
  /// The TCP options it carried.
  package var options: TCPOptions.Present { TCPOptions.Present(rawValue: UInt16(labelAndOptions >> 20)) }
  /// Source hardware address in the low 48 bits.
  package var hardwareAddress: UInt64 { UInt64(hardwareHigh) << 32 | UInt64(hardwareLow) }
  /// IPv4's Don't Fragment.
  package var dontFragment: Bool { bits & Self.dontFragmentBit != 0 }
  /// Whether it was an IPv6 packet.
  package var isV6: Bool { bits & Self.versionBit != 0 }
  /// Whether the capturing host received or sent it.
  package var passage: LinkLayer.Passage { LinkLayer.Passage(rawValue: UInt8(truncatingIfNeeded: bits >> 10) & 3) ?? .unknown }
  /// Whether it is a copy that the capture made of an earlier packet.
  package var isCopy: Bool { bits & Self.copyBit != 0 }
  /// Whether it says that the server sent it; valid once a flow's roles are known.
  package var isFromServer: Bool { bits & Self.directionBit != 0 }
  /// In whose name it was sent.
  package var from: Party { isFromServer ? .server : .client }
  /// How much of the sequence space it takes (RFC 9293, section 3.4).
  package var sequenceLength: UInt32 { payloadLength &+ (flags.contains(.syn) ? 1 : 0) &+ (flags.contains(.fin) ? 1 : 0) }
  /// The sequence number after it.
  package var sequenceEnd: SequenceNumber { sequence + sequenceLength }

  var isFromHigh: Bool { isFromServer }

  /// The same packet with its direction bit turned to mean `isFromServer`.
  func orientated(clientIsHigh: Bool) -> RecordedPacket {
    var packet = self
    if clientIsHigh { packet.bits ^= Self.directionBit }
    return packet
  }

  mutating func markAsCopy() { bits |= Self.copyBit }

  /// The passage in its two bits. The library's `rawValue` would be a call into another module for every packet.
  @inline(__always)
  private static func bits(of passage: LinkLayer.Passage) -> UInt16 {
    switch passage {
    case .unknown: 0
    case .incoming: 1 << 10
    case .outgoing: 2 << 10
    }
  }

  private static var dontFragmentBit: UInt16 { 1 << 9 }
  private static var directionBit: UInt16 { 1 << 12 }
  private static var copyBit: UInt16 { 1 << 13 }
  private static var versionBit: UInt16 { 1 << 14 }
}

extension InternetLayer {
  @inline(__always) fileprivate var isV4: Bool { source.isV4 }
}

package import Wire

/// A segment as the tracker remembers it: 64 flat bytes, everything that a heuristic may ask of a packet.
package struct RecordedPacket: BitwiseCopyable, Sendable {
  /// When it was captured.
  package var time: Timestamp
  /// Its frame, packed.
  private(set) var place: FramePlace
  /// What its headers said.
  var segment: CompactSegment
  /// The serial in the ring of the flow's previous packet.
  var previous: UInt32

  /// A packet put together again, linked to none.
  @inline(__always)
  init(_ time: Timestamp, _ place: FramePlace, _ segment: CompactSegment) {
    self.time = time
    self.place = place
    self.segment = segment
    previous = 0
  }

  /// What is remembered of a plain frame, over whatever stood here; false, and nothing that has a meaning, where it is not plain.
  @inline(__always)
  mutating func take(plain bytes: Span<UInt8>, of header: inout FrameHeader, ends: inout SegmentEnds) -> Bool {
    note(&header)
    return segment.take(plain: bytes, linkType: header.linkType, ends: &ends)
  }

  /// What is remembered of a segment, likewise.
  mutating func take(_ segment: inout Segment, of header: inout FrameHeader) {
    note(&header)
    self.segment.take(&segment)
  }

  @inline(__always)
  private mutating func note(_ header: inout FrameHeader) {
    time = header.time
    place = FramePlace(header)
  }

  /// Its frame.
  package var position: FramePosition { place.position }
  /// Whether it is a copy that the capture made of an earlier packet.
  package var isCopy: Bool { segment.bits & Self.copyBit != 0 }
  /// Whether it says that the server sent it; valid once a flow's roles are known.
  package var isFromServer: Bool { segment.bits & Self.directionBit != 0 }
  /// In whose name it was sent.
  package var from: Party { isFromServer ? .server : .client }
  /// The sequence number after it.
  package var sequenceEnd: SequenceNumber { sequence + sequenceLength }

  /// The direction until the roles are known.
  var isFromHigh: Bool { isFromServer }

  /// Tells the direction until the roles are known; once.
  @inline(__always)
  mutating func mark(fromHigh: Bool) {
    segment.bits |= fromHigh ? Self.directionBit : 0
  }

  /// The same packet with its direction turned to mean `isFromServer`.
  func orientated(clientIsHigh: Bool) -> RecordedPacket {
    var packet = self
    if clientIsHigh { packet.segment.bits ^= Self.directionBit }
    return packet
  }

  mutating func markAsCopy() { segment.bits |= Self.copyBit }

  static var directionBit: UInt16 { 1 << 12 }
  private static var copyBit: UInt16 { 1 << 13 }
}

// What stands in the headers.
extension RecordedPacket {
  /// Sequence number.
  package var sequence: SequenceNumber { segment.sequence }
  /// Acknowledgment number as it stands in the header.
  package var acknowledgment: SequenceNumber { segment.acknowledgment }
  /// TSval, 0 where `options` has no timestamps.
  package var timestampValue: UInt32 { segment.timestampValue }
  /// TSecr, 0 where `options` has no timestamps.
  package var timestampEcho: UInt32 { segment.timestampEcho }
  /// Octets of payload claimed by the IP header.
  package var payloadLength: UInt32 { segment.payloadLength }
  /// A digest of the tunnels around it; 0 without.
  package var tunnel: UInt32 { segment.tunnel }
  /// VLAN identifier, 0 where untagged.
  package var vlan: UInt16 { segment.vlan }
  /// Window as it stands in the header.
  package var window: UInt16 { segment.window }
  /// IPv4 Identification.
  package var identification: UInt16 { segment.identification }
  /// Hop limit as captured.
  package var hopLimit: UInt8 { segment.hopLimit }
  /// Type of service or traffic class.
  package var typeOfService: UInt8 { segment.typeOfService }
  /// The control bits.
  package var flags: TCPFlags { segment.flags }
  /// IPv6 flow label; 0 for IPv4.
  package var flowLabel: UInt32 { segment.flowLabel }
  /// The TCP options it carried.
  package var options: TCPOptions.Present { segment.options }
  /// Source hardware address in the low 48 bits.
  package var hardwareAddress: UInt64 { segment.hardwareAddress }
  /// IPv4's Don't Fragment.
  package var dontFragment: Bool { segment.dontFragment }
  /// Whether it was an IPv6 packet.
  package var isV6: Bool { segment.isV6 }
  /// Whether the capturing host received or sent it.
  package var passage: LinkLayer.Passage { segment.passage }
  /// How much of the sequence space it takes (RFC 9293, section 3.4).
  package var sequenceLength: UInt32 { segment.sequenceLength }
}

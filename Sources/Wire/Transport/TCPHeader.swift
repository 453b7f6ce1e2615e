/// The part of a TCP header without which there is no segment: ports to control bits (RFC 9293, section 3.1).
struct TCPHeaderStart: WireHeader {
  private var source: UInt16
  private var destination: UInt16
  private var sequenceField: UInt32
  private var acknowledgmentField: UInt32
  private var offsetAndFlags: UInt16

  /// Source port.
  var sourcePort: UInt16 { source.byteSwapped }
  /// Destination port.
  var destinationPort: UInt16 { destination.byteSwapped }
  /// Sequence number.
  var sequence: SequenceNumber { SequenceNumber(sequenceField.byteSwapped) }
  /// Acknowledgment number.
  var acknowledgment: SequenceNumber { SequenceNumber(acknowledgmentField.byteSwapped) }
  /// Octets of the header with its options: 20 to 60 in a sound one.
  var headerLength: Int { Int(offsetAndFlags.byteSwapped >> 12) &* 4 }
  /// The control bits.
  var flags: TCPFlags { TCPFlags(rawValue: offsetAndFlags.byteSwapped & 0x01ff) }
}

/// The fixed part of a TCP header (RFC 9293, section 3.1).
struct TCPHeader: WireHeader {
  /// Ports to control bits.
  var start: TCPHeaderStart
  private var windowField: UInt16
  private var checksum: UInt16
  private var urgentPointer: UInt16

  /// The window, not scaled.
  var window: UInt16 { windowField.byteSwapped }
}

extension Segment {
  /// A segment of these headers, without window, payload and options.
  @inline(__always)
  init(ip: InternetLayer, link: LinkLayer, start: TCPHeaderStart) {
    self.init(ip: ip, link: link, sourcePort: start.sourcePort, destinationPort: start.destinationPort)
    sequence = start.sequence
    acknowledgment = start.acknowledgment
    flags = start.flags
  }
}

extension HeaderWalk {
  /// The TCP segment here: as much of it as was captured, if the control bits were.
  ///
  /// - Throws: `.malformed` where the data offset is below 5: no stack takes that for a segment, and tshark shows no flags for it.
  mutating func segment(in bytes: Span<UInt8>) throws(Undecoded) -> Segment {
    let begin = offset
    let start = try take(TCPHeaderStart.self, in: bytes)
    guard start.headerLength >= 20 else { throw .malformed }
    var segment = Segment(ip: ip, link: link, start: start)
    segment.window = peek(UInt16.self, in: bytes)?.byteSwapped ?? 0
    let payload = begin &+ start.headerLength
    segment.payloadOffset = UInt32(truncatingIfNeeded: min(payload, bytes.count))
    guard payload <= end else {
      // The header claims more than the packet holds, yet ports, numbers and flags stand before that: a reset stays a reset.
      segment.options.present = .damaged
      return segment
    }
    segment.options = TCPOptions(decoding: bytes, from: begin &+ 20, to: payload)
    segment.payloadLength = UInt32(truncatingIfNeeded: end &- payload)
    segment.capturedPayloadLength = UInt32(truncatingIfNeeded: max(0, min(end, bytes.count) &- payload))
    return segment
  }
}

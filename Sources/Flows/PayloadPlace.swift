import Wire

/// The payload of a segment, and where in its frame it stands.
struct PayloadPlace {
  /// The segment's sequence number.
  var sequence: SequenceNumber
  /// How many octets the IP header claims.
  var length: UInt32
  /// Where in the frame it begins.
  var offset: Int
  /// How many octets of it were captured.
  var captured: Int
  /// How many octets of TCP options stand before it.
  var optionsLength: Int

  /// Whether all of it was captured.
  var isWhole: Bool { captured == Int(length) }

  /// Where in the frame the captured part stands; empty where none was captured.
  func range(in bytes: Span<UInt8>) -> Range<Int> {
    let start = min(offset, bytes.count)
    return start..<min(bytes.count, start &+ captured)
  }
}

extension PayloadPlace {
  /// The payload of a segment that the ring holds as `packet`.
  init(_ pending: inout PendingSegment, _ packet: RecordedPacket, in bytes: Span<UInt8>) {
    sequence = packet.sequence
    length = packet.payloadLength
    offset = Int(pending.ends.payloadOffset)
    captured = max(0, min(Int(length), bytes.count &- offset))
    optionsLength = Int(pending.ends.optionsLength)
  }
}

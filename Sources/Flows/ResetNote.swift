import Wire

/// What a reset says of itself beyond its header: its payload (RFC 9293, section 3.5.3, SHLD-2), and Multipath TCP's reason.
///
/// Bound: 255 octets of payload, as the draft on reset diagnostics recommends; two of these a flow that was reset.
package struct ResetNote: Sendable {
  /// The reset's frame.
  package var position: FramePosition
  /// Its payload as captured, at most 255 octets.
  package var octets: [UInt8] = []
  /// How many octets of payload its IP header claims.
  package var length: UInt32
  /// The reason code of an MP_TCPRST option (RFC 8684, section 3.6); nil without one.
  package var multipathReason: UInt8?

  /// Most octets that are kept of a payload.
  static var mostOctets: Int { 255 }

  /// What that reset carries; nil where it carries neither.
  init?(_ packet: RecordedPacket, _ payload: PayloadPlace, in bytes: Span<UInt8>) {
    position = packet.position
    length = payload.length
    if length > 0 { octets = payload.range(in: bytes).prefix(Self.mostOctets).map { bytes[$0] } }
    if packet.options.contains(.multipath) {
      let end = min(payload.offset, bytes.count)
      multipathReason = Self.reason(in: bytes, from: end - payload.optionsLength, to: end)
    }
    guard !octets.isEmpty || multipathReason != nil else { return nil }
  }

  /// The reason of the first MP_TCPRST among the options that stand there.
  private static func reason(in bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt8? {
    var at = start
    while at >= 0, at + 1 < end {
      let kind = bytes[at]
      if kind == 0 { return nil }
      if kind == 1 {
        at += 1
        continue
      }
      let size = Int(bytes[at + 1])
      guard size >= 2, at + size <= end else { return nil }
      // Kind 30, length 4: the subtype (8) and flags, then the reason.
      if kind == 30, size == 4, bytes[at + 2] >> 4 == 8 { return bytes[at + 3] }
      at += size
    }
    return nil
  }
}

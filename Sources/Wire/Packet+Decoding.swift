extension Packet {
  /// What the frame's bytes are, header by header. Never fails: what cannot be followed becomes `.other` with the reason.
  ///
  /// A loop over millions of frames asks `CompactSegment.take(plain:linkType:ends:)` first, which saves the moves of this enum's payload.
  package init(decoding bytes: Span<UInt8>, of header: FrameHeader) {
    var walk = HeaderWalk(end: max(Int(header.originalLength), bytes.count))
    do throws(Undecoded) {
      self = try walk.packet(in: bytes, from: header.linkType)
    } catch {
      self = .other(walk.isGuess && error != .truncated ? .otherProtocol : error)
    }
  }
}

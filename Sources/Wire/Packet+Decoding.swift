extension Packet {
  /// What the frame's bytes are. Never fails: what cannot be followed becomes `.other` with the reason.
  ///
  /// A loop over millions of frames asks `Segment.take(plain:linkType:)` first, which saves the moves of this enum's payload.
  package init(decoding bytes: Span<UInt8>, of header: FrameHeader) {
    var segment = Segment()
    if segment.take(plain: bytes, linkType: header.linkType) {
      self = .segment(segment)
    } else {
      self = Packet(walking: bytes, of: header)
    }
  }

  /// The same for every frame, header by header.
  @inline(never)
  private init(walking bytes: Span<UInt8>, of header: FrameHeader) {
    var walk = HeaderWalk(end: max(Int(header.originalLength), bytes.count))
    do throws(Undecoded) {
      self = try walk.packet(in: bytes, from: header.linkType)
    } catch {
      self = .other(walk.isGuess && error != .truncated ? .otherProtocol : error)
    }
  }
}

extension Packet {
  /// What the frame's bytes are. Never fails: what cannot be followed becomes `.other` with the reason.
  package init(decoding bytes: Span<UInt8>, of header: FrameHeader) {
    if header.linkType == .ethernet, let segment = Segment(plain: bytes) {
      self = .segment(segment)
      return
    }
    self = Packet(walking: bytes, of: header)
  }

  /// The same for every frame, header by header. Kept out of line, so that the plain frame's way stays short.
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

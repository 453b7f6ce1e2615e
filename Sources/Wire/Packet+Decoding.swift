extension Packet {
  /// What the frame's bytes are. Never fails: what cannot be followed becomes `.other` with the reason.
  package init(decoding bytes: Span<UInt8>, of header: FrameHeader) {
    self = .other(.unknownLinkType)
  }
}

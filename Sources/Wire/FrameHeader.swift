/// What a capture says of one frame besides its bytes.
@usableFromInline package struct FrameHeader: Sendable {
  /// When the frame was captured.
  package var time: Timestamp
  /// Which frame it is in its file, from 1, as Wireshark's frame.number counts.
  package var number: UInt64
  /// How many bytes were kept.
  @usableFromInline package var capturedLength: UInt32
  /// How many bytes the frame had on the wire.
  package var originalLength: UInt32
  /// How the bytes begin.
  package var linkType: LinkType
  /// Which interface of the file, from 0.
  package var interface: UInt16
  /// Which of the files that are read together, from 0.
  package var file: UInt16
  /// Where the bytes begin in what is lent of several frames together; 0 where they are lent alone.
  @usableFromInline package var offset: UInt32 = 0

  /// A header of nothing, to be filled in.
  package init() {
    self.init(time: Timestamp(nanoseconds: 0), number: 0, capturedLength: 0, originalLength: 0, linkType: .ethernet)
  }

  /// A header with these values.
  package init(
    time: Timestamp, number: UInt64, capturedLength: UInt32, originalLength: UInt32, linkType: LinkType, interface: UInt16 = 0,
    file: UInt16 = 0
  ) {
    self.time = time
    self.number = number
    self.capturedLength = capturedLength
    self.originalLength = originalLength
    self.linkType = linkType
    self.interface = interface
    self.file = file
  }
}

/// Where a frame claims to stand in what is lent of several. Open to inlining: it is asked for with every packet.
@usableFromInline package struct FrameRange {
  @usableFromInline let start: Int
  @usableFromInline let count: Int

  /// The frame with that header.
  @inlinable package init(of header: FrameHeader) {
    start = Int(header.offset)
    count = Int(header.capturedLength)
  }

  /// The only frame in there.
  @inlinable package init(of bytes: Span<UInt8>) {
    start = 0
    count = bytes.count
  }

  /// The range, where it is one of these bytes; else nowhere.
  @inlinable package func within(_ bytes: Span<UInt8>) -> Range<Int> {
    let end = start &+ count
    return end <= bytes.count ? start..<end : 0..<0
  }
}

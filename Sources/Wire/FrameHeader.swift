/// What a capture says of one frame besides its bytes.
package struct FrameHeader: Sendable {
  /// When the frame was captured.
  package var time: Timestamp
  /// Which frame it is in its file, from 1, as Wireshark's frame.number counts.
  package var number: UInt64
  /// How many bytes were kept.
  package var capturedLength: UInt32
  /// How many bytes the frame had on the wire.
  package var originalLength: UInt32
  /// How the bytes begin.
  package var linkType: LinkType
  /// Which interface of the file, from 0.
  package var interface: UInt16
  /// Which of the files that are read together, from 0.
  package var file: UInt16
  /// Where the bytes begin in what is lent of several frames together; 0 where they are lent alone.
  package var offset: UInt32 = 0

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

package import Wire

/// What a capture says of itself, as far as it has been read.
package struct CaptureDetails: Sendable {
  /// The file as it was named; "-" is standard input.
  package var path: String
  /// How the frames are written down.
  package var format: Format
  /// How the file is compressed.
  package var compression: Compression?
  /// The interfaces, in the order of the file; a pcap file has one.
  package var interfaces: [Interface]
  /// How many comments the file holds, on sections, interfaces and packets.
  package var comments: UInt64
  /// How many frames were delivered.
  package var frames: UInt64
  /// How many frames the file says were lost before they could be written; nil where it says nothing.
  package var dropped: UInt64?
  /// How many bytes of the file were read, compressed as they are.
  package var bytesRead: UInt64
  /// How large the file is; nil for a pipe.
  package var fileSize: UInt64?

  /// A way to write frames down.
  package enum Format: String, Sendable {
    /// pcap with microseconds.
    case pcap
    /// pcap with nanoseconds.
    case pcapNanoseconds = "pcap (nanoseconds)"
    /// pcapng.
    case pcapng
  }

  /// One interface of a capture.
  package struct Interface: Sendable {
    /// Its name, at most 255 bytes of it; nil where the file does not say.
    package var name: String?
    /// How its frames begin.
    package var linkType: LinkType
    /// How many bytes of a frame were kept at most; 0 where there was no limit.
    package var snapshotLength: UInt32
    /// How many nanoseconds apart two times can be at least; 0 where it is less than one.
    package var nanosecondsPerTick: UInt64
    /// Frames lost by the interface and by the operating system, as its last statistics say; nil without statistics.
    package var dropped: UInt64?
  }
}

import ArgumentParser
import Capture
import Flows
import Wire

/// How far the way of the data is followed: each stage does the work of the one before it, and more.
enum Stage: String, CaseIterable, ExpressibleByArgument {
  /// Frames are read, and not looked at.
  case reading
  /// Every frame is decoded.
  case decoding
  /// Every packet is recorded in its flow.
  case tracking

  /// Does the work for the capture at this path, and gives how many of its frames had a TCP segment.
  func run(on path: String) throws -> UInt64 {
    var source = try FrameSource(path: path)
    switch self {
    case .reading: return try read(&source)
    case .decoding: return try decode(&source)
    case .tracking: return try track(&source)
    }
  }

  private func read(_ source: inout FrameSource) throws -> UInt64 {
    var frames: UInt64 = 0
    while let header = try source.next() {
      frames &+= header.capturedLength > 0 ? 1 : 0
    }
    return frames
  }

  private func decode(_ source: inout FrameSource) throws -> UInt64 {
    var segments: UInt64 = 0
    var (segment, ends) = (CompactSegment(), SegmentEnds())
    while let header = try source.next() {
      segments &+= source.withBytes { bytes in
        if segment.take(plain: bytes, linkType: header.linkType, ends: &ends) { return 1 }
        if case .segment = Packet(decoding: bytes, of: header) { return 1 }
        return 0
      }
    }
    return segments
  }

  /// As the program does, but a frame at a time.
  private func track(_ source: inout FrameSource) throws -> UInt64 {
    var tracker = FlowTracker(seed: FlowSeed(1, 2))
    var pending = PendingSegment()
    var header = FrameHeader()
    while try source.next(&header) {
      source.withBytes { bytes in
        tracker.prepare(&pending, bytes, &header)
        tracker.foresee(&pending)
        tracker.record(&pending, of: &header, in: bytes)
      }
    }
    return tracker.counts.segments
  }
}

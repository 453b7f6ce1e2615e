package import Wire

/// What was counted over everything that was read.
package struct TrafficCounts: Sendable {
  /// Frames, of whatever kind.
  package var frames: UInt64 = 0
  /// Frames that the snapshot length cut short.
  package var cutFrames: UInt64 = 0
  /// TCP segments decoded, copies made by the capture included.
  package var segments: UInt64 = 0
  /// Segments with RST, copies made by the capture included.
  package var resets: UInt64 = 0
  /// ICMP and ICMPv6 errors that quote TCP.
  package var controlMessages: UInt64 = 0
  /// Copies of segments that the capture itself made (`-i any`, port mirrors).
  package var duplicates: UInt64 = 0
  /// Flows seen.
  package var flows: UInt64 = 0
  /// Flows ended early to stay within the memory limit.
  package var evictedFlows: UInt64 = 0
  /// Frames that gave nothing to follow, by reason: indexed by `Undecoded.rawValue`.
  package var undecoded = [UInt64](repeating: 0, count: Undecoded.allCases.count)
  /// Segments acknowledged but never captured: how many flows show such a gap.
  package var flowsWithGaps: UInt64 = 0
  /// Flows of which only one direction was captured.
  package var oneSidedFlows: UInt64 = 0
  /// When the first frame was captured.
  package var firstTime: Timestamp?
  /// When the last frame was captured (the latest time, not the last in the file).
  package var lastTime: Timestamp?

  /// Nothing yet.
  package init() {}
}

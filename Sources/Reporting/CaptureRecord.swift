package import Diagnosis
package import Flows
package import Wire

/// What was read, as a whole: where from, how much, and what it lacks. The command fills it in.
package struct CaptureRecord: Sendable {
  /// The files' names as the user gave them, in the order of `FramePosition.file`; empty for a live capture.
  package var files: [String] = []
  /// The interface of a live capture.
  package var interface: String?
  /// The kind of file: `pcap`, `pcapng`.
  package var format: String?
  /// The names of the interfaces that a file lists.
  package var interfaces: [String] = []
  /// Every link type met, in order of appearance.
  package var linkTypes: [LinkType] = []
  /// The smallest snapshot length that is a limit, in octets.
  package var snapLength: UInt32?
  /// Packets that the kernel or the interface dropped while capturing, where the capture says.
  package var drops: UInt64?
  /// Where and why reading stopped before the end, a sentence.
  package var damage: Phrase?
  /// Where on the path it was taken, where the handshakes in it tell.
  package var vantage: Vantage?
  /// Whether names are not told: then no command with a name in it is of use.
  package var isAnonymous = false
  /// What was counted, once known; nil before a live capture begins.
  package var counts: TrafficCounts?

  /// A record of nothing yet.
  package init() {}
}

/// What every format of report does: it is told the capture, then each flow, then that this was all, and turns it into octets.
package protocol Report {
  /// Tells what was read. Comes first.
  mutating func begin(capture: CaptureRecord)
  /// Tells of one flow.
  mutating func add(_ judgment: Judgment)
  /// Counts flows with that outcome of which there is nothing else to tell: no verdict, no row.
  mutating func add(_ count: Int, quiet outcome: Outcome)
  /// Tells what was counted in the end. Comes last.
  mutating func end(counts: TrafficCounts)
  /// The octets made since the last time; the caller writes them where they belong.
  mutating func take() -> [UInt8]
}

extension Judgment {
  /// Whether a report that shows only what did not end well has a row for this flow.
  var isWorthARow: Bool {
    guard !isFolded else { return false }
    switch outcome {
    case .reset, .rejected, .unanswered: return true
    case .closed, .open, .partial: return false
    }
  }
}

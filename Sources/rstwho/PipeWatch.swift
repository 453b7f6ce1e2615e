import Capture
import Diagnosis
import Flows
import Reporting
import Wire

/// What is told of a pipe while it is still being written to: `ssh gw tcpdump -U -w - | rstwho -r -`. A line for each connection as its end
/// settles, by the capture's time; the report comes in the end, as of any capture.
///
/// A pipe may as well bring what was captured long ago (`xz -dc old.pcap.xz | rstwho -r -`), of which only the report is wanted. So nothing is
/// told before the pipe has shown that it is written as it is captured: for a while it was empty, or its clock went as fast as ours.
struct PipeWatch {
  /// A pipe that was empty for so long is still being written to.
  private static let silence = Duration.milliseconds(500)
  /// How long frames may be under way, in nanoseconds.
  private static let lag: Int64 = 200_000_000

  /// What was told, to be compared with what is said in the end.
  private(set) var told = ToldVerdicts()
  /// Why lines could not be written.
  private(set) var failure: (any Error)?
  private var report: LiveText
  private var step = ClockStep()
  private var isTelling = false
  private var calls = 0
  private var due = Int64.min
  private var noted: UInt64 = 0
  private var end: ContinuousClock.Instant?

  /// A watch that has told nothing yet. From now on a Ctrl-C ends the reading, not the program.
  init(_ options: TextOptions) {
    report = LiveText(options: options)
    // Where the system has no pipe to give, a Ctrl-C ends the program as ever.
    _ = Signals.begin(Signals.ends)
  }

  /// Waits for the next frame, and tells meanwhile what settles. False where somebody wants the end, or nothing can be written.
  mutating func goesOn(_ analysis: inout Analysis, _ source: inout FrameSources, _ output: inout ReportOutput) -> Bool {
    var quietSince: ContinuousClock.Instant?
    while true {
      let patience = patience(analysis)
      switch source.awaitFrame(milliseconds: patience, orFor: Signals.wakeDescriptor) {
      case .frame:
        return take(&analysis, &output)
      case .wake:
        // What had come before is still taken.
        if Signals.take().contains(.end) { end = .now + Self.silence }
      case .nothing:
        guard end == nil else { return false }
        let since = quietSince ?? .now - .milliseconds(patience)
        quietSince = since
        let quiet = ContinuousClock.now - since
        isTelling = isTelling || quiet >= Self.silence
        guard isTelling, let last = analysis.counts.lastTime else { continue }
        let now = Timestamp(nanoseconds: last.nanoseconds &+ Int64(quiet / .nanoseconds(1)) &- Self.lag)
        guard tell(of: &analysis, at: now, &output) else { return false }
      }
    }
  }

  /// How long to wait for a frame, in milliseconds: shorter where an ending will have settled in a moment.
  private func patience(_ analysis: borrowing Analysis) -> Int32 {
    guard end == nil else { return 100 }
    guard isTelling else { return 500 }
    return analysis.isSettling || noted != analysis.counts.endingPackets ? 100 : 1_000
  }

  /// Before the next frames are taken: looks at the clocks and for a Ctrl-C now and then, and tells what has settled by the capture's.
  private mutating func take(_ analysis: inout Analysis, _ output: inout ReportOutput) -> Bool {
    calls &+= 1
    guard end != nil || calls.isMultiple(of: 16) else { return true }
    // Where frames come without a pause nothing is waited for, and a Ctrl-C would not be seen.
    if end == nil, Signals.take().contains(.end) { end = .now + Self.silence }
    if let end, ContinuousClock.now >= end { return false }
    guard let time = analysis.counts.lastTime else { return true }
    isTelling = isTelling || step.isKept(by: time)
    return isTelling && time.nanoseconds >= due ? tell(of: &analysis, at: time, &output) : true
  }

  private mutating func tell(of analysis: inout Analysis, at now: Timestamp, _ output: inout ReportOutput) -> Bool {
    due = now.nanoseconds &+ analysis.settlingInterval
    noted = analysis.counts.endingPackets
    analysis.foretell(at: now) { judgment in
      told.note(judgment)
      report.add(judgment)
    }
    let lines = report.take()
    guard !lines.isEmpty else { return true }
    do { try output.write(lines) } catch { failure = error }
    return failure == nil
  }
}

/// Whether a capture's clock goes as fast as ours: three seconds in a row that took about a second each.
private struct ClockStep {
  private var begun: (time: Timestamp, moment: ContinuousClock.Instant)?
  private var kept = 0

  /// Whether it has, now that the capture has come to that time.
  mutating func isKept(by time: Timestamp) -> Bool {
    let now = ContinuousClock.now
    guard let begun else {
      self.begun = (time, now)
      return false
    }
    guard now - begun.moment >= .seconds(1) else { return kept >= 3 }
    let ratio = Double(time - begun.time) / ((now - begun.moment) / .nanoseconds(1))
    kept = (0.7...1.4).contains(ratio) ? kept + 1 : 0
    self.begun = (time, now)
    return kept >= 3
  }
}

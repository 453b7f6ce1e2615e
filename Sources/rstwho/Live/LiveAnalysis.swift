import Capture
import Diagnosis
import Flows
import Reporting
import Wire

/// What is made of the frames of a live capture: endings are judged and told as they settle, and flows that have ended are forgotten.
struct LiveAnalysis: ~Copyable {
  /// What happens with judgments: a report is written, packets are kept, figures are counted.
  struct Told {
    /// A judgment.
    var judgment: Judgment
    /// The numbers of the frames that belong to it.
    var frames: [UInt64]
    /// What was said of the flow before, where it turned out otherwise.
    var revises: ToldVerdict?
    /// Whether the flow was told before, with the same verdict.
    var isKnown = false
    /// Whether the flow is forgotten after this.
    var isLast = false
  }

  private var tracker: FlowTracker
  private var tally = LiveTally()
  /// What was told of flows that are not forgotten yet.
  private var told = ToldVerdicts()
  private var due = Int64.min
  private var noted: UInt64 = 0

  private let weighing: Weighing
  private var anonymizer: Anonymizer?

  /// An analysis of nothing yet, that knows already what earlier captures taught.
  init(within limits: FlowLimits, knowing baselines: Baselines, by weighing: Weighing, _ anonymizer: Anonymizer?) {
    self.weighing = weighing
    self.anonymizer = anonymizer
    var generator = SystemRandomNumberGenerator()
    tracker = FlowTracker(limits: limits, seed: FlowSeed(generator.next(), generator.next()))
    tracker.learn(baselines)
  }

  /// What was counted.
  var counts: TrafficCounts { tracker.counts }

  /// How many flows are held in memory.
  var flowsKept: Int { tracker.flowsKept }

  /// What is known of every host now.
  var baselines: Baselines { tracker.allBaselines() }

  /// Whether an ending waits to be told in a moment.
  var isSettling: Bool { tracker.isSettling || noted != tracker.counts.endingPackets }

  /// Takes the next frame. True where it is time to settle.
  mutating func record(_ bytes: Span<UInt8>, _ header: inout FrameHeader, _ segment: inout PendingSegment, isSelected: Bool) -> Bool {
    tracker.prepare(&segment, bytes, &header)
    tracker.record(&segment, of: &header, in: bytes, isSelected: isSelected)
    return header.time.nanoseconds >= due
  }

  /// Tells what has settled by that time.
  mutating func settle(at now: Timestamp, _ tell: (Told) throws -> Void) rethrows {
    due = now.nanoseconds &+ tracker.settlingInterval
    noted = tracker.counts.endingPackets
    let settled = tracker.settle(at: now)
    tally.add(settled.flood, quiet: .unanswered)
    guard !settled.new.isEmpty || !settled.last.isEmpty else { return }
    let baselines = tracker.baselines()
    tracker.keepTranslations(in: baselines)
    for ending in settled.new {
      let judgment = judgment(of: ending, baselines)
      told.note(judgment)
      try tell(Told(judgment: judgment, frames: ending.frames))
    }
    for ending in settled.last {
      let judgment = judgment(of: ending, baselines)
      let before = told.forget(judgment.flow.serial)
      try tellLast(judgment, ending.frames, before, into: &tally, tell)
    }
  }

  private mutating func judgment(of ending: Ending, _ baselines: Baselines) -> Judgment {
    let judgment = judge(ending, knowing: baselines, by: weighing)
    return anonymizer?(judgment) ?? judgment
  }

  /// Tells what is left, and gives the counts of all. Unless it is the end, nothing changes, and nothing is told.
  mutating func summarize(isLast: Bool, _ tell: (Told) throws -> Void) rethrows -> LiveTally {
    var whole = tally
    let baselines = tracker.baselines()
    let (told, weighing) = (self.told, self.weighing)
    var anonymizer = self.anonymizer
    defer { self.anonymizer = anonymizer }
    let quiet = try tracker.endings(wantsQuiet: false) { ending in
      let real = judge(ending, knowing: baselines, by: weighing)
      let judgment = anonymizer?(real) ?? real
      let before = told[judgment.flow.serial]
      try tellLast(judgment, isLast ? ending.frames : [], before, into: &whole) { if isLast { try tell($0) } }
    }
    for (count, outcome) in quiet.byOutcome { whole.add(count, quiet: outcome) }
    return whole
  }
}

/// Tells of a flow for the last time.
private func tellLast(
  _ judgment: Judgment, _ frames: [UInt64], _ before: ToldVerdict?, into tally: inout LiveTally, _ tell: (LiveAnalysis.Told) throws -> Void
) rethrows {
  tally.add(judgment)
  guard let before else { return try tell(LiveAnalysis.Told(judgment: judgment, frames: frames, isLast: true)) }
  let revises = before.differs(from: judgment) ? before : nil
  if let revises { tally.revise(revises, to: judgment) }
  try tell(LiveAnalysis.Told(judgment: judgment, frames: frames, revises: revises, isKnown: revises == nil, isLast: true))
}

extension TrafficCounts {
  /// Resets and ICMP errors: what an ending begins with.
  var endingPackets: UInt64 { resets &+ controlMessages }
}

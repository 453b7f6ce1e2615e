package import Diagnosis
package import Flows
package import Wire

/// What a report of a live capture does: it is told each ending as it settles, and now and then how things stand.
package protocol LiveReport {
  /// Tells what is captured. Comes first.
  mutating func begin(capture: CaptureRecord)
  /// Tells of a flow whose ending has settled.
  mutating func add(_ judgment: Judgment)
  /// Tells that what was said of a flow has turned out otherwise.
  mutating func revise(_ judgment: Judgment, told: ToldVerdict)
  /// Tells how things stand; at the end it comes last.
  mutating func add(_ summary: LiveSummary)
  /// The octets made since the last time.
  mutating func take() -> [UInt8]
}

/// What was said of a flow when its ending had settled.
package struct ToldVerdict: Hashable, Sendable {
  /// The flow's serial.
  package var serial: UInt64
  /// When what ended it was captured.
  package var time: Timestamp
  /// Who ended it.
  package var origin: Origin
  /// How sure that was.
  package var proof: Proof
  /// How it had ended.
  package var outcome: Outcome

  /// What is told with that judgment; nil for one without a verdict.
  package init?(_ judgment: Judgment) {
    guard let verdict = judgment.verdict else { return nil }
    serial = judgment.flow.serial
    time = judgment.endTime
    origin = verdict.origin
    proof = verdict.proof
    outcome = judgment.outcome
  }

  /// Whether a later judgment says something else of who it was, or how sure that is.
  package func differs(from judgment: Judgment) -> Bool {
    guard let verdict = judgment.verdict else { return true }
    return verdict.origin != origin || verdict.proof != proof || judgment.outcome != outcome
  }
}

/// How things stand in a live capture.
package struct LiveSummary: Sendable {
  /// What was counted of how flows ended.
  package var tally: LiveTally
  /// What was counted of packets.
  package var counts: TrafficCounts
  /// Packets that the program took.
  package var captured: UInt64
  /// Packets that passed the kernel's filter.
  package var received: UInt64
  /// Packets that the kernel dropped for want of room.
  package var droppedByKernel: UInt64
  /// Packets that the interface dropped.
  package var droppedByInterface: UInt64
  /// Whether this is the end.
  package var isLast: Bool

  /// A summary of these counts.
  package init(
    tally: LiveTally, counts: TrafficCounts, captured: UInt64, received: UInt64, droppedByKernel: UInt64, droppedByInterface: UInt64,
    isLast: Bool
  ) {
    self.tally = tally
    self.counts = counts
    self.captured = captured
    self.received = received
    self.droppedByKernel = droppedByKernel
    self.droppedByInterface = droppedByInterface
    self.isLast = isLast
  }

  /// tcpdump's own three lines, and its fourth where the interface dropped something.
  package var counterLines: [String] {
    let lines = [
      "\(captured.plain("packet")) captured", "\(received.plain("packet")) received by filter",
      "\(droppedByKernel.plain("packet")) dropped by kernel",
    ]
    return droppedByInterface == 0 ? lines : lines + ["\(droppedByInterface.plain("packet")) dropped by interface"]
  }
}

extension UInt64 {
  /// `1 packet`, `1200 packets`: without separators, as tcpdump writes it.
  fileprivate func plain(_ noun: String) -> String {
    self == 1 ? "1 \(noun)" : "\(self) \(noun)s"
  }
}

extension Judgment {
  /// When what ended the flow was captured: the reset that took effect, the refusal; else the flow's last packet.
  package var endTime: Timestamp {
    if outcome == .reset, let reset = resets.first(where: \.isEffective) ?? resets.first { return reset.time }
    return flow.lastTime
  }
}

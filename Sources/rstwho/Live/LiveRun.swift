import ArgumentParser
import Capture
import Diagnosis
import Flows
import Reporting
import Wire

/// Captures on interfaces until somebody ends it, and tells of each connection as it ends badly.
func watch(_ options: AnalyzeOptions, _ live: LiveChoices) throws -> ExitStatus {
  let environment = ProcessEnvironment.values(of: EnvironmentNames.all + ["SUDO_USER"])
  guard Signals.begin() else { throw fail("There are too many open files: no pipe can be made.", .couldNotRead) }
  do {
    let names = try live.interfaces.map { try NetworkInterface.name(of: $0) }
    let source = try LiveSource(interfaces: names, live.options(options.expression), wakeDescriptor: unsafe Signals.descriptor)
    let output = try LiveOutput(options, environment: environment)
    let user = Privileges.isRoot ? live.user ?? Privileges.usualUser(environment: environment) : live.user
    try Privileges.drop(to: user)
    var run = LiveRun(source, output, options, live)
    try run.begin(as: user)
    return try run.untilTheEnd()
  } catch let error as LiveError {
    throw failure(error)
  } catch let error as Privileges.Failure {
    throw fail(error.sentence.prefix(1).uppercased() + error.sentence.dropFirst() + ".", .couldNotRead)
  }
}

/// One live capture, from the first frame to the summary.
struct LiveRun: ~Copyable {
  private var source: LiveSource
  private var output: LiveOutput
  private var analysis: LiveAnalysis
  private var selection: LiveSelection
  private let options: AnalyzeOptions
  private let live: LiveChoices
  private let clock = ContinuousClock()
  private let end: ContinuousClock.Instant?
  private var forged = 0
  private var hasLost = false

  /// A run that has not begun.
  init(_ source: consuming LiveSource, _ output: consuming LiveOutput, _ options: AnalyzeOptions, _ live: LiveChoices) {
    selection = LiveSelection(live.options(options.expression), linkTypes: source.details.map(\.linkType))
    self.source = source
    self.output = output
    self.options = options
    self.live = live
    analysis = LiveAnalysis(knowing: Baselines())
    let begun = ContinuousClock.now
    end = live.duration.map { begun + .seconds($0) }
  }

  /// Says where it listens, as tcpdump does, and begins the report.
  mutating func begin(as user: String?) throws {
    let interfaces = source.details
    if !options.isQuiet {
      let identity = user.map { ", as user \($0)" } ?? ""
      warn(
        interfaces.map {
          "listening on \($0.name ?? "?"), link-type \($0.linkType.name), snapshot length \($0.snapshotLength) bytes\(identity)"
        })
    }
    var record = CaptureRecord()
    record.interface = interfaces.compactMap(\.name).joined(separator: ", ")
    for interface in interfaces where !record.linkTypes.contains(interface.linkType) { record.linkTypes.append(interface.linkType) }
    record.snapLength = interfaces.map(\.snapshotLength).min()
    try output.begin(record)
  }

  /// Takes frames and tells of endings until somebody ends it, or there is nothing more to capture.
  mutating func untilTheEnd() throws -> ExitStatus {
    var header = FrameHeader()
    var segment = PendingSegment()
    var left = options.packetLimit ?? .max
    running: while left > 0 {
      source.patience = patience
      switch source.next(&header) {
      case .frame:
        if take(&header, &segment) { try settle(at: header.time) }
        left &-= 1
      case .tick(let time):
        try settle(at: time)
        if let end, clock.now >= end { break running }
      case .wake:
        guard try heed(Signals.take()) else { break running }
      case .lost(let interface, let reason):
        hasLost = true
        warn(["\(interface): no longer captured: \(reason)."])
      case .ended:
        break running
      }
      if let end, source.frames & 0xfff == 0, clock.now >= end { break }
    }
    try summarize(isLast: true)
    if hasLost { return .couldNotRead }
    return options.failsOnForged && forged > 0 ? .foundForged : .ran
  }

  /// How long to wait for a frame: shorter where an ending will have settled in a moment, or the time is nearly up.
  private var patience: Int32 {
    let usual: Int32 = analysis.isSettling ? 100 : 1_000
    guard let end else { return usual }
    let left = (end - clock.now) / .milliseconds(1)
    return min(usual, Int32(max(1, min(left, 1_000))))
  }

  private mutating func take(_ header: inout FrameHeader, _ segment: inout PendingSegment) -> Bool {
    source.withBytes { bytes in
      let isSelected = selection.matches(bytes, header)
      return analysis.record(bytes, &header, &segment, isSelected: isSelected)
    }
  }

  private mutating func settle(at time: Timestamp) throws {
    var told: [LiveAnalysis.Told] = []
    analysis.settle(at: time) { told.append($0) }
    for one in told { try tell(one) }
  }

  private mutating func tell(_ told: LiveAnalysis.Told) throws {
    if !told.isKnown, told.judgment.verdict?.forged == true { forged += 1 }
    try output.add(told)
  }

  /// Does what signals ask for; false where they ask for the end.
  private mutating func heed(_ requests: [Signals.Request]) throws -> Bool {
    if requests.contains(.end) { return false }
    if requests.contains(.reopen) { output.reopen() }
    if requests.contains(.summary) { try summarize(isLast: false) }
    return true
  }

  private mutating func summarize(isLast: Bool) throws {
    var told: [LiveAnalysis.Told] = []
    let tally = analysis.summarize(isLast: isLast) { told.append($0) }
    for one in told { try tell(one) }
    let statistics = source.statistics
    let summary = LiveSummary(
      tally: tally, counts: analysis.counts, captured: source.frames, received: statistics.received,
      droppedByKernel: statistics.droppedByKernel, droppedByInterface: statistics.droppedByInterface, isLast: isLast)
    try output.add(summary)
    if options.format != .text, !options.isQuiet { warn(lines: summary.counterLines) }
  }
}

/// Says on standard error what tcpdump says there too, without the program's name before it.
private func warn(lines: [String]) {
  try? OutputFile.standardError.write(Array(lines.map { $0 + "\n" }.joined().utf8))
}

import ArgumentParser
import Capture
import Diagnosis
import Flows
import Metrics
import Reporting
import Wire

/// Captures on interfaces until somebody ends it, and tells of each connection as it ends badly.
func watch(_ options: AnalyzeOptions, _ live: LiveChoices) throws -> ExitStatus {
  let environment = ProcessEnvironment.values(of: EnvironmentNames.all + ["SUDO_USER"])
  guard Signals.begin() else {
    throw fail(
      say(en: "There are too many open files: no pipe can be made.", ja: "開いているファイルが多すぎて、パイプを作れません。"), .couldNotRead)
  }
  do {
    let names = try live.interfaces.map { try NetworkInterface.name(of: $0) }
    let source = try LiveSource(interfaces: names, live.options(options.expression), wakeDescriptor: Signals.wakeDescriptor)
    let output = try LiveOutput(options, environment: environment)
    let name = Privileges.isRoot ? live.user ?? Privileges.usualUser(environment: environment) : live.user
    let user = try name.map { name throws(Privileges.Failure) in try Privileges.Identity(name: name) }
    let evidence = try options.evidence.map { try Evidence($0, live.rotation, interfaces: source.details, at: LiveSource.time) }
    let known = try options.baseline.map { try KnownHosts.open($0, isWritten: true) }
    let written = [options.output, options.evidence, options.baseline].compactMap(\.self).filter { $0 != "-" }
    let calls = CallFilter(opensFilesForWriting: !written.isEmpty, capturing: source.descriptors)
    var run = LiveRun(source, output, evidence, known, try options.choices.anonymizer(), options, live)
    if let user { run.give(to: user) }
    try Privileges.drop(to: user)
    try FileAccess.restrict(toWriting: written)
    // Threads begin only now: rights belong to each of them.
    if let address = live.metrics { run.metrics = try MetricsServer(at: address) }
    try calls.install()
    try run.begin(as: user?.name)
    return try run.untilTheEnd()
  } catch let error as LiveError {
    throw failure(error)
  } catch let error as MetricsServer.Failure {
    throw fail(say(en: "--metrics: \(error.sentence).", ja: "--metrics: 待ち受けできません（\(error.sentence)）。"), .couldNotRead)
  } catch let error as Privileges.Failure {
    throw fail(say(en: error.sentence.firstCapital + ".", ja: error.phrase.told + "。"), .couldNotRead)
  }
}

/// One live capture, from the first frame to the summary.
struct LiveRun: ~Copyable {
  private var source: LiveSource
  private var output: LiveOutput
  private var analysis: LiveAnalysis
  private var selection: LiveSelection
  private var evidence: Evidence?
  private let known: KnownHosts?
  /// Who answers for the figures; nil where nobody asked for that.
  var metrics: MetricsServer?
  private var figures = MetricsFigures()
  private let options: AnalyzeOptions
  private let live: LiveChoices
  private let clock = ContinuousClock()
  private let end: ContinuousClock.Instant?
  private var forged = 0
  private var hasLost = false

  /// A run that has not begun.
  init(
    _ source: consuming LiveSource, _ output: consuming LiveOutput, _ evidence: consuming Evidence?, _ known: consuming KnownHosts?,
    _ anonymizer: Anonymizer?,
    _ options: AnalyzeOptions, _ live: LiveChoices
  ) {
    selection = LiveSelection(live.options(options.expression), linkTypes: source.details.map(\.linkType))
    self.source = source
    self.output = output
    self.options = options
    self.live = live
    let baselines = known?.baselines ?? Baselines()
    analysis = LiveAnalysis(within: options.choices.limits, knowing: baselines, by: options.choices.weighing, anonymizer)
    self.evidence = evidence
    self.known = known
    let begun = ContinuousClock.now
    end = live.duration.map { begun + .seconds($0) }
  }

  /// Lets the user whom this process becomes own the files that it writes.
  func give(to user: Privileges.Identity) {
    output.give(to: user)
    evidence?.give(to: user)
    known?.give(to: user)
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
      // Looked at now and then only: for every frame that was a tenth of the time. A wait that began with what held before ends in a second.
      if source.frames & 0xf == 0 { source.patience = patience }
      switch source.next(&header) {
      case .frame:
        left &-= 1
        if take(&header, &segment) { guard try settle(at: header.time) else { break running } }
      case .tick(let time):
        guard try settle(at: time) else { break running }
        if let end, clock.now >= end { break running }
        source.patience = patience
      case .wake:
        guard try heed(Signals.take()) else {
          drain(&header, &segment)
          break running
        }
      case .lost(let interface, let reason):
        hasLost = true
        warn([say(en: "\(interface): no longer captured: \(reason).", ja: "\(interface): キャプチャを続けられません: \(reason)")])
      case .ended:
        break running
      }
      if source.frames & 0xfff == 0, let end, clock.now >= end { break }
    }
    let isKnown = known?.write(analysis.baselines) ?? true
    try summarize(isLast: true)
    evidence?.finish(source.statisticsByInterface, at: LiveSource.time)
    if hasLost || !isKnown || evidence?.isCut ?? false { return .couldNotRead }
    return options.failsOnForged && forged > 0 ? .foundForged : .ran
  }

  /// Takes what had come before the end was asked for, and still waits in the kernel: that takes a fifth of a second at most.
  private mutating func drain(_ header: inout FrameHeader, _ segment: inout PendingSegment) {
    let deadline = clock.now + .milliseconds(200)
    source.patience = 20
    while clock.now < deadline {
      switch source.next(&header) {
      case .frame: _ = take(&header, &segment)
      case .ended: return
      case .tick, .wake, .lost: continue
      }
    }
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
      evidence?.add(header, bytes)
      let isSelected = selection.matches(bytes, header)
      return analysis.record(bytes, &header, &segment, isSelected: isSelected)
    }
  }

  /// Tells what has settled; false where as many evidence files were written as there may be.
  private mutating func settle(at time: Timestamp) throws -> Bool {
    var told: [LiveAnalysis.Told] = []
    analysis.settle(at: time) { told.append($0) }
    for one in told { try tell(one) }
    publish()
    return evidence?.rotate(at: time) ?? true
  }

  private mutating func tell(_ told: LiveAnalysis.Told) throws {
    if !told.isKnown, told.judgment.verdict?.forged == true { forged += 1 }
    if told.revises != nil {
      figures.revised += 1
    } else if !told.isKnown {
      figures.count(told.judgment)
    }
    // First the packets, then the words: what was reported is kept already.
    evidence?.write(told.frames, told.judgment, isLast: told.isLast)
    try output.add(told)
  }

  private mutating func publish() {
    guard let metrics else { return }
    let statistics = source.statistics
    figures.captured = source.frames
    (figures.received, figures.droppedByKernel) = (statistics.received, statistics.droppedByKernel)
    figures.droppedByInterface = statistics.droppedByInterface
    (figures.flows, figures.evicted) = (analysis.counts.flows, analysis.counts.evictedFlows)
    figures.flowsKept = analysis.flowsKept
    figures.residentBytes = ProcessMemory.resident
    metrics.publish(figures)
  }

  /// Does what signals ask for; false where they ask for the end.
  private mutating func heed(_ requests: [Signals.Request]) throws -> Bool {
    if requests.contains(.end) { return false }
    if requests.contains(.reopen) {
      output.reopen()
      evidence?.reopen(at: LiveSource.time)
    }
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

import Capture
import Diagnosis
import Flows
import Reporting
import Wire

/// One reading of a capture: every frame through the tracker, then every ending judged and told.
struct Analysis: ~Copyable {
  private var tracker: FlowTracker
  private var early: [Ending] = []
  /// What could not be read, a sentence each.
  private(set) var problems: [Phrase] = []
  /// What findings weigh.
  private let weighing: Weighing
  /// What the files say of themselves.
  private(set) var files: [CaptureDetails] = []

  /// Puts pseudonyms in the place of addresses, in everything that is told; nil where addresses are told.
  var anonymizer: Anonymizer?

  /// An analysis of nothing yet. The hash seed is random: a fixed one would invite collisions made on purpose.
  init(limits: FlowLimits = FlowLimits(), weighing: Weighing = .table) {
    self.weighing = weighing
    var generator = SystemRandomNumberGenerator()
    tracker = FlowTracker(limits: limits, seed: FlowSeed(generator.next(), generator.next()))
  }

  /// Takes over what earlier captures taught. Comes first.
  mutating func learn(_ known: Baselines) { tracker.learn(known) }

  /// Reads a capture in the order of time. Flows of which `filter` chooses no frame are followed all the same, but not reported; `limit`
  /// stops after so many packets, and so does `goesOn`, which is asked whenever more is to be read and may wait for it.
  mutating func read(
    _ frames: consuming FrameSources, filter: FlowFilter? = nil, limit: UInt64? = nil, progress: inout ProgressBar,
    goesOn: (inout Analysis, inout FrameSources) -> Bool = { _, _ in true }
  ) throws(FilterError) {
    var source = frames
    var filter = filter
    var left = limit ?? .max
    // All are filled in place for every frame; what is returned, or is an enum's payload, would be copied several times.
    var headers = [FrameHeader](repeating: FrameHeader(), count: FrameSources.mostAtOnce)
    var pending = [PendingSegment](repeating: PendingSegment(), count: FrameSources.mostAtOnce)
    var batches = 0
    while left > 0, goesOn(&self, &source) {
      do {
        var frames = headers.mutableSpan
        var segments = pending.mutableSpan
        let count = try source.next(&frames, atMost: Int(clamping: left))
        guard count > 0 else { break }
        try record(&segments, &frames, count, &source, &filter)
        left &-= UInt64(count)
        batches &+= 1
        if batches & 0xfff == 0 { pause(source.details, &progress) }
      } catch let damage as CaptureError {
        problems.append(damage.phrase)
      } catch let error as FilterError {
        progress.clear()
        throw error
      } catch {
        // The two kinds of error above are all that the calls throw.
      }
    }
    tracker.finish()
    files = source.details
    progress.clear()
  }

  /// Records the frames, each with its bytes.
  private mutating func record(
    _ segments: inout MutableSpan<PendingSegment>, _ headers: inout MutableSpan<FrameHeader>, _ count: Int,
    _ source: inout FrameSources, _ filter: inout FlowFilter?
  ) throws(FilterError) {
    source.withFrames { bytes in tracker.prepare(&segments, &headers, count: count, in: bytes) }
    guard filter != nil else {
      return source.withFrames { bytes in tracker.record(&segments, &headers, count: count, in: bytes) }
    }
    for index in 0..<count {
      try source.withBytes(of: headers[index]) { bytes throws(FilterError) in
        let isSelected = try filter?.matches(bytes, headers[index]) ?? true
        tracker.record(&segments[index], of: &headers[index], in: bytes, isSelected: isSelected)
      }
    }
  }

  /// What is done now and then while reading: the endings told early are taken, and the progress is shown.
  private mutating func pause(_ details: [CaptureDetails], _ progress: inout ProgressBar) {
    early += tracker.takeEarlyEndings()
    let sizes = details.map(\.fileSize)
    let total = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 &+ ($1 ?? 0) }
    progress.show(bytesRead: details.reduce(0) { $0 &+ $1.bytesRead }, of: total)
  }

  /// Whether an ending waits to be told in a moment.
  var isSettling: Bool { tracker.isSettling }

  /// How long to wait between two calls of `foretell`, in nanoseconds of the capture's time.
  var settlingInterval: Int64 { tracker.settlingInterval }

  /// Tells, while more is to be read, of connections whose end has settled by that time: each once, and again with all others in the end.
  mutating func foretell(at now: Timestamp, _ tell: (Judgment) -> Void) {
    let endings = tracker.foretell(at: now)
    guard !endings.isEmpty else { return }
    let baselines = tracker.baselines()
    for ending in endings {
      let judgment = judge(ending, knowing: baselines, by: weighing)
      tell(anonymized(judgment))
    }
  }

  /// What was read as a whole.
  var capture: CaptureRecord {
    var record = CaptureRecord(files, tracker.counts, problems)
    record.vantage = Vantage(of: tracker.pathSamples())
    return anonymizer?(record) ?? record
  }

  /// Whether not even a header of a capture could be read: there is nothing to report.
  var hasReadNothing: Bool { !problems.isEmpty && files.isEmpty }

  /// What was counted.
  var counts: TrafficCounts { tracker.counts }

  /// The judgment, or the packet, as it may be told.
  mutating func anonymized(_ judgment: Judgment) -> Judgment { anonymizer?(judgment) ?? judgment }

  mutating func anonymized(_ packet: Packet) -> Packet { anonymizer?(packet) ?? packet }

  /// Judges every ending and tells it; `wantsQuiet` false leaves out flows without a verdict, which are counted in the result.
  mutating func judgments(wantsQuiet: Bool, _ body: (Judgment) throws -> Void) rethrows -> QuietCounts {
    let baselines = tracker.baselines()
    let weighing = weighing
    var anonymizer = anonymizer
    defer { self.anonymizer = anonymizer }
    func told(_ ending: Ending) -> Judgment {
      let judgment = judge(ending, knowing: baselines, by: weighing)
      return anonymizer?(judgment) ?? judgment
    }
    for ending in early + tracker.takeEarlyEndings() { try body(told(ending)) }
    return try tracker.endings(wantsQuiet: wantsQuiet) { try body(told($0)) }
  }
}

extension CaptureRecord {
  /// What the files say of themselves, what was counted, and what could not be read.
  init(_ details: [CaptureDetails], _ counts: TrafficCounts, _ problems: [Phrase]) {
    self.init()
    files = details.map(\.path)
    let formats = Set(details.map(\.format.rawValue))
    format = formats.count == 1 ? formats.first : formats.isEmpty ? nil : "mixed"
    interfaces = details.flatMap { $0.interfaces.compactMap(\.name) }
    for type in details.flatMap({ $0.interfaces.map(\.linkType) }) where !linkTypes.contains(type) { linkTypes.append(type) }
    snapLength = details.flatMap { $0.interfaces.map(\.snapshotLength) }.filter { $0 > 0 && $0 < 65_535 }.min()
    let known = details.compactMap(\.dropped)
    drops = known.isEmpty ? nil : known.reduce(0) { $0 &+ $1 }
    damage = problems.first.map { first in
      let all = [first] + problems.dropFirst()
      return Phrase(en: Sentence(all.map(\.en).joined(separator: " ")), ja: all.compactMap(\.ja).joined())
    }
    self.counts = counts
  }
}

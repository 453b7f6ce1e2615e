import Capture
import Diagnosis
import Flows
import Reporting
import Wire

/// One reading of a capture: every frame through the tracker, then every ending judged and reported.
struct Analysis {
  /// The files, as the user named them.
  var paths: [String]
  /// The secret of the flow table's hash.
  var seed: FlowSeed
  /// Whether flows that ended well are reported too.
  var showsAll = false

  /// Reads all files as one capture and tells the report. Returns what could not be read, a sentence each.
  func run(into report: inout some Report) -> [String] {
    var source = FrameSources(paths: paths)
    var tracker = FlowTracker(seed: seed)
    var problems: [String] = []
    var early: [Judgment] = []
    while true {
      do {
        guard let header = try source.next() else { break }
        source.withBytes { bytes in
          let packet = Packet(decoding: bytes, of: header)
          tracker.record(packet, of: header, in: bytes)
        }
      } catch {
        problems.append("\(error)")
      }
    }
    let baselines = tracker.baselines()
    report.begin(capture: CaptureRecord(source.details, tracker.counts, damage: problems.first))
    for ending in tracker.takeEarlyEndings() { early.append(judge(ending, knowing: baselines)) }
    for judgment in early { report.add(judgment) }
    let quiet = tracker.endings(wantsQuiet: showsAll) { report.add(judge($0, knowing: baselines)) }
    if !showsAll {
      report.add(quiet.closed, quiet: .closed)
      report.add(quiet.open, quiet: .open)
      report.add(quiet.partial, quiet: .partial)
    }
    report.end(counts: tracker.counts)
    return problems
  }
}

extension CaptureRecord {
  /// What the files say of themselves, and what was counted.
  init(_ files: [CaptureDetails], _ counts: TrafficCounts, damage: String?) {
    self.init()
    self.files = files.map(\.path)
    format = files.first?.format.rawValue
    interfaces = files.flatMap { $0.interfaces.compactMap(\.name) }
    for type in files.flatMap({ $0.interfaces.map(\.linkType) }) where !linkTypes.contains(type) { linkTypes.append(type) }
    snapLength = files.flatMap { $0.interfaces.map(\.snapshotLength) }.filter { $0 > 0 && $0 < 65_535 }.min()
    let known = files.compactMap(\.dropped)
    drops = known.isEmpty ? nil : known.reduce(0) { $0 &+ $1 }
    self.damage = damage
    self.counts = counts
  }
}

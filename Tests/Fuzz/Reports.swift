import Capture
import Diagnosis
import Flows
import Foundation
import Reporting
import Wire

extension FlowLimits {
  /// Small bounds, so that short inputs reach what happens beyond them.
  static var forShortInputs: FlowLimits {
    var limits = FlowLimits()
    limits.flows = 64
    limits.log2Packets = 8
    limits.watches = 8
    limits.earlyEndings = 16
    limits.earlyPackets = 64
    limits.controlNotes = 4
    limits.names = 4
    limits.partialHellos = 2
    return limits
  }
}

/// Judges a capture as a file twice, each time with another hash seed, and once from a pipe in small pieces: one result.
func tryReports(_ bytes: [UInt8]) {
  let reports = InputChannel.file(bytes) { Reports(of: InputChannel.path) }
  let again = InputChannel.file(bytes) { Reports(of: InputChannel.path) }
  promise(reports == again, "two runs tell the same: \(reports.difference(from: again))")
  let fromPipe = InputChannel.pipe(bytes) { Reports(of: InputChannel.path) }
  promise(
    reports == fromPipe || reports.isDamagedGzip || fromPipe.isDamagedGzip,
    "a pipe tells the same: \(reports.difference(from: fromPipe))")
  reports.check()
}

/// All that the program says of a capture.
private struct Reports: Equatable {
  private var records: [UInt8] = []
  private var page: [UInt8] = []
  private var explanation: [UInt8] = []
  /// Whether this is of damaged gzip data, of which more or less can be read, as the pieces come.
  private(set) var isDamagedGzip = false

  init(of path: String) {
    var analysis = Analysis(limits: .forShortInputs)
    var progress = ProgressBar(isQuiet: true, environment: [:])
    do {
      try analysis.read(FrameSources(paths: [path]), progress: &progress)
    } catch { promise(false, "without an expression no expression is wrong: \(error)") }
    var text = TextOptions()
    text.showsAll = true
    var ndjson = NDJSONReport(showsAll: true)
    var people = TextReport(options: text)
    isDamagedGzip = analysis.problems.contains { $0.en.contains("compressed data is damaged") }
    ndjson.begin(capture: analysis.capture)
    people.begin(capture: analysis.capture)
    var worst: Judgment?
    _ = analysis.judgments(wantsQuiet: true) { judgment in
      ndjson.add(judgment)
      people.add(judgment)
      if worst == nil, judgment.outcome == .reset { worst = judgment }
    }
    ndjson.end(counts: analysis.counts)
    people.end(counts: analysis.counts)
    records = ndjson.take()
    page = people.take()
    if let worst { explanation = ExplainReport(worst, packets: packets(of: worst, path), capture: analysis.capture).page }
  }

  /// The packets of the capture as `explain` shows them; all of them, whosever they are. A pipe is read by now.
  private func packets(of judgment: Judgment, _ path: String) -> [ExplainedPacket] {
    guard var source = try? FrameSource(path: path), source.details.fileSize != nil else { return [] }
    var packets: [ExplainedPacket] = []
    while let header = (try? source.next()) ?? nil {
      source.withBytes { bytes in
        packets.append(ExplainedPacket(header: header, packet: Packet(decoding: bytes, of: header), frame: bytes))
      }
    }
    return packets
  }

  /// Every record is JSON, and nothing of a packet reaches a terminal as it stands.
  func check() {
    for line in records.split(separator: UInt8(ascii: "\n")) {
      promise((try? JSONSerialization.jsonObject(with: Data(line))) is [String: Any], "\(String(decoding: line, as: UTF8.self)) is JSON")
    }
    for text in [records, page, explanation] {
      promise(String(validating: text, as: UTF8.self) != nil, "a report is UTF-8")
      promise(text.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x0a || $0 == 0x09 }, "a report has no control characters")
    }
  }

  static func == (left: Reports, right: Reports) -> Bool {
    (left.records == right.records && left.page == right.page) || left.text == right.text
  }

  /// The first line that is not the same in the other.
  func difference(from other: Reports) -> String {
    let newline = UInt8(ascii: "\n")
    let pairs = zip((records + page).split(separator: newline), (other.records + other.page).split(separator: newline))
    guard let pair = pairs.first(where: { !$0.elementsEqual($1) }) else { return "one is longer" }
    return "\(String(decoding: pair.0, as: UTF8.self)) and \(String(decoding: pair.1, as: UTF8.self))"
  }

  /// Both reports without what may differ, slow to make.
  private var text: String {
    String(decoding: records + page, as: UTF8.self).replacing("\n", with: " ").withoutApproximatePlace
  }
}

import ArgumentParser
import Capture
import Diagnosis
import Flows
import Foundation
import Wire

/// Prints every reset of a capture with its verdict and all that was found of it: what `calibrate.py` counts. The first two columns are those
/// that a scoring program asks for.
struct FindingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "findings", abstract: "Print every reset of a capture with all that was found of it.",
    discussion:
      "Columns: frame, forged (true, false, null), proof, odds, odds before any finding, claimed sender, stage, findings with `;` between them."
  )

  @Option(help: "A file of other weights than the table's: a row's name, a tab, the weight.") var weights: String?
  @Flag(help: "Print the table of weights instead: name, weight, basis.") var table = false
  @Argument var paths: [String] = []

  func run() throws {
    if table { return Weight.all.forEach { Swift.print([$0.name, "\($0.value)", $0.basis.word].joined(separator: "\t")) } }
    let weighing = try weights.map { try Weighing(readingFrom: $0) } ?? .table
    for path in paths { try tell(of: path, weighing) }
  }

  private func tell(of path: String, _ weighing: Weighing) throws {
    var source = try FrameSource(path: path)
    var tracker = FlowTracker(seed: FlowSeed(1, 2))
    var endings: [Flows.Ending] = []
    do {
      while let header = try source.next() {
        source.withBytes { tracker.record(Packet(decoding: $0, of: header), of: header, in: $0) }
        endings += tracker.takeEarlyEndings()
      }
    } catch {
      // What came before the damage counts.
    }
    let baselines = tracker.baselines()
    endings += tracker.takeEarlyEndings()
    _ = tracker.endings(wantsQuiet: false) { endings.append($0) }
    for ending in endings { tell(judge(ending, knowing: baselines, by: weighing), weigh(ending, knowing: baselines, by: weighing)) }
  }

  private func tell(_ judgment: Judgment, _ weighed: [WeighedReset]) {
    for reset in judgment.resets {
      let found = weighed.first { $0.packet == reset.packet }
      Swift.print(
        reset.packet.number, reset.forged.map { "\($0)" } ?? "null", found?.proof.rawValue ?? "copy", found?.odds ?? 0, found?.prior ?? 0,
        reset.from.rawValue, judgment.stage.rawValue, (found?.rows ?? []).map(\.name).joined(separator: ";"), separator: "\t")
    }
  }
}

extension Weighing {
  /// The weights in a file of names and numbers, a row a line.
  fileprivate init(readingFrom path: String) throws {
    var others: [String: Double] = [:]
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: "\t")
      guard parts.count >= 2, let weight = Double(parts[1]) else { throw BenchError.noWeight(path, String(line)) }
      others[String(parts[0])] = weight
    }
    self.init(others: others)
  }
}

extension Weight.Basis {
  /// In a word.
  fileprivate var word: String {
    switch self {
    case .counted: "counted"
    case .bounded: "bounded"
    case .judged: "judged"
    case .sourced(_, let trust): "sourced, \(trust.rawValue)"
    }
  }
}

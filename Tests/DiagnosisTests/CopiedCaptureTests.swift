import Diagnosis
import Flows
import TestSupport
import Testing
import Wire

/// Every trace of the heuristics once more, as a port mirror of both sides of a router shows it: each packet twice.
struct CopiedCaptureTests {
  private static let rows = (causalityRows + headerRows + topologyRows).filter { row in
    !row.trace.contains("copy") && !["began-here", "sent-here"].contains(row.rule)
  }

  @Test("A capture that shows every packet twice is judged as one that shows it once", arguments: rows)
  func twice(row: HeuristicRow) throws {
    let lines = row.trace.split(separator: "\n").map { line in
      let isSegment = line.contains(" > ") && !line.contains("icmp") && !line.contains("echo")
      return isSegment ? "\(line)\n+0.00001 copy" : String(line)
    }
    let once = try Trace(row.trace).judged()
    let twice = try Trace(lines.joined(separator: "\n")).judged()
    #expect(twice.map(\.gist) == once.map(\.gist))
  }
}

extension Judgment {
  /// Who ended it and why one thinks so, without the frames' numbers.
  fileprivate var gist: String {
    let verdict = verdict.map { "\($0.origin) \(String(describing: $0.forged)) \($0.proof) \(String(describing: $0.cause))" }
    return "\(outcome) \(stage) \(verdict ?? "") \(evidence.map(\.rule).sorted()) \(against.map(\.rule).sorted())"
  }
}

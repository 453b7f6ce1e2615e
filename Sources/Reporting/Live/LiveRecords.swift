package import Diagnosis
import Flows

/// The live report as NDJSON: the capture, each flow as its ending settles, and at the end the summary.
///
/// A flow whose verdict turned out otherwise is written once more, with `"revised":true`: of two records of one flow the later one holds.
package struct LiveRecords: LiveReport, Sendable {
  private let showsAll: Bool
  private var json = JSONWriter()

  /// A report of every ending, or only of those that are not harmless.
  package init(showsAll: Bool) {
    self.showsAll = showsAll
  }

  /// Writes the first record.
  package mutating func begin(capture: CaptureRecord) {
    json.write(capture)
    json.endLine()
  }

  /// Writes a flow's record, where it is to be shown.
  package mutating func add(_ judgment: Judgment) {
    guard showsAll || judgment.isWorthARow else { return }
    json.write(judgment, files: [])
    json.endLine()
  }

  /// Writes a flow's record again.
  package mutating func revise(_ judgment: Judgment, told: ToldVerdict) {
    json.write(judgment, files: [], isRevised: true)
    json.endLine()
  }

  /// Writes the last record; nothing before the end, so that there is one.
  package mutating func add(_ summary: LiveSummary) {
    guard summary.isLast else { return }
    json.write(summary.counts, summary.tally.tally, live: summary)
    json.endLine()
  }

  /// The lines made since the last time.
  package mutating func take() -> [UInt8] {
    defer { json.bytes = [] }
    return json.bytes
  }
}

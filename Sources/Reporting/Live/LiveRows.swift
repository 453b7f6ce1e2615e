package import Diagnosis

/// A report of rows, written live: each flow as its ending settles. Of two rows of one flow the later one holds.
package struct LiveRows<Rows: Report & Sendable>: LiveReport, Sendable {
  private var rows: Rows

  /// The live form of that report.
  package init(_ rows: Rows) {
    self.rows = rows
  }

  /// Writes what stands before the rows.
  package mutating func begin(capture: CaptureRecord) {
    rows.begin(capture: capture)
  }

  /// Writes a flow's row, where it is to be shown.
  package mutating func add(_ judgment: Judgment) {
    rows.add(judgment)
  }

  /// Writes a flow's row again.
  package mutating func revise(_ judgment: Judgment, told: ToldVerdict) {
    rows.add(judgment)
  }

  /// Writes what stands after the rows, at the end.
  package mutating func add(_ summary: LiveSummary) {
    if summary.isLast { rows.end(counts: summary.counts) }
  }

  /// The octets made since the last time.
  package mutating func take() -> [UInt8] {
    rows.take()
  }
}

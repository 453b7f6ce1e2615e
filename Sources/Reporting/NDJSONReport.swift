package import Diagnosis
package import Flows

/// One JSON object a line (schema `rstwho/1`): the capture, then every flow, then the summary.
///
/// Keys are stable and stand in a stable order; what is not known is left out, but for `verdict` and `forged`, which may be null.
/// With several files `file` stands beside every `packet`, and `files` beside every list of `packets`, in the same order.
package struct NDJSONReport: Report, Sendable {
  /// The schema that every record names.
  static let schema = "rstwho/1"

  private let showsAll: Bool
  private var files: [String] = []
  private var tally = Tally()
  private var json = JSONWriter()

  /// A report of every flow, or only of those that did not end well and are not harmless.
  package init(showsAll: Bool) {
    self.showsAll = showsAll
  }

  /// Writes the first record.
  package mutating func begin(capture: CaptureRecord) {
    files = capture.files
    json.write(capture)
    json.endLine()
  }

  /// Writes a flow's record, where it is to be shown.
  package mutating func add(_ judgment: Judgment) {
    tally.add(judgment)
    guard showsAll || judgment.isWorthARow else { return }
    json.write(judgment, files: files)
    json.endLine()
  }

  /// Counts flows of which there is nothing else to tell.
  package mutating func add(_ count: Int, quiet outcome: Outcome) {
    tally.add(count, quiet: outcome)
  }

  /// Writes the last record.
  package mutating func end(counts: TrafficCounts) {
    json.write(counts, tally)
    json.endLine()
  }

  /// The lines made since the last time.
  package mutating func take() -> [UInt8] {
    let bytes = json.bytes
    json.bytes = []
    json.bytes.reserveCapacity(bytes.count)
    return bytes
  }
}

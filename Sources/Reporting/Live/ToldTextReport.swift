package import Diagnosis
package import Flows

/// The text report of a capture of which lines were told while it came: below them, and with what turned out otherwise at its end.
package struct ToldTextReport: Report, Sendable {
  private var report: TextReport
  private let options: TextOptions
  private let told: ToldVerdicts
  private var revisions = Revisions()
  private var bytes: [UInt8] = []

  /// A report after these verdicts.
  package init(options: TextOptions, told: ToldVerdicts) {
    self.options = options
    self.told = told
    report = TextReport(options: options)
  }

  /// Begins the report, an empty line below what was told.
  package mutating func begin(capture: CaptureRecord) {
    bytes.append(UInt8(ascii: "\n"))
    report.begin(capture: capture)
  }

  /// Tells a flow, and compares it with what was told of it.
  package mutating func add(_ judgment: Judgment) {
    if let before = told[judgment.flow.serial], before.differs(from: judgment) { revisions.add(before, now: judgment) }
    report.add(judgment)
  }

  /// Counts flows of which there is nothing else to tell.
  package mutating func add(_ count: Int, quiet outcome: Outcome) {
    report.add(count, quiet: outcome)
  }

  /// Ends the report, and tells what turned out otherwise.
  package mutating func end(counts: TrafficCounts) {
    report.end(counts: counts)
    bytes += report.take()
    let lines = revisions.lines(options)
    if !lines.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    for line in lines {
      bytes.write(line)
      bytes.append(UInt8(ascii: "\n"))
    }
  }

  /// The octets made since the last time.
  package mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes + report.take()
  }
}

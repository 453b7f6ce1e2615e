import Capture
import Diagnosis
import Flows
import Reporting

/// A report that is written while it is made, so that a million records do not wait in memory.
struct ReportWriter<Inner: Report>: Report {
  private var report: Inner
  private let file: Destination
  private var waiting = 0
  /// Why writing stopped; the report goes on being counted.
  private(set) var problem: OutputError?

  /// The report, written to that file.
  init(_ report: Inner, to file: consuming OutputFile) {
    self.report = report
    self.file = Destination(file)
  }

  var tally: Tally {
    report.tally
  }

  mutating func begin(capture: CaptureRecord) {
    report.begin(capture: capture)
    write()
  }

  mutating func add(_ judgment: Judgment) {
    report.add(judgment)
    waiting += 1
    if waiting >= 128 { write() }
  }

  mutating func add(_ count: Int, quiet outcome: Outcome) {
    report.add(count, quiet: outcome)
  }

  mutating func end(counts: TrafficCounts) {
    report.end(counts: counts)
    write()
  }

  mutating func take() -> [UInt8] {
    []
  }

  private mutating func write() {
    waiting = 0
    let octets = report.take()
    guard problem == nil, !octets.isEmpty else { return }
    do { try file.file.write(octets) } catch { problem = error }
  }

  /// A place for the file, which cannot be copied, in a report, which can.
  private final class Destination {
    let file: OutputFile

    init(_ file: consuming OutputFile) {
      self.file = file
    }
  }
}

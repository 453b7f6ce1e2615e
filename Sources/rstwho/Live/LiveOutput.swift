import ArgumentParser
import Capture
import Diagnosis
import Reporting

/// The report of a live capture on its way to a file or a terminal: written at once, and made anew on SIGHUP.
struct LiveOutput: ~Copyable {
  private var report: any LiveReport
  private var file: OutputFile
  private let path: String?

  /// A report in that format.
  init(_ options: AnalyzeOptions, environment: [String: String]) throws {
    path = options.output
    file = try openOutput(path)
    switch options.format {
    case .text:
      var text = options.choices.textOptions(onTerminal: file.isTerminal, environment: environment)
      text.showsAll = options.showsAll
      report = LiveText(options: text)
    case .csv: report = LiveRows(CSVReport(showsAll: options.showsAll))
    case .zeek: report = LiveRows(ZeekReport(showsAll: options.showsAll))
    // The command line refuses pages for an interface.
    case .ndjson, .markdown, .html: report = LiveRecords(showsAll: options.showsAll)
    }
  }

  /// Tells what is captured.
  mutating func begin(_ capture: CaptureRecord) throws {
    report.begin(capture: capture)
    try flush()
  }

  /// Tells a judgment.
  mutating func add(_ told: LiveAnalysis.Told) throws {
    if let before = told.revises {
      report.revise(told.judgment, told: before)
    } else if !told.isKnown {
      report.add(told.judgment)
    }
    try flush()
  }

  /// Tells how things stand.
  mutating func add(_ summary: LiveSummary) throws {
    report.add(summary)
    try flush()
  }

  /// Lets that user own the file.
  func give(to user: Privileges.Identity) { file.give(to: user) }

  /// Makes the file anew, after somebody has moved it away. Where that cannot be, the old one is written on.
  mutating func reopen() {
    guard let path, path != "-" else { return }
    do {
      file = try OutputFile(path: path)
    } catch {
      warn([cannotReopen(path, error)])
    }
  }

  private mutating func flush() throws {
    let octets = report.take()
    if !octets.isEmpty { try write(octets, to: file) }
  }
}

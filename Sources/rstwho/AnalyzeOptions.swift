import Reporting

/// What `analyze` is asked to do.
struct AnalyzeOptions {
  /// The files to read as one capture; `-` is standard input.
  var files: [String]
  /// The expression that chooses the connections to report; nil for all.
  var expression: String?
  /// The format of the report.
  var format: OutputFormat
  /// Where the report goes; nil is standard output.
  var output: String?
  /// Whether connections that ended well are reported too.
  var showsAll: Bool
  /// What connections are grouped by; nil where each has a row.
  var grouping: Grouping?
  /// Whether a forged reset makes the exit status 1.
  var failsOnForged: Bool
  /// The file that holds what earlier captures taught.
  var baseline: String?
  /// After how many packets to stop.
  var packetLimit: UInt64?
  /// Whether nothing but errors goes to standard error.
  var isQuiet: Bool
  /// How often -v was given.
  var verbosity: Int
  /// Colour, clock and language.
  var choices: ReportChoices

  /// Where the packets of connections that did not end well go; nil for nowhere.
  var evidence: String?

  /// Whether the packets are read a second time, for what can be said of them only afterwards.
  var isReadTwice: Bool { format == .html || evidence != nil }

  /// What that command line asks for.
  init(_ command: Analyze) {
    let isFiles = command.readFile == nil && command.live.interfaces.isEmpty
    let expression = isFiles ? nil : command.words.joined(separator: " ")
    files = isFiles ? command.words : [command.readFile].compactMap(\.self)
    self.expression = expression.flatMap { $0.isEmpty ? nil : $0 } ?? command.filter
    format = command.json ? .ndjson : command.format ?? .text
    output = command.output
    evidence = command.evidence
    showsAll = command.all
    grouping = command.by
    failsOnForged = command.exitCode
    baseline = command.baseline
    packetLimit = command.count
    isQuiet = command.quiet
    verbosity = command.verbose
    choices = command.choices
  }
}

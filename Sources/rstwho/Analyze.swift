import ArgumentParser
import Reporting

/// `rstwho FILE…`, `rstwho -r FILE [expression]`: who ended which connection.
struct Analyze: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Report who ended each TCP connection, of a capture or as it happens (the default command).")

  @Option(
    name: .customShort("r", allowingJoined: true),
    help: ArgumentHelp("Read this file; the words after it are an expression. - is standard input.", valueName: "file"))
  var readFile: String?

  @Option(help: ArgumentHelp("Report only connections that this BPF expression chooses.", valueName: "expression"))
  var filter: String?

  @Option(help: "Format: text, ndjson, csv, zeek, markdown or html.")
  var format: OutputFormat?

  @Flag(help: "Short for --format ndjson.")
  var json = false

  @Option(name: .customShort("o", allowingJoined: true), help: ArgumentHelp("Write the report to this file.", valueName: "file"))
  var output: String?

  @Option(
    name: .customShort("w", allowingJoined: true),
    help: ArgumentHelp("Write the packets of connections that did not end well to this pcapng file, with comments.", valueName: "file"))
  var evidence: String?

  @Flag(help: "Every connection, also those that ended well.")
  var all = false

  @Option(help: ArgumentHelp("Group connections by server, client, port, device, sni, cause or file.", valueName: "what"))
  var by: Grouping?

  @Option(
    help: ArgumentHelp(
      "What earlier captures at the same place taught of hosts; a live capture writes it anew at its end.", valueName: "file"))
  var baseline: String?

  @Flag(help: "Exit with 1 if a reset was found forged (likely or proven).")
  var exitCode = false

  @Option(name: .customShort("c", allowingJoined: true), help: ArgumentHelp("Stop after so many packets.", valueName: "count"))
  var count: UInt64?

  @Flag(name: .customShort("n"), help: "Do not look up names: nothing ever is, so this changes nothing.")
  var noNames = false

  @Flag(name: .customShort("q"), help: "No progress and no warnings.")
  var quiet = false

  @Flag(name: .customShort("v"), help: "Say more.")
  var verbose: Int

  @OptionGroup var choices: ReportChoices

  @OptionGroup var live: LiveChoices

  @Argument(help: ArgumentHelp("Capture files, or with -r or -i an expression.", valueName: "file|expression"))
  var words: [String] = []

  /// Refuses what contradicts itself, with a sentence that says what to type instead.
  func validate() throws {
    if live.listInterfaces || live.listLinkTypes { return }
    let isLive = !live.interfaces.isEmpty
    if readFile == nil, !isLive, words.isEmpty {
      throw ValidationError(
        "Name a capture file: rstwho capture.pcap, or rstwho -r - for standard input, or rstwho -i eth0 for an interface.")
    }
    if readFile != nil, isLive { throw ValidationError("Give either -r FILE or -i INTERFACE, not both.") }
    if readFile != nil || isLive, filter != nil, !words.isEmpty {
      throw ValidationError("Give the expression once: after -r FILE or -i INTERFACE, or with --filter.")
    }
    if isLive, by != nil || format == .html || format == .markdown {
      throw ValidationError("A live capture has no end: it prints text, ndjson, csv or zeek, a line for each connection.")
    }
    if isLive, live.isRotating, evidence == nil { throw ValidationError("-G, -C and -W are about the file of -w; name it.") }
    if isLive, evidence == "-" { throw ValidationError("-w needs a file: standard output holds the report.") }
    if isLive, evidence != nil, choices.anonymize {
      throw ValidationError("Live, -w keeps packets as they are: leave --anonymize out, and anonymize the file with rstwho annotate.")
    }
    if !isLive, let option = live.onlyLive { throw ValidationError("\(option) needs an interface to capture on: -i INTERFACE.") }
    if json, let format, format != .ndjson { throw ValidationError("--json is short for --format ndjson; give one of the two.") }
    if let by, let format, GroupReport.Format(format) == nil {
      throw ValidationError("--by \(by.rawValue) has no format \(format.rawValue); it has text, markdown, csv and ndjson.")
    }
    if isLive, choices.anonymize {
      throw ValidationError("--anonymize works on files: keep the packets with -w, then rstwho annotate --anonymize.")
    }
    if format == .html || evidence != nil, words.contains("-"), words.count > 1 {
      throw ValidationError("A page or an evidence file needs a second reading: give standard input (-) alone, or the files.")
    }
    if count == 0 { throw ValidationError("-c takes a count of at least 1.") }
    if words.filter({ $0 == "-" }).count > 1 { throw ValidationError("Standard input (-) can be read only once.") }
  }

  /// Does it.
  func run() throws {
    BrokenPipe.becomeAnError()
    if live.listInterfaces { return try listInterfaces().end() }
    if live.listLinkTypes { return try rstwho.listLinkTypes(live).end() }
    guard live.interfaces.isEmpty else { return try watch(AnalyzeOptions(self), live).end() }
    try analyze(AnalyzeOptions(self)).end()
  }
}

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

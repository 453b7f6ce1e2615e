import ArgumentParser
import Capture
import Diagnosis
import Flows
import Reporting
import Wire

/// Reads the capture, judges every connection and writes the report.
func analyze(_ options: AnalyzeOptions) throws -> ExitStatus {
  let environment = ProcessEnvironment.values(of: EnvironmentNames.all)
  var output = try ReportOutput(options.output, reading: options.files)
  let filter = try options.expression.map { try compile($0) }
  let input = options.isReadTwice ? try Rereadable(options.files) : nil
  var analysis = Analysis(limits: options.choices.limits, weighing: options.choices.weighing)
  analysis.anonymizer = try options.choices.anonymizer()
  if let baseline = options.baseline { analysis.learn(try KnownHosts.open(baseline, isWritten: false).baselines) }
  var progress = ProgressBar(isQuiet: options.isQuiet, environment: environment)
  var watch: PipeWatch?
  do {
    let frames = try input?.frames() ?? FrameSources(paths: options.files)
    if frames.isPipe, options.isToldLive { watch = PipeWatch(options.text(output, environment)) }
    try analysis.read(frames, filter: filter, limit: options.packetLimit, progress: &progress) { analysis, source in
      watch?.goesOn(&analysis, &source, &output) ?? true
    }
  } catch let error as FilterError {
    throw fail(error.phrase.told.firstCapital, .wrongUsage)
  }
  if let failure = watch?.failure { throw failure }
  warn(analysis.problems.map(\.told))
  if analysis.hasReadNothing, options.format != .ndjson { return .couldNotRead }
  var comments = options.evidence == nil ? nil : PacketComments()
  let forged = try tell(
    &analysis, input, to: &output, options.text(output, environment), told: watch?.told ?? ToldVerdicts(), options, &comments)
  if let path = options.evidence, let comments, let input {
    let files = analysis.files.map(\.path)
    try CommentedCopy(comments, analysis.anonymizer, keepsAll: false).write(files, input, to: path, limit: options.packetLimit)
  }
  if !analysis.problems.isEmpty { return .couldNotRead }
  return options.failsOnForged && forged > 0 ? .foundForged : .ran
}

/// Tells the judgments in the form that is asked for. Returns how many resets were found forged.
private func tell(
  _ analysis: inout Analysis, _ input: Rereadable?, to output: inout ReportOutput, _ text: TextOptions, told: ToldVerdicts,
  _ options: AnalyzeOptions, _ comments: inout PacketComments?
) throws -> Int {
  if let grouping = options.grouping, let format = GroupReport.Format(options.format) {
    return try tell(&analysis, GroupReport(by: grouping, as: format, options: text), to: &output, options, &comments)
  }
  switch options.format {
  case .text where !told.isEmpty: return try tell(&analysis, ToldTextReport(options: text, told: told), to: &output, options, &comments)
  case .text: return try tell(&analysis, TextReport(options: text), to: &output, options, &comments)
  case .ndjson: return try tell(&analysis, NDJSONReport(showsAll: options.showsAll), to: &output, options, &comments)
  case .csv: return try tell(&analysis, CSVReport(showsAll: options.showsAll), to: &output, options, &comments)
  case .zeek: return try tell(&analysis, ZeekReport(showsAll: options.showsAll), to: &output, options, &comments)
  case .markdown: return try tell(&analysis, MarkdownReport(options: text), to: &output, options, &comments)
  case .html: return try tellPage(&analysis, input, HTMLReport(options: text), to: &output, options, &comments)
  }
}

extension AnalyzeOptions {
  /// Whether lines for people can be told while more is still to come.
  fileprivate var isToldLive: Bool { format == .text && grouping == nil }

  /// How a page for people is laid out.
  fileprivate func text(_ output: borrowing ReportOutput, _ environment: [String: String]) -> TextOptions {
    var text = choices.textOptions(onTerminal: output.isTerminal, environment: environment)
    text.showsAll = showsAll
    return text
  }
}

/// Compiles an expression, so that a mistake in it is found before anything is read.
private func compile(_ expression: String) throws -> FlowFilter {
  do {
    return try FlowFilter(expression: expression)
  } catch {
    throw fail(error.phrase.told.firstCapital, .wrongUsage)
  }
}

extension String {
  /// The sentence with a capital at its start.
  var firstCapital: String {
    prefix(1).uppercased() + dropFirst()
  }
}

/// Tells a page all judgments, reads the capture again for the packets of its pictures, and writes it.
private func tellPage(
  _ analysis: inout Analysis, _ input: Rereadable?, _ initial: HTMLReport, to output: inout ReportOutput, _ options: AnalyzeOptions,
  _ comments: inout PacketComments?
) throws -> Int {
  var report = initial
  let forged = try tell(&analysis, into: &report, to: &output, options, &comments)
  if let input, !report.pictures.isEmpty {
    var anonymizer = analysis.anonymizer
    forEachFrame(of: try input.frames(), limit: options.packetLimit) { header, bytes in
      let packet = Packet(decoding: bytes, of: header)
      report.pictures.take(anonymizer?(packet) ?? packet, of: header)
    }
  }
  try output.write(report.page)
  return forged
}

/// Reads a capture again. Damage was told when it was read first.
func forEachFrame(of frames: consuming FrameSources, limit: UInt64?, _ body: (FrameHeader, Span<UInt8>) -> Void) {
  var source = frames
  var left = limit ?? .max
  while left > 0 {
    do {
      guard let header = try source.next() else { return }
      source.withBytes { body(header, $0) }
      left -= 1
    } catch {
      // After the error of one file the others go on.
    }
  }
}

/// Tells a report all judgments and writes it as it grows. Returns how many resets were found forged.
private func tell(
  _ analysis: inout Analysis, _ initial: some Report, to output: inout ReportOutput, _ options: AnalyzeOptions,
  _ comments: inout PacketComments?
) throws -> Int {
  var report = initial
  return try tell(&analysis, into: &report, to: &output, options, &comments)
}

private func tell(
  _ analysis: inout Analysis, into report: inout some Report, to output: inout ReportOutput, _ options: AnalyzeOptions,
  _ comments: inout PacketComments?
) throws -> Int {
  var forged = 0
  var waiting = 0
  report.begin(capture: analysis.capture)
  let quiet = try analysis.judgments(wantsQuiet: options.showsAll || options.grouping != nil) { judgment in
    if judgment.verdict?.forged == true { forged += 1 }
    report.add(judgment)
    comments?.add(judgment)
    waiting += 1
    // Some 50 KiB a time: memory that was used a moment ago is given out again, while larger pieces come fresh from the kernel each time.
    if waiting % 16 == 0 { try output.write(report.take()) }
  }
  for (count, outcome) in quiet.byOutcome { report.add(count, quiet: outcome) }
  report.end(counts: analysis.counts)
  try output.write(report.take())
  return forged
}

/// The environment variables that the program heeds.
enum EnvironmentNames {
  /// Colour, width, language and terminal.
  static let all = ["NO_COLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS", "LC_ALL", "LC_MESSAGES", "LANG"]
}

/// Opens what `-o` names, or standard output.
func openOutput(_ path: String?) throws -> OutputFile {
  guard let path else { return .standardOutput }
  do {
    return try OutputFile(path: path)
  } catch {
    throw cannotWrite(path, error)
  }
}

/// Writes octets; a reader who has gone (`rstwho … | head`) is not an error.
func write(_ octets: [UInt8], to output: borrowing OutputFile) throws {
  do {
    try output.write(octets)
  } catch .closedPipe {
    throw ExitCode.success
  } catch {
    warn([say(en: "The report could not be written: \(error.reason).", ja: "報告を書けませんでした: \(error.told)。")])
    throw ExitCode(ExitStatus.couldNotRead.rawValue)
  }
}

/// Says on standard error what went wrong, a line each.
func warn(_ sentences: [String]) {
  for sentence in sentences {
    // A sentence about an expression goes on in a second and a third line: the expression, and the mark under its mistake.
    let lines = sentence.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).escapedForTerminal }
    try? OutputFile.standardError.write(Array("rstwho: \(lines.joined(separator: "\n"))\n".utf8))
  }
}

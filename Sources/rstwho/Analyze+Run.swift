import ArgumentParser
import Capture
import Flows
import Reporting

/// Reads the capture, judges every connection and writes the report.
func analyze(_ options: AnalyzeOptions) throws -> ExitStatus {
  guard options.expression == nil else { throw ValidationError("Expressions that choose connections are not supported yet.") }
  let file: OutputFile
  do {
    file = try OutputFile(path: options.output ?? "-")
  } catch {
    complain("\(options.output ?? "-"): cannot be written: \(error.reason).")
    return .couldNotRead
  }
  var generator = SystemRandomNumberGenerator()
  let seed = FlowSeed(generator.next(), generator.next())
  let analysis = Analysis(paths: options.files, seed: seed, showsAll: options.showsAll)
  switch options.format {
  case .ndjson:
    return report(analysis, options, ReportWriter(NDJSONReport(showsAll: options.showsAll), to: file))
  case .text:
    var layout = options.choices.textOptions(onTerminal: file.isTerminal)
    layout.showsAll = options.showsAll
    return report(analysis, options, ReportWriter(TextReport(options: layout), to: file))
  }
}

private func report(_ analysis: Analysis, _ options: AnalyzeOptions, _ writer: ReportWriter<some Report>) -> ExitStatus {
  var writer = writer
  let problems = analysis.run(into: &writer)
  for problem in problems { complain(problem) }
  if let problem = writer.problem, problem != .closedPipe {
    complain("The report could not be written: \(problem.reason).")
    return .couldNotRead
  }
  guard problems.isEmpty else { return .couldNotRead }
  return options.failsOnForged && writer.tally.forged > 0 ? .foundForged : .ran
}

/// Says a sentence on standard error. Names in it are the user's, or a file's.
func complain(_ sentence: String) {
  try? OutputFile.standardError.write(Array("rstwho: \(sentence.escapedForTerminal)\n".utf8))
}

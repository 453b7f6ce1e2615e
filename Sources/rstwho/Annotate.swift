import ArgumentParser
import Capture
import Reporting

/// `rstwho annotate IN OUT`: the capture again, with comments for Wireshark.
struct Annotate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy a capture as pcapng, every packet kept, with comments on resets and on what tells who sent them.")

  @Argument(help: ArgumentHelp("The capture file; - is standard input.", valueName: "in"))
  var input: String

  @Argument(help: ArgumentHelp("The copy, a pcapng file; - is standard output.", valueName: "out"))
  var output: String

  @Flag(name: .customShort("q"), help: "No progress and no warnings.")
  var quiet = false

  @OptionGroup var choices: ReportChoices

  /// Does it.
  func run() throws {
    BrokenPipe.becomeAnError()
    try annotate(self).end()
  }
}

/// Reads the capture, judges every connection, and copies it with comments.
private func annotate(_ options: Annotate) throws -> ExitStatus {
  let input = try Rereadable([options.input])
  var analysis = Analysis(limits: options.choices.limits, weighing: options.choices.weighing)
  analysis.anonymizer = try options.choices.anonymizer()
  var progress = ProgressBar(isQuiet: options.quiet, environment: ProcessEnvironment.values(of: EnvironmentNames.all))
  try analysis.read(input.frames(), progress: &progress)
  warn(analysis.problems)
  if analysis.hasReadNothing { return .couldNotRead }
  var comments = PacketComments()
  _ = analysis.judgments(wantsQuiet: false) { comments.add($0) }
  try CommentedCopy(comments, analysis.anonymizer, keepsAll: true).write([options.input], input, to: options.output)
  return analysis.problems.isEmpty ? .ran : .couldNotRead
}

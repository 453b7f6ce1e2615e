import ArgumentParser
import Capture
import Reporting

/// `rstwho annotate IN OUT`: the capture again, with comments for Wireshark.
struct Annotate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: say(
      en: "Copy a capture as pcapng, every packet kept, with comments on resets and on what tells who sent them.",
      ja: "キャプチャを全パケットそのままpcapngに写し、リセットと根拠にコメントを付ける。"))

  @Argument(
    help: help(
      en: "The capture file; - is standard input.",
      ja: "キャプチャファイル。- は標準入力。", valueName: "in"))
  var input: String

  @Argument(
    help: help(
      en: "The copy, a pcapng file; - is standard output.",
      ja: "写し（pcapng）。- は標準出力。", valueName: "out"))
  var output: String

  @Flag(name: .customShort("q"), help: help(en: "No progress and no warnings.", ja: "進み具合と警告を出さない。"))
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
  warn(analysis.problems.map(\.told))
  if analysis.hasReadNothing { return .couldNotRead }
  var comments = PacketComments()
  _ = analysis.judgments(wantsQuiet: false) { comments.add($0) }
  try CommentedCopy(comments, analysis.anonymizer, keepsAll: true).write([options.input], input, to: options.output)
  return analysis.problems.isEmpty ? .ran : .couldNotRead
}

import ArgumentParser

/// `rstwho explain FILE N`: one connection in full.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show one connection in full: packets, evidence for and against, and what would settle it.")

  @Argument(help: "The capture file.")
  var file: String

  @Argument(help: ArgumentHelp("The connection's number in the report.", valueName: "flow"))
  var flow: UInt64

  @Option(name: .customShort("o", allowingJoined: true), help: ArgumentHelp("Write to this file.", valueName: "file"))
  var output: String?

  @Flag(name: .customShort("q"), help: "No progress and no warnings.")
  var quiet = false

  @OptionGroup var choices: ReportChoices

  /// Connections are numbered from 1.
  func validate() throws {
    if flow == 0 { throw ValidationError("Connections are numbered from 1, as in the report's first column.") }
  }

  /// Does it.
  func run() throws {
    BrokenPipe.becomeAnError()
    try explain(self).end()
  }
}

import ArgumentParser
import Reporting

/// `rstwho schema`: what a record of `--format ndjson` holds.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: say(
      en: "Print the JSON Schema of the records that --format ndjson writes.",
      ja: "--format ndjson が書くレコードのJSON Schemaを表示する。"))

  /// Does it.
  func run() throws {
    BrokenPipe.becomeAnError()
    try write(RecordSchema.text, to: openOutput(nil))
  }
}

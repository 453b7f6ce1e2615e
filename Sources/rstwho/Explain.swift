import ArgumentParser

/// `rstwho explain FILE N`: one connection in full.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: say(
      en: "Show one connection in full: packets, evidence for and against, and what would settle it.",
      ja: "1つの接続を詳しく表示する: パケット、根拠と反証、決め手になること。"))

  @Argument(help: help(en: "The capture file.", ja: "キャプチャファイル。"))
  var file: String

  @Argument(
    help: help(
      en: "The connection's number in the report.",
      ja: "報告の中の接続番号。", valueName: "flow"))
  var flow: UInt64

  @Option(
    name: .customShort("o", allowingJoined: true),
    help: help(
      en: "Write to this file.",
      ja: "このファイルに書く。", valueName: "file"))
  var output: String?

  @Flag(name: .customShort("q"), help: help(en: "No progress and no warnings.", ja: "進み具合と警告を出さない。"))
  var quiet = false

  @OptionGroup var choices: ReportChoices

  /// Connections are numbered from 1.
  func validate() throws {
    if flow == 0 {
      throw mistake(en: "Connections are numbered from 1, as in the report's first column.", ja: "接続の番号は、報告の先頭の列と同じく1からです。")
    }
  }

  /// Does it.
  func run() throws {
    BrokenPipe.becomeAnError()
    try explain(self).end()
  }
}

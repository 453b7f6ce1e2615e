/// What the parser of the command line says, in Japanese where that is asked for: its headings, its own complaints, and the help that every
/// command has. What it says besides stays as it is.
enum CommandLineMistake {
  /// The text of a complaint or of a page of help in the language of messages.
  static func told(_ text: String) -> String { say(en: text, ja: japanese(text)) }

  static func japanese(_ text: String) -> String {
    var text = text
    for (english, japanese) in headings { text = text.replacing(english, with: japanese) }
    text = text.replacing(/Unknown option '([^']*)'/) { "'\($0.1)' というオプションはありません" }
    text = text.replacing(/\. Did you mean '([^']*)'\?/) { "。'\($0.1)' ではありませんか。" }
    text = text.replacing(/Missing value for '([^']*)'/) { "'\($0.1)' に値がありません" }
    text = text.replacing(/The value '([^']*)' is invalid for '([^']*)'/) { "'\($0.1)' は '\($0.2)' の値になりません" }
    text = text.replacing(". Please provide one of the following:", with: "。次のどれかを指定してください:")
    text = text.replacing(/\(default: ([^)]*)\)/) { "（既定: \($0.1)）" }
    text = text.replacing(/default: ([^()（）]*)\)/) { "既定: \($0.1))" }
    text = text.replacing(/Missing expected argument '([^']*)'/) { "引数 '\($0.1)' がありません" }
    text = text.replacing(/Unexpected argument '([^']*)'/) { "引数 '\($0.1)' は余分です" }
    text = text.replacing(#/[0-9]+ unexpected arguments: /#, with: "余分な引数: ")
    text = text.replacing(/See '([^']*)' for more information\./) { "詳しくは '\($0.1)' で表示します。" }
    return text.replacing(/See '([^']*)' for detailed help\./) { "各コマンドの説明は '\($0.1)' で表示します。" }
  }

  private static let headings = [
    ("Error: ", "エラー: "), ("Usage: ", "使い方: "), ("USAGE: ", "使い方: "), ("OVERVIEW: ", "概要: "), ("ARGUMENTS:\n", "引数:\n"),
    ("OPTIONS:\n", "オプション:\n"), ("SUBCOMMANDS:\n", "コマンド:\n"), ("Show help information.", "この説明を表示する。"),
    ("Show the version.", "版を表示する。"), ("Show subcommand help information.", "コマンドの説明を表示する。"), ("(default) ", "（既定）"),
    ("(values: ", "(値: "), ("\nHelp: ", "\n説明: "),
  ]
}

package import Diagnosis

/// A language in which reports for people are written.
package enum Language: String, Sendable, CaseIterable {
  /// English.
  case en
  /// Japanese.
  case ja
}

extension Language {
  /// The words in this language.
  package func words(_ english: @autoclosure () -> String, _ japanese: @autoclosure () -> String) -> String {
    self == .ja ? japanese() : english()
  }

  /// What stands between the parts of a list.
  var comma: String { words(", ", "、") }
}

extension Phrase {
  /// The words in that language, or in English where they are not translated yet.
  package func text(in language: Language) -> String {
    language == .ja ? ja ?? en : en
  }
}

extension NextStep {
  /// What to do and why, and then the command, in one line.
  func words(in language: Language) -> String {
    "\(text.text(in: language)): \(command)"
  }
}

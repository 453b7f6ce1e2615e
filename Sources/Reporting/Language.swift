package import Diagnosis

/// A language in which reports for people are written.
package enum Language: String, Sendable, CaseIterable {
  /// English.
  case en
  /// Japanese.
  case ja
}

extension Phrase {
  /// The words in that language, or in English where they are not translated yet.
  package func text(in language: Language) -> String {
    language == .ja ? ja ?? en : en
  }
}

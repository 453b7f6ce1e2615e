package import Flows

/// Words for a person, in the languages that the program speaks. Machine formats and capture comments always take `en`.
///
/// The translation is made when it is asked for: most phrases are only ever read in one language, and some millions of them by programs.
package struct Phrase: Hashable, Sendable {
  /// English.
  package var en: String
  private var translation: (@Sendable () -> String)?

  /// The phrase in these words; a test demands that every one of ours has both.
  package init(en: Sentence, ja: @autoclosure @escaping @Sendable () -> String) {
    self.en = en.text
    translation = ja
  }

  /// A phrase that is not translated.
  package init(en: String) {
    self.en = en
  }

  /// Japanese; nil where no translation is written.
  package var ja: String? { translation?() }

  /// The same phrase with its texts changed.
  package func mapped(_ change: @escaping @Sendable (String) -> String) -> Phrase {
    var phrase = Phrase(en: change(en))
    if let translation { phrase.translation = { change(translation()) } }
    return phrase
  }

  /// Two phrases are one where their English is.
  package static func == (left: Phrase, right: Phrase) -> Bool {
    left.en == right.en
  }

  /// Hashes the English.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(en)
  }
}

extension Party {
  /// The end's name in Japanese.
  package var ja: String {
    self == .server ? "サーバー" : "クライアント"
  }
}

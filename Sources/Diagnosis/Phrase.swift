/// Words for a person, in the languages that the program speaks. Machine formats and capture comments always take `en`.
package struct Phrase: Hashable, Sendable {
  /// English.
  package var en: String
  /// Japanese; nil where no translation is written yet.
  package var ja: String?

  /// The phrase in these words.
  package init(en: String, ja: String? = nil) {
    self.en = en
    self.ja = ja
  }
}

/// How a report for people is laid out.
package struct TextOptions: Sendable {
  /// Columns at most; less than 40 is taken as 40.
  package var width = 100
  /// Whether words are coloured as well; a word always says the same.
  package var isColored = false
  /// Whether every flow has a row, also those that ended well.
  package var showsAll = false
  /// The language of findings.
  package var language = Language.en
  /// The clock by which times of day are written.
  package var clock = WallClock.utc
  /// How many rows are shown without `showsAll`: a port scan may leave a hundred thousand alike, and nobody reads on after a thousand.
  package var rowLimit = 1_000

  /// English, 100 columns, no colour, UTC.
  package init() {}

  /// The width, held to what a row needs.
  var columns: Int {
    max(width, 40)
  }
}

/// What colour says in addition to a word (ECMA-48, SGR).
enum Ink: String {
  /// The answer.
  case strong = "1"
  /// A device.
  case alarm = "1;31"
  /// The server, or the client.
  case attention = "33"
  /// Nobody knows, or less important.
  case faint = "2"

  /// The text in this colour, or as it is.
  func on(_ text: String, if isColored: Bool) -> String {
    isColored && !text.isEmpty ? "\u{1b}[\(rawValue)m\(text)\u{1b}[0m" : text
  }
}

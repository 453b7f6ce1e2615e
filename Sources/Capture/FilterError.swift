/// Why a BPF expression was not compiled; `description` shows the place in it where that is known.
package struct FilterError: Error, Hashable, Sendable {
  /// The expression as it was given.
  package var expression: String
  /// What libpcap says.
  package var message: String
  /// Which characters of the expression are wrong, counted from 0; empty and at its end where something is missing there; nil where
  /// unknown.
  package var place: Range<Int>?

  /// Finds the place in an expression of which libpcap says `message`; `failure` compiles another expression and gives libpcap's message.
  init(expression: String, message: String, failure: (String) -> String?) {
    self.expression = expression
    self.message = message
    let tokens = FilterToken.tokens(of: expression)
    if message.isSyntaxError {
      place = tokens.firstMisplaced(in: expression, failure: failure)
    } else {
      place = tokens.first { message.names($0.text) }?.place
    }
  }
}

extension FilterError: CustomStringConvertible {
  /// A sentence, and where the place is known the expression with a mark under it.
  package var description: String {
    let sentence = "the filter expression cannot be used: \(complaint)"
    guard let mark else { return "\(sentence): \(expression)" }
    return "\(sentence)\(isIncomplete ? " at its end, where something is missing" : "")\n\(mark)"
  }

  /// What libpcap says, without the words that every syntax error begins with.
  package var complaint: String { message.withoutPreamble }

  /// Whether something is missing at its end.
  package var isIncomplete: Bool { place?.isEmpty ?? false }

  /// The expression and a mark under what is wrong, a line each; nil where the place is not known.
  package var mark: String? {
    place.map { place in
      let mark = String(repeating: " ", count: place.lowerBound) + String(repeating: "^", count: max(place.count, 1))
      return "  \(expression)\n  \(mark)"
    }
  }
}

extension String {
  fileprivate var isSyntaxError: Bool {
    contains("syntax error")
  }

  /// libpcap's message without the part that every syntax error begins with.
  fileprivate var withoutPreamble: String {
    let preamble = "can't parse filter expression: "
    return hasPrefix(preamble) ? String(dropFirst(preamble.count)) : self
  }

  /// Whether a message of libpcap quotes a word of the expression: "unknown host 'gatway'", "unknown port 'htpp'".
  fileprivate func names(_ word: String) -> Bool {
    contains("'\(word)'") || contains("\"\(word)\"")
  }
}

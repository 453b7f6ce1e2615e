/// A text put together from literals and values, as `String` does it, but with room for the values from the beginning: that asks for
/// memory again with nearly every value, and a verdict is told in some ten sentences.
package struct Sentence: ExpressibleByStringInterpolation, Sendable {
  /// The text.
  package var text: String

  /// A text that is ready.
  package init(_ text: String) {
    self.text = text
  }

  /// A text without values.
  package init(stringLiteral text: String) {
    self.text = text
  }

  /// A text with values.
  package init(stringInterpolation pieces: StringInterpolation) {
    text = pieces.text
  }

  /// What is put together.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    /// Room for the literals, and for values of a few words.
    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 32 * interpolationCount)
    }

    /// Adds a literal.
    package mutating func appendLiteral(_ literal: String) {
      text += literal
    }

    /// Adds a text.
    package mutating func appendInterpolation(_ words: String) {
      text += words
    }

    /// Adds a number, or an address.
    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      text += value.description
    }
  }
}

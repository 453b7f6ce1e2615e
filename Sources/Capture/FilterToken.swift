/// A word or sign of a BPF expression, and where it stands.
struct FilterToken {
  /// The characters.
  let text: String
  /// Where they stand in the expression, in characters from 0.
  let place: Range<Int>

  /// The words and signs of an expression, roughly as libpcap's scanner divides them.
  static func tokens(of expression: String) -> [FilterToken] {
    var tokens: [FilterToken] = []
    var word = ""
    var position = 0
    func endWord() {
      if !word.isEmpty { tokens.append(FilterToken(text: word, place: position - word.count..<position)) }
      word = ""
    }
    for character in expression {
      if isPartOfWord(character) {
        word.append(character)
      } else {
        endWord()
        if !character.isWhitespace { tokens.append(FilterToken(text: String(character), place: position..<position + 1)) }
      }
      position += 1
    }
    endWord()
    return tokens
  }

  private static func isPartOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "._:-/\\".contains(character)
  }
}

extension [FilterToken] {
  /// The first token with which the expression cannot go on, whatever follows; the end where every token could stand as it does.
  ///
  /// libpcap says only "syntax error", so its own parser is asked: a beginning of the expression is sound if some ending makes it compile,
  /// and a beginning of a sound beginning is sound, so the place can be halved towards.
  func firstMisplaced(in expression: String, failure: (String) -> String?) -> Range<Int> {
    var sound = 0
    var unsound = count + 1
    while unsound - sound > 1 {
      let middle = (sound + unsound) / 2
      if middle <= count, isSound(middle, in: expression, failure: failure) { sound = middle } else { unsound = middle }
    }
    guard sound < count else { return expression.count..<expression.count }
    return self[sound].place
  }

  private func isSound(_ length: Int, in expression: String, failure: (String) -> String?) -> Bool {
    let end = self[length - 1].place.upperBound
    let beginning = String(expression.prefix(end))
    let open = Swift.max(0, beginning.count { $0 == "(" } - beginning.count { $0 == ")" })
    let closing = String(repeating: ")", count: open)
    return FilterToken.endings.contains { ending in
      failure(beginning + ending + closing)?.contains("syntax error") != true
    }
  }
}

extension FilterToken {
  /// What may follow the beginning of an expression: nothing, an identifier of some kind, a primitive, the rest of a comparison.
  fileprivate static let endings = [
    "", " 1", " 1.2.3.4", " host 1.2.3.4", " tcp", " ip", "=1", " 1=1", "]=1", " 0]=1", " 1)=1", "1]=1", " proto 6", " 0:1]=1",
    " mask 255.0.0.0",
    " type mgt",
  ]
}

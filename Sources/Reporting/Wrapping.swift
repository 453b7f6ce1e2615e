extension String {
  /// The text in lines of at most so many columns, broken at spaces; a word that is too long for a line is broken where the line ends.
  /// Nothing is left out but the spaces at which lines break. An empty text is one empty line.
  ///
  /// Japanese has no spaces: there a line may break beside every wide character, but not before closing punctuation nor after opening
  /// (JIS X 4051, the rules of kinsoku).
  func wrapped(to columns: Int) -> [String] {
    let columns = Swift.max(columns, 2)
    var lines: [String] = []
    var line = ""
    var width = 0
    for (word, hasSpace) in breakableParts {
      let wordWidth = word.displayWidth
      let space = hasSpace ? 1 : 0
      if !line.isEmpty, width + space + wordWidth <= columns {
        line += (hasSpace ? " " : "") + word
        width += space + wordWidth
        continue
      }
      if !line.isEmpty { lines.append(line) }
      let pieces = word.broken(to: columns)
      lines += pieces.dropLast()
      line = pieces.last ?? ""
      width = line.displayWidth
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// The parts between which a line may break, and whether a space stands before each.
  private var breakableParts: [(part: String, hasSpace: Bool)] {
    let isPlain = utf8.allSatisfy { $0 < 0xe0 }
    return split(separator: " ").flatMap { word -> [(part: String, hasSpace: Bool)] in
      guard !isPlain else { return [(String(word), true)] }
      var parts: [String] = []
      var last: Character?
      for character in word {
        if let before = last, !Self.mayBreak(between: before, and: character) {
          parts[parts.count - 1].append(character)
        } else {
          parts.append(String(character))
        }
        last = character
      }
      return parts.enumerated().map { ($1, $0 == 0) }
    }
  }

  private static func mayBreak(between left: Character, and right: Character) -> Bool {
    guard left.isWide || right.isWide else { return false }
    return !"、。，．・：；？！）」』】〜ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.)".contains(right) && !"（「『【(".contains(left)
  }

  /// The text in pieces of at most so many columns.
  private func broken(to columns: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var width = 0
    for character in self {
      let characterWidth = String(character).displayWidth
      if width + characterWidth > columns, !piece.isEmpty {
        pieces.append(piece)
        piece = ""
        width = 0
      }
      piece.append(character)
      width += characterWidth
    }
    return pieces + [piece]
  }

  /// The text filled with spaces on the right, or on the left, to so many columns.
  func padded(to columns: Int, onTheLeft: Bool = false) -> String {
    let spaces = String(repeating: " ", count: Swift.max(0, columns - displayWidth))
    return onTheLeft ? spaces + self : self + spaces
  }
}

extension Character {
  fileprivate var isWide: Bool {
    unicodeScalars.first.map { $0.displayWidth == 2 } ?? false
  }
}

extension BinaryInteger {
  /// The number with a comma after every three digits, for people.
  var grouped: String {
    let digits = String(magnitude)
    var text = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }

  /// The number and a noun: `1 packet`, `1,204 packets`.
  func of(_ noun: String, plural: String? = nil) -> String {
    "\(grouped) \(self == 1 ? noun : plural ?? noun + "s")"
  }

  /// The number, a noun and its verb: `1 packet was`, `1,204 packets were`.
  func were(_ noun: String) -> String {
    "\(of(noun)) \(self == 1 ? "was" : "were")"
  }
}

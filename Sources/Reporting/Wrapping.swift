extension String {
  /// The text in lines of at most so many columns, broken at spaces; a word that is too long for a line is broken where the line ends.
  /// Nothing is left out but the spaces at which lines break. An empty text is one empty line.
  func wrapped(to columns: Int) -> [String] {
    let columns = Swift.max(columns, 2)
    var lines: [String] = []
    var line = ""
    var width = 0
    for word in split(separator: " ") {
      let wordWidth = String(word).displayWidth
      if !line.isEmpty, width + 1 + wordWidth <= columns {
        line += " " + word
        width += 1 + wordWidth
        continue
      }
      if !line.isEmpty { lines.append(line) }
      let pieces = String(word).broken(to: columns)
      lines += pieces.dropLast()
      line = pieces.last ?? ""
      width = line.displayWidth
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
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

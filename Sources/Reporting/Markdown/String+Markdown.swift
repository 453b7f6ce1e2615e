extension String {
  /// The text as Markdown shows it letter by letter (CommonMark 0.31, section 2.4: any ASCII punctuation may be escaped): no markup, no HTML, no
  /// table cell, no link that is made of a bare address, no mention, and nothing dangerous to display.
  var escapedForMarkdown: String {
    var text = ""
    for character in escapedForTerminal {
      switch character {
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "&": text += "&amp;"
      // Some trackers turn `@name` into a person and `#12` into a ticket, whatever stands before them.
      case "@": text += "&#64;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "$": text += "\\\(character)"
      default: text.append(character)
      }
    }
    return text.withoutBareLinks.withoutListStart
  }

  /// The text with the colon of `https://` and the first point of `www.` spelt out: GitHub makes links of bare addresses.
  private var withoutBareLinks: String {
    replacing("://", with: "&#58;//").replacing("www.", with: "www&#46;")
  }

  /// The text with an escape before what would make its line a list, or a rule.
  private var withoutListStart: String {
    guard let first else { return self }
    if first == "-" || first == "+" || first == "=" { return "\\" + self }
    let digits = prefix { $0.isASCII && $0.isNumber }
    let rest = dropFirst(digits.count)
    guard !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")", rest.dropFirst().first == " " else { return self }
    return digits + "\\" + rest
  }
}

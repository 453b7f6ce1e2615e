/// The few words of HTML that the page needs. A template library was looked at: the one that fits draws in all of Foundation, which takes 55 MB
/// of libraries and doubles the program's time to start (6 to 12 ms), for a page that has one loop.
extension [UInt8] {
  /// Appends text as text: no markup, no end of an attribute, nothing dangerous to display.
  mutating func write(html text: String) {
    for octet in text.escapedForTerminal.utf8 {
      switch octet {
      case UInt8(ascii: "&"): write("&amp;")
      case UInt8(ascii: "<"): write("&lt;")
      case UInt8(ascii: ">"): write("&gt;")
      case UInt8(ascii: "\""): write("&quot;")
      case UInt8(ascii: "'"): write("&#39;")
      default: append(octet)
      }
    }
  }

  /// Appends an element around text. Name and class are ours and plain.
  mutating func element(_ name: String, class type: String? = nil, _ text: String) {
    element(name, class: type) { $0.write(html: text) }
  }

  /// Appends an element around what the closure appends.
  mutating func element(_ name: String, class type: String? = nil, _ content: (inout [UInt8]) -> Void) {
    write("<\(name)")
    if let type { write(" class=\(type)") }
    write(">")
    content(&self)
    write("</\(name)>")
  }

  /// Appends JSON for a `script` element: a `<` in it could end the element (HTML, section 4.12.1.3), and stands in strings only.
  mutating func write(scriptJSON json: [UInt8]) {
    for octet in json {
      if octet == UInt8(ascii: "<") {
        write("\\u003c")
      } else {
        append(octet)
      }
    }
  }
}

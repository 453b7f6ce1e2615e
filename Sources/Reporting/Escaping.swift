/// Names in packets, in file headers and on the command line are chosen by whoever made them. On a terminal they may move the
/// cursor, rename the window or reverse the reading order; so whatever does not stand still as a visible sign is spelt out.
extension Unicode.Scalar {
  /// Whether a terminal or an editor might act on the character, or show nothing at all: controls (C0, C1, DEL), format characters
  /// (bidirectional marks, joiners), separators of lines, everything that Unicode lets a display ignore, and what is not assigned.
  var isUnsafeToDisplay: Bool {
    if value < 0x7f { return value < 0x20 }
    if properties.isDefaultIgnorableCodePoint { return true }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return true
    default: return false
    }
  }
}

extension String {
  /// The text with everything dangerous spelt out: `\x1b` below U+0100, `\u{202e}` above. A backslash stays as it is.
  package var escapedForTerminal: String {
    let isPlain = utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
    guard !isPlain else { return self }
    var bytes: [UInt8] = []
    for scalar in unicodeScalars {
      bytes.write(forTerminal: scalar)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text as one word of a POSIX shell: as it is where it holds nothing special, else between single quotes.
  package var quotedForShell: String {
    let isPlain = !isEmpty && first != "-" && utf8.allSatisfy { $0 >= 0x80 || Self.plainInShell.contains($0) }
    return isPlain ? self : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  private static let plainInShell = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+=:,@%".utf8)

  /// The octets as text, those that are no UTF-8 spelt out as `\xff`, and everything dangerous as in `escapedForTerminal`.
  package init(escapingForTerminal octets: [UInt8]) {
    var bytes: [UInt8] = []
    var decoder = UTF8.ForwardParser()
    var rest = octets.makeIterator()
    var position = 0
    parsing: while true {
      switch decoder.parseScalar(from: &rest) {
      case .valid(let encoded):
        bytes.write(forTerminal: UTF8.decode(encoded))
        position += encoded.count
      case .error(let length):
        for octet in octets[position..<position + length] { bytes.write(escaped: octet) }
        position += length
      case .emptyInput:
        break parsing
      }
    }
    self.init(decoding: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  fileprivate mutating func write(forTerminal scalar: Unicode.Scalar) {
    guard scalar.isUnsafeToDisplay else { return append(contentsOf: String(scalar).utf8) }
    guard scalar.value > 0xff else { return write(escaped: UInt8(truncatingIfNeeded: scalar.value)) }
    write("\\u{")
    write(hexadecimal: scalar.value, atLeast: 4)
    write("}")
  }

  fileprivate mutating func write(escaped octet: UInt8) {
    write("\\x")
    write(hexadecimal: UInt32(octet), atLeast: 2)
  }
}

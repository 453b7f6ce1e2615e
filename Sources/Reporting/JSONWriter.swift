/// Writes JSON (RFC 8259) as UTF-8 without spaces, in the order in which it is told.
struct JSONWriter: Sendable {
  /// What is written so far.
  var bytes: [UInt8] = []
  private var needsComma = false

  /// Writes `{`, what the closure writes, and `}`.
  @inline(__always)
  mutating func object(_ members: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "{"))
    members(&self)
    close(UInt8(ascii: "}"))
  }

  /// Writes `[`, what the closure writes for each element, and `]`.
  @inline(__always)
  mutating func array<Elements: Sequence>(_ elements: Elements, _ write: (inout JSONWriter, Elements.Element) -> Void) {
    open(UInt8(ascii: "["))
    for element in elements { write(&self, element) }
    close(UInt8(ascii: "]"))
  }

  /// Writes the name of a member, which must be plain ASCII; its value comes next.
  mutating func key(_ name: String) {
    let name = name.utf8.span
    let needsComma = needsComma
    // At once, since each time something is appended the array is asked whether it may.
    bytes.append(addingCapacity: name.count + 4) { $0.append(key: name, after: needsComma) }
    self.needsComma = false
  }

  /// Writes a number.
  mutating func value(_ number: some BinaryInteger) {
    separate()
    bytes.write(number)
    needsComma = true
  }

  /// Writes a string.
  mutating func value(_ text: String) {
    string { $0.write(jsonText: text) }
  }

  /// Writes `null`.
  mutating func null() {
    separate()
    bytes.write("null")
    needsComma = true
  }

  /// Writes nanoseconds as a number of seconds, exactly.
  mutating func value(secondsOf nanoseconds: Int64) {
    separate()
    bytes.write(secondsOf: nanoseconds)
    needsComma = true
  }

  /// Writes a string of what the closure appends, which must need no escaping.
  @inline(__always)
  mutating func string(_ append: (inout [UInt8]) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    append(&bytes)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Ends a line of NDJSON.
  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }
}

extension JSONWriter {
  /// Writes a member with a number, or nothing where there is none.
  mutating func member(_ name: String, _ number: (some BinaryInteger)?) {
    guard let number else { return }
    key(name)
    value(number)
  }

  /// Writes a member with a string, or nothing where there is none.
  mutating func member(_ name: String, _ text: String?) {
    guard let text else { return }
    key(name)
    value(text)
  }

  /// Writes a member with a word of ours, which must be plain ASCII, or nothing where there is none. What a packet, a file or a person may have
  /// chosen is no such word.
  mutating func member(_ name: String, word: String?) {
    guard let word else { return }
    let name = name.utf8.span
    let octets = word.utf8.span
    let needsComma = needsComma
    bytes.append(addingCapacity: name.count + octets.count + 6) { text in
      text.append(key: name, after: needsComma)
      text.append(UInt8(ascii: "\""))
      text.append(octets)
      text.append(UInt8(ascii: "\""))
    }
    self.needsComma = true
  }

  /// Writes a member with `true`, `false` or `null`: null too, for the keys that are always there.
  mutating func member(_ name: String, orNull claim: Bool?) {
    key(name)
    bytes.write(claim.map { $0 ? "true" : "false" } ?? "null")
    needsComma = true
  }
}

extension OutputSpan<UInt8> {
  /// Appends the name of a member.
  @inline(__always)
  fileprivate mutating func append(key name: Span<UInt8>, after needsComma: Bool) {
    if needsComma { append(UInt8(ascii: ",")) }
    append(UInt8(ascii: "\""))
    append(name)
    append(UInt8(ascii: "\""))
    append(UInt8(ascii: ":"))
  }
}

extension [UInt8] {
  /// Appends the inside of a JSON string. Besides what RFC 8259, section 7, demands, whatever is dangerous to display is escaped:
  /// records are read on terminals too, and a parser gives the same text back.
  mutating func write(jsonText text: String) {
    // Nearly every text is plain: it is looked at where it has been appended, since an array is read faster than a string.
    let start = count
    write(text)
    guard hasToEscape(from: start) else { return }
    removeLast(count - start)
    write(escaping: text)
  }

  /// Whether anything from there on is not printable ASCII, or is a quote or a backslash. Without a branch, so that many are looked at at once.
  private func hasToEscape(from start: Int) -> Bool {
    let octets = span
    var found: UInt8 = 0
    for index in start..<octets.count {
      let octet = octets[index]
      found |= (octet &- 0x20 >= 0x5f ? 1 : 0) | (octet == UInt8(ascii: "\"") ? 1 : 0) | (octet == UInt8(ascii: "\\") ? 1 : 0)
    }
    return found != 0
  }

  /// Appends what stands between two characters that are to be escaped at once.
  private mutating func write(escaping text: String) {
    let octets = text.utf8.span
    var written = 0
    var index = 0
    for scalar in text.unicodeScalars {
      let next = index + UTF8.width(scalar)
      if scalar == "\"" || scalar == "\\" || scalar.isUnsafeToDisplay {
        write(octets.extracting(written..<index))
        write(escaped: scalar)
        written = next
      }
      index = next
    }
    write(octets.extracting(written..<index))
  }

  private mutating func write(escaped scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": write("\\\"")
    case "\\": write("\\\\")
    default:
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        write("\\u")
        write(hexadecimal: UInt32(unit), atLeast: 4)
      }
    }
  }

  /// Appends nanoseconds as seconds in decimal, without zeros at the end: `300.5`.
  mutating func write(secondsOf nanoseconds: Int64) {
    let (seconds, fraction) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    if nanoseconds < 0 { append(UInt8(ascii: "-")) }
    write(digits: seconds, atLeast: 1)
    guard fraction > 0 else { return }
    append(UInt8(ascii: "."))
    write(digits: fraction, atLeast: 9)
    while last == UInt8(ascii: "0") { removeLast() }
  }
}

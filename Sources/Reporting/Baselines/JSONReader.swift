/// Reads one JSON value (RFC 8259) of the kinds that our own records hold: no fractions, no null.
///
/// Bound: 32 levels, and what the text holds.
struct JSONReader {
  private static let deepest = 32

  private let octets: [UInt8]
  private var position = 0

  /// What is wrong with a text that is no such value, and at which octet of it.
  struct Mistake: Error, Equatable {
    var offset: Int
    var words: String
  }

  private init(_ octets: [UInt8]) {
    self.octets = octets
  }

  /// The value that those octets are.
  static func value(of octets: some Sequence<UInt8>) throws(Mistake) -> JSONValue {
    var reader = JSONReader(Array(octets))
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == reader.octets.count else { throw reader.mistake("something follows the value") }
    return value
  }

  private func mistake(_ words: String) -> Mistake {
    Mistake(offset: position, words: words)
  }

  private var next: UInt8? {
    position < octets.count ? octets[position] : nil
  }

  private mutating func skipSpace() {
    while let octet = next, [0x20, 0x09, 0x0a, 0x0d].contains(octet) { position += 1 }
  }

  private mutating func take(_ octet: Character) -> Bool {
    skipSpace()
    guard next == octet.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(Mistake) -> JSONValue {
    guard depth < Self.deepest else { throw mistake("it is nested too deep") }
    if take("{") { return try object(depth: depth) }
    if take("[") { return try array(depth: depth) }
    if next == Character("\"").asciiValue { return .text(try text()) }
    for (word, claim) in [("true", true), ("false", false)] where octets[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return .claim(claim)
    }
    return .number(try number())
  }

  private mutating func object(depth: Int) throws(Mistake) -> JSONValue {
    var members: [(String, JSONValue)] = []
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      let name = try text()
      guard take(":") else { throw mistake("a colon is missing") }
      members.append((name, try value(depth: depth + 1)))
      if take("}") { return .object(members) }
      guard take(",") else { throw mistake("a comma or } is missing") }
    }
  }

  private mutating func array(depth: Int) throws(Mistake) -> JSONValue {
    var values: [JSONValue] = []
    if take("]") { return .array(values) }
    while true {
      values.append(try value(depth: depth + 1))
      if take("]") { return .array(values) }
      guard take(",") else { throw mistake("a comma or ] is missing") }
    }
  }

  private mutating func number() throws(Mistake) -> Int64 {
    let start = position
    while let octet = next, octet == UInt8(ascii: "-") || (0x30...0x39).contains(octet) { position += 1 }
    guard let number = Int64(String(decoding: octets[start..<position], as: UTF8.self)) else {
      position = start
      throw mistake("a value is missing, or is none that belongs here")
    }
    return number
  }

  /// A string; of escapes only those of one character, since nothing that we write needs others.
  private mutating func text() throws(Mistake) -> String {
    guard take("\"") else { throw mistake("a name is missing") }
    var text: [UInt8] = []
    while let octet = next {
      position += 1
      if octet == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard octet == UInt8(ascii: "\\") else {
        text.append(octet)
        continue
      }
      guard let escaped = next, [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(escaped) else {
        throw mistake("an escape is not known")
      }
      text.append(escaped)
      position += 1
    }
    throw mistake("a string does not end")
  }
}

extension JSONValue {
  /// The member of that name; nil where there is none.
  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0 == name }?.1
  }

  /// The members, where it is an object.
  var members: [(String, JSONValue)] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  /// The elements, where it is an array.
  var elements: [JSONValue] {
    guard case .array(let values) = self else { return [] }
    return values
  }

  /// The number, held in the range of the type; nil where it is none.
  func integer<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number? {
    guard case .number(let number) = self else { return nil }
    return Number(clamping: number)
  }

  /// The claim, where it is one.
  var claim: Bool? {
    guard case .claim(let claim) = self else { return nil }
    return claim
  }

  /// The text, where it is one.
  var string: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }
}

package import Wire

/// The words of a line, taken one after the other. Options in angle brackets are one word.
struct TraceWords {
  private var words: [Substring]

  init(_ line: Substring) {
    words = []
    var rest = line
    while let start = rest.firstIndex(where: { $0 != " " && $0 != "\t" }) {
      let isOptions = rest[start] == "<"
      let end = rest[start...].firstIndex { isOptions ? $0 == ">" : $0 == " " || $0 == "\t" } ?? rest.endIndex
      let after = isOptions && end < rest.endIndex ? rest.index(after: end) : end
      words.append(rest[start..<after])
      rest = rest[after...]
    }
  }

  var isEmpty: Bool { words.isEmpty }

  /// Whether that word comes next; takes it if so.
  mutating func take(_ word: String) -> Bool {
    guard let first = words.first, first == word else { return false }
    words.removeFirst()
    return true
  }

  mutating func next(_ what: String) throws(TraceComplaint) -> Substring {
    guard !words.isEmpty else { throw TraceComplaint("\(what) is missing") }
    return words.removeFirst()
  }

  mutating func number<Number: FixedWidthInteger>(_ what: String) throws(TraceComplaint) -> Number {
    let word = try next(what)
    guard let number = Number(word) else { throw TraceComplaint("\(word) is no \(what)") }
    return number
  }

  mutating func expect(_ word: String) throws(TraceComplaint) {
    guard take(word) else { throw TraceComplaint("'\(word)' is expected before '\(words.first ?? "the end")'") }
  }
}

extension Timestamp {
  /// Midnight of the traces: any moment does, and 0 would hide errors.
  static let traceStart = Timestamp(nanoseconds: 1_700_000_000_000_000_000)

  /// Decimal seconds, exactly: `0.0131` after the start, or `+0.01` after the line before.
  init(_ word: Substring, after previous: Timestamp) throws(TraceComplaint) {
    let isRelative = word.hasPrefix("+")
    let parts = word.dropFirst(isRelative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : "0"
    let padded = fraction + String(repeating: "0", count: max(0, 9 - fraction.count))
    guard parts.count <= 2, padded.count == 9, let seconds = Int64(parts[0]), let rest = Int64(padded), seconds >= 0, rest >= 0 else {
      throw TraceComplaint("\(word) is no time")
    }
    let base = isRelative ? previous : .traceStart
    self.init(nanoseconds: base.nanoseconds + seconds * 1_000_000_000 + rest)
  }
}

extension IPAddress {
  /// The address that the text means: dotted, or IPv6 with at most one `::`; nil where it is none.
  package init?(_ text: some StringProtocol) {
    let octets = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    if octets.count == 4 {
      guard octets.allSatisfy({ $0 != nil }) else { return nil }
      self.init(v4: octets.reduce(0) { $0 << 8 | UInt32($1 ?? 0) })
      return
    }
    let halves = text.split(separator: "::", omittingEmptySubsequences: false).map { half in
      half.split(separator: ":").map { UInt16($0, radix: 16) }
    }
    let groups = halves.flatMap(\.self)
    guard text.contains(":"), halves.count <= 2, groups.allSatisfy({ $0 != nil }), groups.count <= 8 else { return nil }
    guard halves.count == 2 || groups.count == 8 else { return nil }
    let zeros = [UInt16?](repeating: 0, count: 8 - groups.count)
    let all = halves.count == 2 ? halves[0] + zeros + halves[1] : groups
    self.init(
      high: all[..<4].reduce(0) { $0 << 16 | UInt64($1 ?? 0) }, low: all[4...].reduce(0) { $0 << 16 | UInt64($1 ?? 0) })
  }
}

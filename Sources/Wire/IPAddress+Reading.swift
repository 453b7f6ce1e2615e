extension IPAddress {
  /// The address that the text is, as `description` writes it: dotted IPv4, or IPv6 with `::` for one run of zeros (RFC 4291, section 2.2),
  /// without a dotted end; nil where it is none.
  package init?(text: String) {
    let address = text.contains(":") ? Self.v6(text) : Self.v4(text)
    guard let address else { return nil }
    self = address
  }

  private static func v4(_ text: String) -> IPAddress? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard part.count <= 3, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let octet = UInt8(part) else { return nil }
      value = value << 8 | UInt32(octet)
    }
    return IPAddress(v4: value)
  }

  private static func v6(_ text: String) -> IPAddress? {
    let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    guard let front = groups(halves[0]), let back = halves.count == 2 ? groups(halves[1]) : [] else { return nil }
    let missing = 8 - front.count - back.count
    guard halves.count == 2 ? missing >= 1 : missing == 0 else { return nil }
    let all = front + Array(repeating: 0, count: missing) + back
    let number = { (range: Range<Int>) in all[range].reduce(UInt64(0)) { $0 << 16 | UInt64($1) } }
    return IPAddress(high: number(0..<4), low: number(4..<8))
  }

  private static func groups(_ text: Substring) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      guard (1...4).contains(part.count), part.first != "+", part.first != "-", let group = UInt16(part, radix: 16) else { return nil }
      groups.append(group)
    }
    return groups
  }
}

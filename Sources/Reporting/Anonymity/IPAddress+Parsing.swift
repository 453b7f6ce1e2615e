import Wire

extension IPAddress {
  /// The address that is written so: dotted decimal, or groups of hexadecimal digits (RFC 4291, section 2.2, forms 1 and 2).
  init?(text: String) {
    if text.contains(":") {
      self.init(v6Text: text)
    } else {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      let octets = parts.compactMap { $0.count <= 3 ? UInt8($0) : nil }
      guard parts.count == 4, octets.count == 4 else { return nil }
      self.init(v4: octets.reduce(0) { $0 << 8 | UInt32($1) })
    }
  }

  private init?(v6Text text: String) {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    let groups = halves.map { half in half.isEmpty ? [] : half.split(separator: ":", omittingEmptySubsequences: false) }
    let values = groups.map { $0.compactMap { $0.count <= 4 ? UInt16($0, radix: 16) : nil } }
    guard zip(groups, values).allSatisfy({ $0.count == $1.count }) else { return nil }
    let count = values.reduce(0) { $0 + $1.count }
    guard halves.count == 2 ? count <= 7 : count == 8 else { return nil }
    let all = (values.first ?? []) + [UInt16](repeating: 0, count: 8 - count) + (halves.count == 2 ? values[1] : [])
    let halvesOfAddress = [all[..<4], all[4...]].map { $0.reduce(UInt64(0)) { $0 << 16 | UInt64($1) } }
    self.init(high: halvesOfAddress[0], low: halvesOfAddress[1])
  }
}

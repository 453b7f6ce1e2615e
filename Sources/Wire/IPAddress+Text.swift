extension IPAddress: CustomStringConvertible {
  /// The address as people write it: dotted for IPv4, the canonical text of RFC 5952 for IPv6.
  @usableFromInline package var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(39)
    appendText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends `description` without making a string of it.
  package func appendText(to bytes: inout [UInt8]) {
    guard isV4 else { return appendGroups(to: &bytes) }
    bytes.append(addingCapacity: 15) { text in
      for shift in stride(from: UInt32(24), through: 0, by: -8) {
        let octet = UInt8(truncatingIfNeeded: v4 >> shift)
        if octet >= 100 { text.append(UInt8(ascii: "0") &+ octet / 100) }
        if octet >= 10 { text.append(UInt8(ascii: "0") &+ octet / 10 % 10) }
        text.append(UInt8(ascii: "0") &+ octet % 10)
        if shift > 0 { text.append(UInt8(ascii: ".")) }
      }
    }
  }

  /// One of the eight groups of 16 bits, 0 the most significant; an index is taken modulo 8.
  private func group(_ index: Int) -> UInt16 {
    let half = index & 4 == 0 ? high : low
    return UInt16(truncatingIfNeeded: half >> UInt64((3 - index & 3) * 16))
  }

  /// The longest run of at least two groups of zero, the first of equals (RFC 5952, sections 4.2.2 and 4.2.3); empty where there is none.
  private var shortenedGroups: Range<Int> {
    var longest = 0..<1
    var start = 0
    for index in 0..<8 {
      guard group(index) == 0 else {
        start = index + 1
        continue
      }
      if index + 1 - start > longest.count { longest = start..<index + 1 }
    }
    return longest.count > 1 ? longest : 8..<8
  }

  private func appendGroups(to bytes: inout [UInt8]) {
    let colon = UInt8(ascii: ":")
    let shortened = shortenedGroups
    for index in 0..<8 {
      guard !shortened.contains(index) else {
        if index == shortened.lowerBound { bytes.append(contentsOf: [colon, colon]) }
        continue
      }
      if index > 0, index != shortened.upperBound { bytes.append(colon) }
      bytes.append(hexadecimal: group(index))
    }
  }
}

extension [UInt8] {
  /// Appends a number without leading zeros.
  fileprivate mutating func append(hexadecimal value: UInt16) {
    for shift in stride(from: UInt16(12), through: 0, by: -4) where shift == 0 || value >> shift > 0 {
      let digit = UInt8(truncatingIfNeeded: value >> shift & 0xf)
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}

/// Text is made by appending octets: a report may hold millions of records, and a string for each field would cost more than the field.
extension [UInt8] {
  /// Appends the text as UTF-8.
  mutating func write(_ text: String) {
    append(contentsOf: text.utf8)
  }

  /// Appends the number in decimal digits.
  mutating func write(_ value: some BinaryInteger) {
    if value < 0 { append(UInt8(ascii: "-")) }
    write(digits: UInt64(clamping: value.magnitude), atLeast: 1)
  }

  /// Appends octets, all at once.
  @inline(__always)
  mutating func write(_ octets: Span<UInt8>) {
    append(addingCapacity: octets.count) { $0.append(octets) }
  }

  /// Appends the number in decimal digits, filled with zeros on the left to at most 19 digits.
  mutating func write(digits value: UInt64, atLeast width: Int) {
    var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
    var rest = value
    var first = 20
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      first &-= 1
      digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    } while rest > 0
    let start = Swift.min(first, 20 &- Swift.min(width, 19))
    append(addingCapacity: 20 &- start) { octets in
      for index in start..<20 { octets.append(digits[index]) }
    }
  }

  /// Appends the number in lower-case hexadecimal digits, filled with zeros on the left.
  mutating func write(hexadecimal value: UInt32, atLeast width: Int) {
    let start = count
    var rest = value
    while rest > 0 || count - start < width {
      let digit = UInt8(truncatingIfNeeded: rest & 0xf)
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      rest >>= 4
    }
    self[start...].reverse()
  }
}

extension OutputSpan<UInt8> {
  /// Appends octets, for which there must be room.
  @inline(__always)
  mutating func append(_ octets: Span<UInt8>) {
    for index in octets.indices { append(octets[index]) }
  }

  /// Appends the last decimal digit of a number that is not negative.
  @inline(__always)
  mutating func append(digit number: Int64) {
    append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: UInt64(truncatingIfNeeded: number) % 10))
  }

  /// Appends the last two decimal digits of a number that is not negative.
  @inline(__always)
  mutating func append(twoDigits number: Int64) {
    append(digit: number / 10)
    append(digit: number)
  }
}

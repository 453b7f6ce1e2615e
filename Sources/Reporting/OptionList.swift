import Wire

/// TCP options as tcpdump writes them between brackets, in the order of the header.
struct OptionList {
  private var words: [String] = []

  /// The options in these octets; block edges of SACK are counted from `base`, as acknowledgments are.
  init(octets: [UInt8], base: UInt32) {
    var rest = octets[...]
    while let kind = rest.popFirst() {
      switch kind {
      case 0:
        words.append("eol")
        return
      case 1:
        words.append("nop")
      default:
        guard let length = rest.popFirst(), length >= 2, rest.count >= Int(length) - 2 else {
          words.append("[bad opt]")
          return
        }
        words.append(Self.word(kind, Array(rest.prefix(Int(length) - 2)), base))
        rest = rest.dropFirst(Int(length) - 2)
      }
    }
  }

  /// The options that the decoder kept, where their octets are not at hand: what they say, not their order.
  init(_ options: TCPOptions) {
    let present = options.present
    if present.contains(.maximumSegmentSize) { words.append("mss \(options.maximumSegmentSize)") }
    if present.contains(.sackPermitted) { words.append("sackOK") }
    if present.contains(.timestamps) { words.append("TS val \(options.timestampValue) ecr \(options.timestampEcho)") }
    if present.contains(.windowScale) { words.append("wscale \(options.windowScale)") }
    if present.contains(.sack) { words.append("sack") }
    if present.contains(.authentication) { words.append("authentication") }
    if present.contains(.multipath) { words.append("mptcp") }
    if present.contains(.fastOpen) { words.append("tfo") }
    if present.contains(.other) { words.append("unknown") }
    if present.contains(.damaged) { words.append("[bad opt]") }
  }

  /// `mss 1460,sackOK,TS val 735222945 ecr 0,nop,wscale 10`
  var text: String {
    words.joined(separator: ",")
  }

  private static func word(_ kind: UInt8, _ value: [UInt8], _ base: UInt32) -> String {
    switch (kind, value.count) {
    case (2, 2): "mss \(number(value[...]))"
    case (3, 1): "wscale \(number(value[...]))"
    case (4, 0): "sackOK"
    case (5, 1...) where value.count.isMultiple(of: 8): "sack \(value.count / 8) " + blocks(value, base)
    case (8, 8): "TS val \(number(value[..<4])) ecr \(number(value[4...]))"
    case (19, _): "md5 \(hexadecimal(value))"
    case (29, _): "tcp-ao \(hexadecimal(value))"
    case (30, _): "mptcp \(value.count + 2)"
    case (34, 0): "tfo  cookiereq"
    case (34, _): "tfo  cookie \(hexadecimal(value))"
    case (_, 0): "unknown-\(kind)"
    default: "unknown-\(kind) 0x\(hexadecimal(value))"
    }
  }

  /// `{101:111}`, one after the other (RFC 2018, section 3).
  private static func blocks(_ value: [UInt8], _ base: UInt32) -> String {
    stride(from: 0, to: value.count, by: 8).map { start in
      let left = number(value[start..<start + 4]) &- base
      let right = number(value[start + 4..<start + 8]) &- base
      return "{\(left):\(right)}"
    }.joined()
  }

  private static func number(_ octets: ArraySlice<UInt8>) -> UInt32 {
    octets.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func hexadecimal(_ octets: [UInt8]) -> String {
    var bytes: [UInt8] = []
    for octet in octets { bytes.write(hexadecimal: UInt32(octet), atLeast: 2) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

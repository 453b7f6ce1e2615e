/// Zeek's history of a connection: a letter an event, capital from the client, each once a direction.
///
/// 24 bytes: up to 24 letters of five bits each, in two words.
struct History: BitwiseCopyable {
  private var codes = InlineArray<2, UInt64>(repeating: 0)
  private var seen: UInt32 = 0
  private var count: UInt8 = 0

  /// Twelve letters fit into one word.
  private static var lettersPerWord: UInt8 { 12 }

  /// An event, as Zeek's conn.log documents its letters. The raw value has four bits.
  enum Letter: UInt8 {
    case syn, synAcknowledgment, acknowledgment, data, retransmission, gap, fin, reset

    fileprivate var lowerCase: UInt8 {
      switch self {
      case .syn: 0x73
      case .synAcknowledgment: 0x68
      case .acknowledgment: 0x61
      case .data: 0x64
      case .retransmission: 0x74
      case .gap: 0x67
      case .fin: 0x66
      case .reset: 0x72
      }
    }
  }

  /// Adds a letter as sent by that end of the key, unless that end has it already.
  @inline(__always)
  mutating func add(_ letter: Letter, side: Int) {
    let code = UInt32(letter.rawValue) &+ (side == 0 ? 0 : 16)
    guard seen & (1 &<< code) == 0 else { return }
    append(code)
  }

  /// At most sixteen letters are ever added: each once a direction.
  private mutating func append(_ code: UInt32) {
    seen |= 1 &<< code
    let word = count < Self.lettersPerWord ? 0 : 1
    codes[word] |= UInt64(code) &<< (UInt64(count &- (word == 0 ? 0 : Self.lettersPerWord)) &* 5)
    count &+= 1
  }

  /// The letters, capital for the client.
  func text(clientIsHigh: Bool) -> String {
    var text = ""
    for index in 0..<count {
      let word = index < Self.lettersPerWord ? codes[0] : codes[1]
      let code = UInt8(truncatingIfNeeded: word &>> (UInt64(index % Self.lettersPerWord) &* 5)) & 31
      guard let letter = Letter(rawValue: code & 15) else { continue }
      let isFromClient = (code >= 16) == clientIsHigh
      text.unicodeScalars.append(Unicode.Scalar(isFromClient ? letter.lowerCase & ~0x20 : letter.lowerCase))
    }
    return text
  }
}

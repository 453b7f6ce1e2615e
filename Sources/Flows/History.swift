/// Zeek's history of a connection: a letter an event, capital from the client, each once a direction.
///
/// Eight letters from each end, four bits each: all fit into one word.
struct History: BitwiseCopyable {
  /// The first letter lowest.
  private var codes: UInt64 = 0
  private var seen: UInt16 = 0
  private var count: UInt8 = 0

  /// An event, as Zeek's conn.log documents its letters. The raw value has three bits; the fourth of a code says which end it was.
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
    let code = letter.rawValue | (side == 0 ? 0 : 8)
    guard seen & (1 &<< UInt16(code)) == 0 else { return }
    seen |= 1 &<< UInt16(code)
    codes |= UInt64(code) &<< (UInt64(count) &* 4)
    count &+= 1
  }

  /// The letters, capital for the client.
  func text(clientIsHigh: Bool) -> String {
    var text = ""
    for index in 0..<count {
      let code = UInt8(truncatingIfNeeded: codes &>> (UInt64(index) &* 4)) & 15
      guard let letter = Letter(rawValue: code & 7) else { continue }
      let isFromClient = (code >= 8) == clientIsHigh
      text.unicodeScalars.append(Unicode.Scalar(isFromClient ? letter.lowerCase & ~0x20 : letter.lowerCase))
    }
    return text
  }
}

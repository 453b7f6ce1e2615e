import Wire

/// What is remembered besides of a flow that was answered.
struct FlowDetail: BitwiseCopyable {
  // First what later events touch, so that they fetch one line of it.
  /// Zeek's history letters.
  var history = History()
  /// From SYN to SYN-ACK, nanoseconds; 0 where unknown or ambiguous (Karn's rule: not after a retransmission).
  var serverRoundTrip: Int64 = 0
  /// From SYN-ACK to the ACK that completes the handshake, nanoseconds; 0 where unknown or ambiguous.
  var clientRoundTrip: Int64 = 0
  /// How often the sequence number wrapped, per end.
  var wraps = InlineArray<2, UInt8>(repeating: 0)
  /// The first packet each end sent: SYN and SYN-ACK where the start was captured.
  var first: InlineArray<2, RecordedPacket>

  init(first packet: RecordedPacket) {
    first = InlineArray(repeating: packet)
  }
}

/// Zeek's history of a connection: a letter an event, capital from the client, each once a direction.
struct History: BitwiseCopyable {
  private var letters = InlineArray<24, UInt8>(repeating: 0)
  private var count: UInt8 = 0
  private var seen: UInt64 = 0

  /// Adds a lower-case letter as sent by that end of the key, unless that end has it already.
  mutating func add(_ letter: UInt8, fromHigh: Bool) {
    let bit = UInt64(1) << (UInt64(letter & 31) + (fromHigh ? 32 : 0))
    guard seen & bit == 0, Int(count) < letters.count else { return }
    seen |= bit
    // The case of ASCII letters marks the end until the roles are known.
    letters[Int(count)] = fromHigh ? letter & ~0x20 : letter | 0x20
    count &+= 1
  }

  /// The letters, capital for the client.
  func text(clientIsHigh: Bool) -> String {
    var text = ""
    for index in 0..<min(Int(count), letters.count) {
      let letter = clientIsHigh ? letters[index] : letters[index] ^ 0x20
      text.unicodeScalars.append(Unicode.Scalar(letter))
    }
    return text
  }
}

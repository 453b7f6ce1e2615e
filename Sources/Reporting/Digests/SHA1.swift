/// SHA-1 (RFC 3174). It stands here because the Community ID is defined by it, and for nothing else: SHA-1 protects nothing.
enum SHA1 {
  /// The 20 octets of the message's digest.
  static func digest(of message: [UInt8]) -> [UInt8] {
    var state: State = (0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0)
    let padded = pad(message)
    for start in stride(from: 0, to: padded.count, by: 64) {
      compress(padded.span, at: start, into: &state)
    }
    var digest: [UInt8] = []
    digest.reserveCapacity(20)
    for word in [state.0, state.1, state.2, state.3, state.4] { digest.append(bigEndian: word) }
    return digest
  }

  private typealias State = (UInt32, UInt32, UInt32, UInt32, UInt32)

  /// The message, one bit, zeros, and its length in bits, up to a multiple of 64 octets (RFC 3174, section 4).
  private static func pad(_ message: [UInt8]) -> [UInt8] {
    var padded = message
    padded.append(0x80)
    let zeros = (120 - padded.count % 64) % 64
    padded.append(contentsOf: repeatElement(0, count: zeros))
    padded.append(bigEndian: UInt64(message.count) &* 8)
    return padded
  }

  /// Takes the block at that place into the state (RFC 3174, section 6.2: sixteen words at a time are kept of the eighty). One function, since
  /// every flow that is told has its digest, and what was made of the words elsewhere would be copied.
  private static func compress(_ octets: Span<UInt8>, at start: Int, into state: inout State) {
    var words = InlineArray<16, UInt32>(repeating: 0)
    for index in 0..<64 { words[index / 4] = words[index / 4] << 8 | UInt32(octets[start &+ index]) }
    var (a, b, c, d, e) = state
    for index in 0..<80 {
      let place = index & 15
      if index >= 16 {
        let mixed = words[(place &+ 13) & 15] ^ words[(place &+ 8) & 15] ^ words[(place &+ 2) & 15] ^ words[place]
        words[place] = mixed.rotatedLeft(by: 1)
      }
      let (mixed, constant) = round(index, b, c, d)
      let next = a.rotatedLeft(by: 5) &+ mixed &+ e &+ words[place] &+ constant
      (a, b, c, d, e) = (next, a, b.rotatedLeft(by: 30), c, d)
    }
    state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e)
  }

  /// The function and the constant of a round (RFC 3174, section 5).
  @inline(__always)
  private static func round(_ index: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> (mixed: UInt32, constant: UInt32) {
    switch index {
    case ..<20: (b & c | ~b & d, 0x5a82_7999)
    case ..<40: (b ^ c ^ d, 0x6ed9_eba1)
    case ..<60: (b & c | b & d | c & d, 0x8f1b_bcdc)
    default: (b ^ c ^ d, 0xca62_c1d6)
    }
  }
}

extension UInt32 {
  fileprivate func rotatedLeft(by bits: UInt32) -> UInt32 {
    self &<< bits | self &>> (32 &- bits)
  }
}

import Wire

/// Tells quickly that an address is certainly not among some: a Bloom filter of one hash, 16 bits an address.
///
/// At the end of a capture every flow asks for its two ends, and nearly all are told no; a set's keyed hash would cost ten times as much.
/// Whoever picks addresses that collide gains nothing but that cost.
struct AddressSieve {
  private var words: [UInt64]
  private let mask: UInt64

  /// A sieve that lets those addresses through, and few others.
  init(_ addresses: Set<IPAddress>) {
    var count = 64
    while count < addresses.count, count < 1 << 20 { count *= 2 }
    words = [UInt64](repeating: 0, count: count / 4)
    mask = UInt64(count / 4) &* 64 &- 1
    for address in addresses {
      let place = place(of: address)
      words[place.word] |= place.bit
    }
  }

  /// False where the address is certainly none of those.
  @inline(__always)
  func mayContain(_ address: IPAddress) -> Bool {
    let place = place(of: address)
    return words[place.word] & place.bit != 0
  }

  @inline(__always)
  private func place(of address: IPAddress) -> (word: Int, bit: UInt64) {
    let mixed = (address.high ^ address.low &* 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd
    let position = (mixed >> 32) & mask
    return (Int(truncatingIfNeeded: position >> 6), 1 << (position & 63))
  }
}

import Testing
import Wire

/// SplitMix64: random numbers that a seed brings back.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

private let linkTypes = Array(Set((linkRows + wirelessRows).map(\.linkType))).sorted()

@Test("random bytes never trap", arguments: linkTypes)
func survivesRandomBytes(linkType: UInt16) {
  let seed = UInt64.random(in: .min ... .max)
  print("random bytes of link type \(linkType): seed \(seed)")
  var generator = SeededGenerator(state: seed)
  for _ in 0..<2000 {
    let bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    _ = Packet(bytes, as: LinkType(rawValue: linkType), wireLength: Int.random(in: 0...70_000, using: &generator))
  }
}

@Test(
  "frames with random octets in them never trap", arguments: linkRows + wirelessRows + internetRows + tcpRows + controlRows + tunnelRows)
func survivesRandomDamage(row: Row) {
  let seed = UInt64.random(in: .min ... .max)
  print("\(row.name): seed \(seed)")
  var generator = SeededGenerator(state: seed)
  for _ in 0..<300 {
    var bytes = row.bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      guard let place = bytes.indices.randomElement(using: &generator) else { continue }
      bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
    }
    _ = Packet(bytes, as: LinkType(rawValue: row.linkType))
  }
}

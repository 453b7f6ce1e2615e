/// Numbers that are the same on every machine for the same seed: xoshiro256** 1.0 (Blackman and Vigna), its state filled by SplitMix64.
///
/// The standard library's `random(in:using:)` is not used: it may turn the same bits into other numbers in another release.
struct RandomNumbers {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The sequence that belongs to this seed.
  init(seed: UInt64) {
    var filler = SplitMix64(state: seed)
    state = (filler.next(), filler.next(), filler.next(), filler.next())
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    let result = Self.rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotated(state.3, by: 45)
    return result
  }

  /// A number from 0 up to but not including the bound.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number of the range.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True so many times in a hundred.
  mutating func happens(percent: Int) -> Bool {
    below(100) < percent
  }

  /// Any value of an integer of at most 32 bits.
  mutating func bits<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number {
    Number(truncatingIfNeeded: next() >> 32)
  }

  private static func rotated(_ value: UInt64, by count: UInt64) -> UInt64 {
    value << count | value >> (64 - count)
  }
}

/// SplitMix64 (Steele, Lea and Flood): turns a small seed into well mixed state.
private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

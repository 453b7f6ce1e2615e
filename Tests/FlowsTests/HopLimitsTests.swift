import Flows
import TestSupport
import Testing

struct HopLimitsTests {
  @Test("Values are counted, the most frequent first")
  func counts() {
    let limits = HopLimits([59, 60, 60, 128, 60])
    #expect(limits.usual == 60)
    #expect(limits.total == 5)
    #expect(!limits.isSteady)
    #expect(limits.contains(128))
    #expect(HopLimits([59, 59]).isSteady)
    #expect(!HopLimits([]).isSteady)
  }

  @Test("At most eight values are kept, the greatest, so that the order of adding does not matter")
  func bound() {
    var limits = HopLimits((0..<200).flatMap { value in [UInt8](repeating: UInt8(value), count: value < 7 ? 3 : 1) })
    #expect(limits.counts.map(\.hopLimit) == [192, 193, 194, 195, 196, 197, 198, 199])
    limits.add(7, packets: 9)
    #expect(!limits.contains(7))
    limits.add(195, packets: 9)
    #expect(limits.usual == 195)
    limits.add(199, packets: 0)
    #expect(limits.total == 8 + 9)
  }

  @Test("Merging up to eight values gives the same in any order and grouping", arguments: seeds)
  func mergeInAnyOrder(seed: UInt64) {
    print("hop limits: seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<300 {
      let (first, second, third) = (HopLimits(random: &numbers), HopLimits(random: &numbers), HopLimits(random: &numbers))
      #expect(first.merged(second) == second.merged(first))
      #expect(first.merged(second).merged(third) == first.merged(second.merged(third)))
    }
  }
}

/// Some that are always tried, and one that never was.
let seeds: [UInt64] = [1, 2, 3, .random(in: .min ... .max)]

extension HopLimits {
  init(_ values: [UInt8]) {
    self.init()
    for value in values { add(value) }
  }

  /// Some of eight values.
  init(random numbers: inout SeededNumbers) {
    self.init()
    for _ in 0..<Int(numbers.next() % 6) { add(numbers.pick([32, 57, 58, 59, 60, 64, 128, 255]), packets: UInt32(numbers.next() % 40)) }
  }

  func merged(_ other: HopLimits) -> HopLimits {
    var both = self
    both.merge(other)
    return both
  }
}

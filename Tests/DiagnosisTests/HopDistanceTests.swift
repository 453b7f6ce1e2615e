import Flows
import Testing
import Wire

@testable import Diagnosis

struct HopDistanceTests {
  @Test(
    "Hop limits are compared by the distance that they mean",
    arguments: [
      (59, 59, HopDistance.same), (60, 59, .neighbouring(1)), (57, 59, .neighbouring(-2)), (63, 59, .elsewhere(4)), (64, 59, .elsewhere(5)),
      (55, 59, .elsewhere(-4)), (123, 59, .otherInitialValue), (250, 59, .otherInitialValue), (27, 59, .otherInitialValue),
      (59, 123, .otherInitialValue), (250, 123, .otherInitialValue), (255, 64, .otherInitialValue), (128, 64, .otherInitialValue),
      (124, 59, .neighbouring(1)), (122, 59, .neighbouring(-1)), (251, 59, .neighbouring(1)), (248, 59, .neighbouring(-2)),
      (255, 59, .elsewhere(196)), (128, 59, .elsewhere(69)), (120, 59, .elsewhere(61)), (65, 47, .elsewhere(18)), (0, 59, .elsewhere(-59)),
    ])
  func distance(hopLimit: Int, reference: Int, expected: HopDistance) {
    #expect(HopDistance(of: UInt8(hopLimit), to: UInt8(reference)) == expected)
  }

  @Test("Distances are the same both ways", arguments: [0...255 as ClosedRange<UInt8>])
  func symmetric(range: ClosedRange<UInt8>) {
    for left in range {
      for right in range {
        let there = HopDistance(of: left, to: right)
        let back = HopDistance(of: right, to: left)
        switch (there, back) {
        case (.same, .same), (.otherInitialValue, .otherInitialValue): break
        case (.neighbouring(let one), .neighbouring(let other)), (.elsewhere(let one), .elsewhere(let other)): #expect(one == -other)
        default: Issue.record("\(left) to \(right): \(there), and \(back)")
        }
      }
    }
  }

  @Test("Against several references the nearest counts")
  func nearest() {
    var seen = HopLimits()
    for value: UInt8 in [59, 59, 59, 61] { seen.add(value) }
    #expect(HopDistance(of: 61, to: seen) == .same)
    #expect(HopDistance(of: 62, to: seen) == .neighbouring(1))
    #expect(HopDistance(of: 250, to: seen) == .otherInitialValue)
  }

  @Test(
    "A hop limit means so many routers from the nearest usual initial value",
    arguments: [(64, 0), (63, 1), (59, 5), (33, 31), (128, 0), (123, 5), (65, 63), (255, 0), (250, 5), (129, 126), (10, 22)])
  func hops(hopLimit: Int, hops: Int) {
    #expect(HopDistance.hops(UInt8(hopLimit)) == hops)
  }

  @Test("A hop limit of 32 and a little less began at 32, for no path is longer than 31")
  func embedded() {
    #expect(HopDistance.hops(32) == 0)
    #expect(HopDistance.hops(27) == 5)
  }
}

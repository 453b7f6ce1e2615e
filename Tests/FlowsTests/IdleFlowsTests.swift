import TestSupport
import Testing
import Wire

@testable import Flows

/// Which flows end first where the table is full.
struct IdleFlowsTests {
  @Test("The part that has been idle longest is what sorting finds, in that order", arguments: seeds)
  func againstSorting(seed: UInt64) {
    print("idle flows: seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    for count in [1, 7, 8, 9, 16, 17, 100, 5_000] {
      // Few different times, so that many are equally long idle; once in order, which is what a flood looks like.
      for span: UInt64 in [1, 3, 1 << 40] {
        var times = (0..<count).map { _ in Int64(numbers.next() % span) }
        if span == 3 { times.sort() }
        var idle = IdleFlows(seed: FlowSeed(numbers.next(), numbers.next()))
        for (slot, time) in times.enumerated() { idle.add(UInt32(slot), since: Timestamp(nanoseconds: time)) }
        let share = span == 3 ? 2 : 8
        let expected = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }.prefix(max(1, count / share))
        #expect(idle.oldest(oneIn: share).map(\.slot) == expected.map { UInt32($0) })
      }
    }
    #expect(IdleFlows(seed: FlowSeed(1, 2)).oldest(oneIn: 8).isEmpty)
  }
}

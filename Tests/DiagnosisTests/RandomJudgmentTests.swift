import Diagnosis
import Flows
import TestSupport
import Testing
import Wire

/// Some that are always tried, and one that never was.
private let seeds: [UInt64] = [1, 2, 3, .random(in: .min ... .max)]

/// What holds of every verdict.
struct RandomJudgmentTests {
  @Test("Which end has the higher address changes no verdict", arguments: seeds)
  func reversal(seed: UInt64) throws {
    print("reversal: seed \(seed)")
    var random = RandomTrace(seed: seed)
    for _ in 0..<40 {
      let text = random.lines(60)
      let lower = try Trace("C is 10.1.1.20\nS is 100.64.1.90\n" + text).judged()
      let higher = try Trace("C is 200.1.1.20\nS is 100.64.1.90\n" + text).judged()
      #expect(lower.map(\.essence) == higher.map(\.essence), "\(text)")
    }
  }

  @Test("IPv6 is judged as IPv4 is, whatever the order of the addresses' digests", arguments: seeds)
  func reversalV6(seed: UInt64) throws {
    print("reversal of IPv6: seed \(seed)")
    var random = RandomTrace(seed: seed)
    for _ in 0..<20 {
      let text = random.lines(60)
      let ways = ["2001:db8::1", "2001:db8:9::1", "fe80::1", "::1"].map { "C is \($0)\nS is 2001:db8:5::9\n" + text }
      let essences = try ways.map { try Trace($0).judged().map(\.essence) }
      #expect(Set(essences).count == 1, "\(text)")
    }
  }

  @Test("A verdict that one would act on is likely or proven, and no other is one", arguments: seeds)
  func proofAndForged(seed: UInt64) throws {
    print("verdicts: seed \(seed)")
    var random = RandomTrace(seed: seed)
    for _ in 0..<40 {
      let trace = try Trace(random.lines(60))
      for judgment in trace.judged() {
        try check(judgment, frames: trace.frames.count)
      }
    }
  }

  private func check(_ judgment: Judgment, frames: Int) throws {
    #expect((judgment.verdict == nil) == [.closed, .open, .partial].contains(judgment.outcome))
    if let verdict = judgment.verdict {
      #expect((verdict.forged != nil) == [.likely, .proven].contains(verdict.proof))
      if judgment.outcome == .reset { #expect((verdict.forged == true) == (verdict.origin == .device)) }
      #expect((verdict.posingAs != nil) == (verdict.forged == true))
      #expect(!verdict.summary.en.isEmpty)
    }
    #expect(judgment.resets.count <= 256 && judgment.resets.count <= judgment.resetsTotal)
    for reset in judgment.resets { #expect((reset.forged == true) == (reset.origin == .device)) }
    let named = (judgment.evidence + judgment.against).flatMap(\.packets) + judgment.resets.map(\.packet)
    #expect(named.allSatisfy { (1...UInt64(frames)).contains($0.number) })
    #expect(judgment.evidence.map(\.strength) == judgment.evidence.map(\.strength).sorted(by: >))
  }

  @Test("Round trips of centuries, as a damaged file may claim, never trap")
  func wildTimes() async {
    await #expect(processExitsWith: .success) {
      let opening = "0 C > S S\n7000000000 S > C SA\n+0 C > S A\n+0 S > C A\n"
      for end in ["+0 S > C R\n+0 S > C R", "+0 C > S PA len 9\n+0.1 S > C RA", "+0 C > S PA len 9\n+1 S > C A\n+0.1 S > C R"] {
        _ = try Trace(opening + end).judged()
      }
    }
  }
}

extension Judgment {
  /// All that a report may say of it, addresses left out.
  fileprivate var essence: String {
    let verdict = verdict.map { verdict in
      "\(verdict.origin) \(String(describing: verdict.forged)) \(verdict.proof) \(String(describing: verdict.place)) "
        + "\(String(describing: verdict.cause)) \(verdict.summary.en)"
    }
    let listed = resets.map {
      "\($0.packet.number) \($0.from) \(String(describing: $0.forged)) \($0.isEffective) \($0.answers?.number ?? 0)"
    }
    return "\(flow.serial) \(flow.client.port) \(flow.connectionState) \(flow.history) \(outcome) \(stage) \(verdict ?? "") \(listed) "
      + "\(evidence.map(\.rule)) \(against.map(\.rule)) \(isFolded) \(idle ?? -1)"
  }
}

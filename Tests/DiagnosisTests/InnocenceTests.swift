import Flows
import TestSupport
import Testing
import Wire

@testable import Diagnosis

/// What an innocent host may look like.
struct InnocenceTests {
  @Test(
    "A capture filtered on flags accuses nobody: what drew the resets, and what came before them, was not captured",
    arguments: [
      "0 C > S R seq 5\n+0.0001 C > S R seq 5\n+0.0001 C > S R seq 5",
      "0 C > S S\n0.02 S > C SA\n3 C > S RA seq 50001 win 500",
      "0 C > S S\n0.02 S > C SA ttl 60\n3 S > C RA seq 50001 win 500",
      "0 C > S S\n0.02 S > C SA\n3 C > S R seq 1001\n+0.0001 C > S R seq 2001\n+0.0001 C > S R seq 3001",
    ])
  func filteredOnFlags(trace: String) throws {
    let judgment = try onlyJudgment(trace)
    #expect(judgment.verdict?.forged != true)
    #expect(!judgment.evidence.contains { ["burst", "impossible-sequence"].contains($0.rule) && $0.says == .device })
  }

  @Test("A reset that nobody heeded, in a connection that was closed in order, ended nothing; it stays in the list")
  func ignored() throws {
    let judgment = try onlyJudgment(
      opening + "1 S > C R seq 900000000 ttl 63\n2 C > S FA\n2.012 S > C FA\n2.0121 C > S A")
    #expect(judgment.outcome == .closed)
    #expect(judgment.verdict == nil)
    #expect(judgment.resets.map(\.isEffective) == [false])
  }

  @Test("A gateway that forwards some ports of its address and refuses another itself is not accused")
  func forwardedPorts() throws {
    let others = (1...4).map { flow in
      """
      \(flow) C:\(flow) > S:443 S
      +0.003 S:443 > C:\(flow) SA ttl 62
      +0.0001 C:\(flow) > S:443 PA len 9
      +0.003 S:443 > C:\(flow) PA len 9 ttl 62

      """
    }
    let judgment = try #require(try Trace(others.joined() + "9 C > S:8080 S\n9.0003 S:8080 > C RA seq =0 ttl 63").judged().last)
    #expect((judgment.evidence + judgment.against).contains { $0.rule == "too-soon" })
    #expect(judgment.verdict?.forged == nil)
  }
}

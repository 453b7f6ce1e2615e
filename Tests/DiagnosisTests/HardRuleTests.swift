import Flows
import TestSupport
import Testing
import Wire

@testable import Diagnosis

/// The rules that no sum of weights overrides (design: "Hard rules"). Each promise of never accusing the wrong party is here.
struct HardRuleTests {
  /// A connection captured late, so that neither round trips nor numbers speak, with a clock far off: 100 times `likely` by itself.
  private static let headerFactsOnly = """
    C is as clock 5
    S is as clock 900 win 300
      0.0 S > C PA len 9
      0.1 C > S A win 9000
      0.2 S > C PA len 9
      0.3 C > S PA len 9 win 9000 id 4242

    """

  @Test(
    "Facts of the headers alone never make a forgery, however many agree",
    arguments: [
      "RA win 9000 id 4242 <TS 99000000 0>", "RA win 9000 ttl 250", "RA win 9000 <TS 99000000 0> ttl 250",
      "R win 8192 <TS 99000000 0> ttl 250",
    ])
  func headerAlone(reset: String) throws {
    let judgment = try onlyJudgment(Self.headerFactsOnly + "9 S > C \(reset)")
    let verdict = try #require(judgment.verdict)
    #expect(verdict.forged == nil)
    #expect(verdict.origin == .undetermined)
    #expect(verdict.proof != .likely && verdict.proof != .proven)
    #expect(judgment.evidence.contains { $0.group == .header })
  }

  @Test("A fact of another group beside facts of the headers may")
  func headerAndCausality() throws {
    let verdict = try #require(
      try onlyJudgment(opening + "1 C > S PA len 100 win 9000\n1.0004 S > C RA win 9000\n1.013 S > C A\n1.02 S > C PA len 9").verdict)
    #expect(verdict.forged == true)
    #expect(verdict.posingAs == .server)
  }

  /// Three packets of the server, one TTL, over two round trips and more; then an answer to nothing, five seconds later.
  private static let steady =
    opening + """
      1.0 C > S PA len 100
      1.012 S > C PA len 100
      2.0 C > S PA len 100
      2.012 S > C PA len 100

      """

  @Test("The hop distance alone, against one TTL of the same flow over two round trips, may: likely, never proven")
  func hopDistanceAlone() throws {
    let judgment = try onlyJudgment(Self.steady + "7 S > C R ttl 63")
    #expect(judgment.verdict?.forged == true)
    #expect(judgment.verdict?.proof == .likely)
    #expect(judgment.evidence.map(\.rule) == ["hop-distance"])
  }

  @Test("The same in the client's name, captured at the server")
  func clientsHopDistance() throws {
    let steady = openingAtServer + "1 S > C PA len 9\n1.03 C > S PA len 9\n2 S > C PA len 9\n2.03 C > S PA len 9\n"
    let forged = try onlyJudgment(steady + "7 C > S R ttl 60")
    #expect(forged.verdict?.forged == true)
    #expect(forged.verdict?.posingAs == .client)
    #expect(forged.verdict?.proof == .likely)
    for ttl in [52, 53, 51, 54, 50, 116, 243, 20] {
      #expect(try onlyJudgment(steady + "7 C > S R ttl \(ttl)").verdict?.forged != true, "\(ttl)")
    }
  }

  @Test(
    "It may not where another initial value, a route change or a second distance explains it",
    arguments: ["ttl 250", "ttl 123", "ttl 27", "ttl 60", "ttl 58", "ttl 61", "ttl 57", "ttl 121"])
  func explained(ttl: String) throws {
    #expect(try onlyJudgment(Self.steady + "7 S > C R \(ttl)").verdict?.forged == nil)
  }

  @Test("It may not where the server shows two distances, one of them that of the reset")
  func secondDistance() throws {
    #expect(try onlyJudgment(Self.steady + "3 S > C PA len 9 ttl 63\n8 S > C R ttl 63").verdict?.forged != true)
  }

  @Test("It may not against fewer than three packets")
  func fewReferences() throws {
    #expect(try onlyJudgment("0 C > S S\n0.012 S > C SA\n0.0121 C > S A\n7 S > C R ttl 63").verdict?.forged == nil)
    #expect(try onlyJudgment(opening + "1 C > S PA len 9\n1.012 S > C A\n7 S > C R ttl 63").verdict?.forged == nil)
  }

  @Test("It may not against packets of one flight: a route may change between them and the reset")
  func oneFlight() throws {
    let judgment = try onlyJudgment("1 S > C A len 1000\n1 S > C A len 1000\n1 S > C A len 1000\n1.001 C > S A\n7 S > C R ttl 63")
    #expect(judgment.verdict?.forged == nil)
  }

  @Test("Forged resets are no references that swell the count of the genuine ones")
  func resetsAreNoReferences() throws {
    let flows = [40001, 40002].map { port in
      """
      0 C:\(port) > S S
      +0.012 S > C:\(port) SA
      +0.0001 C:\(port) > S A
      +7 S > C:\(port) RA ack 9 ttl 63 id 1
      +1 S > C:\(port) RA ack 9 ttl 63 id 2
      +1 S > C:\(port) RA ack 9 ttl 63 id 3
      """
    }
    let judgments = try Trace(flows.joined(separator: "\n")).judged()
    #expect(judgments.map(\.verdict?.forged) == [nil, nil])
  }

  @Test("References from other ports of the address alone may not: a port may be forwarded to another machine")
  func otherPorts() throws {
    let others = (1...3).map { "\($0) C > S:44\($0) S\n\($0).012 S:44\($0) > C SA\n\($0).013 C > S:44\($0) A" }.joined(separator: "\n")
    let judgment = try #require(try Trace(others + "\n7 C > S S\n7.012 S > C RA seq =77 ttl 63").judged().last)
    let found = judgment.evidence + judgment.against
    #expect(found.contains { $0.rule == "hop-distance-elsewhere" && $0.strength >= .strong && $0.says == .device })
    #expect(judgment.verdict?.forged == nil)
  }

  @Test(
    "An equal TTL alone never makes the claimed sender",
    arguments: [("S > C", Party.server), ("C > S", .client)])
  func equalTTL(way: String, party: Party) throws {
    let judgment = try onlyJudgment(Self.steady + "7 \(way) RA seq 3 ack 5")
    #expect(judgment.verdict?.forged == nil)
    #expect(judgment.verdict?.origin == .undetermined)
    #expect(judgment.against.map(\.rule).contains("hop-distance") || judgment.evidence.map(\.rule).contains("hop-distance"))
    #expect(judgment.resets.map(\.from) == [party])
  }

  @Test("The first reset that took effect decides; what follows from it stands under the resets")
  func firstEffective() throws {
    let judgment = try onlyJudgment(
      Self.steady + """
        7.0000 C > S PA len 50
        7.0003 S > C R seq 900000000 ttl 63
        7.0004 S > C RA ttl 63
        7.0120 S > C PA len 70
        7.0121 C > S R

        """)
    #expect(judgment.resets.map(\.isEffective) == [false, true, true])
    #expect(judgment.resets.map(\.from) == [.server, .server, .client])
    #expect(judgment.verdict?.posingAs == .server)
    #expect(judgment.verdict?.forged == judgment.resets[1].forged)
    #expect(judgment.resets[2].forged != true)
  }

  @Test("A client's reset that came first decides, though one of a device follows")
  func clientFirst() throws {
    let abort = "C is as clock 5 win 200\nS is as clock 900\n" + opening + "1 S > C PA len 100\n1.0001 C > S A\n2 C > S RA win 200 <TS>\n"
    let judgment = try onlyJudgment(abort + "2.0001 S > C R ttl 63")
    #expect(judgment.verdict?.origin == .client)
    #expect(judgment.verdict?.cause == .abort)
  }

  @Test("Nothing is concluded from a copy: it has its original's verdict, and names it")
  func copies() throws {
    let flow = opening + "1.0 C > S PA len 100\n1.0004 S > C RA ttl 63\n"
    let once = try onlyJudgment(flow)
    let twice = try onlyJudgment(flow + "1.0005 copy\n1.0006 copy of 5 ttl 61 mac 77")
    #expect(once.verdict?.forged == true)
    #expect(twice.verdict?.forged == once.verdict?.forged)
    #expect(twice.verdict?.summary == once.verdict?.summary)
    #expect(twice.evidence.map(\.rule) == once.evidence.map(\.rule))
    #expect(twice.resets.map { $0.duplicateOf?.number } == [nil, 5, 5])
    #expect(twice.resets.map(\.forged) == [true, true, true])
    #expect(twice.resets.map(\.isEffective) == [true, false, false])
    #expect(twice.resetsTotal == 3)
  }

  @Test("A copy captured before the rest of its flow changes no verdict either: a port mirror of both sides of a router")
  func copiedFlow() throws {
    let lines = [
      "0.0000 C > S S", "0.0120 S > C SA", "0.0121 C > S A", "1.0 C > S PA len 100", "1.0120 S > C A", "2.0 C > S PA len 100",
      "2.0004 S > C RA ttl 63",
    ]
    let once = try onlyJudgment(lines.joined(separator: "\n"))
    let twice = try onlyJudgment(lines.map { $0 + "\n+0.00001 copy" }.joined(separator: "\n"))
    #expect(twice.verdict?.forged == once.verdict?.forged)
    #expect(twice.verdict?.origin == once.verdict?.origin)
    #expect(twice.evidence.map(\.rule) == once.evidence.map(\.rule))
  }

  @Test("What speaks against a verdict is shown with it")
  func against() throws {
    let forged = try onlyJudgment(opening + "1 C > S PA len 100\n1.0004 S > C RA\n1.013 S > C A\n1.02 S > C PA len 9")
    #expect(forged.verdict?.forged == true)
    #expect(forged.against.map(\.rule).contains("hop-distance"))
    #expect(forged.against.allSatisfy { $0.says == .server })
    #expect(forged.evidence.allSatisfy { $0.says == .device })
  }

  @Test("A SYN-ACK that came from elsewhere than the data, as a SYN proxy's, does not vouch for a reset")
  func synProxy() throws {
    let proxied =
      opening.replacing("S > C SA", with: "S > C SA ttl 63")
      + "1 C > S PA len 9\n1.012 S > C PA len 9\n2 C > S PA len 9\n2.012 S > C PA len 9\n"
    let claim = try claim(in: Trace(proxied + "7 S > C R ttl 63"), frame: 8)
    let finding = try #require(Heuristic.all.first { $0.name == "hop-distance" }).examine(claim)
    #expect((finding?.weight ?? 0) >= 0)
  }

  @Test("Client addresses with several hosts behind them give no reference to another of their flows")
  func sharedClient() throws {
    let flows =
      "S is as ttl 64\n0 C:7 > S S ttl 52\n0.1 S > C:7 SA\n0.2 C:7 > S A ttl 52\n1 C:8 > S S ttl 110\n1.1 S > C:8 SA\n1.2 C:8 > S A ttl 110\n"
    let judgments = try Trace(flows + "2 S > C:50009 PA len 9\n2.1 C:50009 > S R ttl 63").judged()
    #expect(judgments.last?.evidence.map(\.rule).contains("hop-distance-elsewhere") == false)
    #expect(judgments.last?.verdict?.forged != true)
  }

  @Test("Of very many resets of one flow those beyond the judged ones take the verdict of one that is alike")
  func manyResets() throws {
    let resets = (0..<120).map { "\(3 + Double($0) / 10) S > C R ttl 63 win 9" }.joined(separator: "\n")
    let judgment = try onlyJudgment(Self.steady + resets)
    #expect(judgment.resets.count == 120)
    #expect(judgment.resets.map(\.forged) == [Bool?](repeating: judgment.resets[0].forged, count: 120))
  }
}

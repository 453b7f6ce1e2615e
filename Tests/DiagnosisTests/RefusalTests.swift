import Diagnosis
import Flows
import TestSupport
import Testing
import Wire

/// What ICMP said, and what silence says.
struct RefusalTests {
  @Test(
    "ICMP codes have traceroute's signs",
    arguments: [
      (0, "!N"), (1, "!H"), (2, "!P"), (3, "!<3>"), (5, "!S"), (6, "!N"), (7, "!H"), (8, "!N"), (9, "!X"), (10, "!X"), (11, "!N"),
      (12, "!H"),
      (13, "!X"), (14, "!V"), (15, "!C"), (16, "!<16>"), (255, "!<255>"),
    ])
  func signsV4(code: Int, sign: String) throws {
    let judgment = try onlyJudgment("0 C > S S\n0.01 icmp 3/\(code) from 172.31.92.2 about C > S S")
    #expect(judgment.outcome == .rejected)
    #expect(judgment.verdict?.rejection?.sign == sign)
    #expect(judgment.verdict?.cause == ((9...10).contains(code) || (13...15).contains(code) ? .administrativelyProhibited : .unreachable))
  }

  @Test(
    "ICMPv6 codes have traceroute's signs",
    arguments: [(0, "!N"), (1, "!X"), (2, "!S"), (3, "!H"), (4, "!<4>"), (5, "!X"), (6, "!X"), (9, "!<9>")])
  func signsV6(code: Int, sign: String) throws {
    let judgment = try onlyJudgment("v6\n0 C > S S\n0.01 icmp 1/\(code) from 2001:db8::92 about C > S S")
    #expect(judgment.verdict?.rejection?.sign == sign)
    #expect(judgment.verdict?.cause == ([1, 5, 6].contains(code) ? .administrativelyProhibited : .unreachable))
  }

  @Test(
    "The source of the error tells the server's own refusal from a gateway's",
    arguments: [("S", Origin.server), ("172.31.92.2", .device), ("C", .client)])
  func author(source: String, origin: Origin) throws {
    let verdict = try #require(try onlyJudgment("0 C > S S\n0.01 icmp 3/10 from \(source) ttl 62 about C > S S ttl 3").verdict)
    #expect(verdict.origin == origin)
    #expect(verdict.forged == false)
    #expect(verdict.proof == .likely)
    #expect(verdict.rejection?.quotedHopLimit == 3)
    #expect(verdict.rejection?.packet.number == 2)
    #expect(verdict.place?.hops == (origin == .device ? 2 : nil))
  }

  @Test("An error in the server's name from another distance than its packets names no one")
  func elsewhere() throws {
    let judgments = try Trace(
      "0 C:7 > S:443 S\n0.012 S:443 > C:7 SA ttl 59\n0.012 C:7 > S:443 A\n1 C > S S\n1.01 icmp 3/10 from S ttl 62 about C > S S"
    ).judged()
    let verdict = try #require(judgments.last?.verdict)
    #expect(verdict.origin == .undetermined)
    #expect(verdict.forged == nil)
    #expect(verdict.rejection != nil)
  }

  @Test("Silence counts its attempts and names no one")
  func silence() throws {
    let judgment = try onlyJudgment("0 C > S S\n1 C > S S\n3 C > S S\n7 C > S S")
    #expect(judgment.outcome == .unanswered)
    #expect(judgment.verdict?.origin == .undetermined)
    #expect(judgment.verdict?.forged == nil)
    #expect(judgment.verdict?.cause == .silence)
    #expect(judgment.verdict?.summary.en.contains("4 SYNs in 7.0 s") == true)
    #expect(judgment.nextStep != nil)
    #expect(!judgment.isFolded)
  }

  @Test("A SYN that a router on the way answered with time exceeded is a path probe, and folded")
  func pathProbe() throws {
    let judgment = try onlyJudgment("0 C > S S ttl 1\n0.001 icmp 11/0 from 10.1.1.1 about C > S S")
    #expect(judgment.outcome == .unanswered)
    #expect(judgment.verdict?.cause == .pathProbe)
    #expect(judgment.isFolded)
  }

  @Test("An ICMP error that the connection overcame did not end it")
  func overcome() throws {
    let lines = opening + "1 C > S PA len 100\n1.01 icmp 3/1 from 172.31.92.2 about C > S PA\n2 C > S PA len 100 seq 1\n2.012 S > C A\n"
    let judgment = try onlyJudgment(lines)
    #expect(judgment.outcome == .open)
    #expect(try onlyJudgment(lines + "3 C > S FA\n3.012 S > C FA\n3.0121 C > S A").outcome == .closed)
  }

  @Test("Nor is a client's SYN to another server unanswered where nothing of any server was captured")
  func oneSidedElsewhere() throws {
    let heard = "0 C > S S\n0.1 C > S A ack 1\n1 C > S PA len 9 ack 1\n"
    let judgments = try Trace("T is 203.0.113.9\n" + heard + "2 C:7 > T S\n3 C:7 > T S").judged()
    #expect(judgments.map(\.outcome) == [.partial, .partial])
  }

  @Test("A one-sided capture yields no silence")
  func oneSided() throws {
    #expect(try onlyJudgment("0 C > S S\n0.1 C > S A ack 1\n1 C > S PA len 9 ack 1").outcome == .partial)
  }
}

import Diagnosis
import Flows
import TestSupport
import Testing
import Wire

/// The four cases of the working engineer's page: traceroute -T, telnet, and what tcpdump showed.
struct EngineerCaseTests {
  @Test("The server listens: traceroute's probes and its finish are folded, every one")
  func serverListens() throws {
    let hops = (1...5).map { hop in
      "0.\(hop)00 C:3300\(hop) > S S ttl \(hop)\n0.\(hop)01 icmp 11/0 from 10.1.\(hop).1 about C:3300\(hop) > S S"
    }
    let finish = "0.600 C:33006 > S S ttl 6\n0.612 S > C:33006 SA\n0.6121 C:33006 > S R seq 1"
    let judgments = try Trace((hops + [finish]).joined(separator: "\n")).judged()
    #expect(judgments.count == 6)
    #expect(judgments.map(\.verdict?.cause) == [Cause](repeating: .pathProbe, count: 6))
    #expect(judgments.allSatisfy { $0.isFolded })
    #expect(judgments.last?.verdict?.origin == .client)
  }

  @Test("The port is closed: a reset with the server's TTL after its round trip is the server's")
  func closedPort() throws {
    let known = "0 C:40001 > S:22 S\n0.0120 S:22 > C:40001 SA\n0.0121 C:40001 > S:22 A\n0.5 S > C echo-reply\n"
    let judgment = try #require(try Trace(known + "1 C > S S\n1.0122 S > C RA seq =0").judged().last)
    let verdict = try #require(judgment.verdict)
    #expect(verdict.origin == .server)
    #expect(verdict.proof == .likely)
    #expect(verdict.forged == false)
    #expect(verdict.cause == .closedPort)
    #expect(!judgment.isFolded)
  }

  @Test("A firewall rejects: TTL 63 where the server has 59, 40 µs where the server takes 12 ms")
  func firewallRejects() throws {
    let known = "0 C:40001 > S:22 S\n0.0120 S:22 > C:40001 SA\n0.0121 C:40001 > S:22 A\n"
    let judgment = try #require(try Trace(known + "1 C > S S\n1.00004 S > C RA seq =0 ttl 63").judged().last)
    let verdict = try #require(judgment.verdict)
    #expect(verdict.origin == .device)
    #expect(verdict.forged == true)
    #expect(verdict.posingAs == .server)
    #expect(verdict.proof == .likely)
    #expect(verdict.place == Place(hops: 1, side: .client))
    #expect(verdict.cause == .policyReject)
    #expect(judgment.evidence.map(\.rule).contains("too-soon"))
    #expect(judgment.evidence.map(\.rule).contains("hop-distance-elsewhere"))
  }

  @Test("A gateway prohibits: ICMP !X from 172.31.92.2")
  func gatewayProhibits() throws {
    let judgment = try onlyJudgment("0 C > S S\n0.0012 icmp 3/13 from 172.31.92.2 ttl 63 about C > S S ttl 62")
    let verdict = try #require(judgment.verdict)
    #expect(judgment.outcome == .rejected)
    #expect(verdict.origin == .device)
    #expect(verdict.proof == .likely)
    #expect(verdict.rejection?.sign == "!X")
    #expect(verdict.rejection?.address.description == "172.31.92.2")
    #expect(verdict.cause == .administrativelyProhibited)
    #expect(verdict.place?.hops == 1)
  }
}

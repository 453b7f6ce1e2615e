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

  /// Steady packets of the server over several round trips.
  private static let steady = opening + (1...4).map { "\($0) C > S PA len 9\n\($0).012 S > C PA len 9\n" }.joined()

  @Test(
    "A server that is reached over routes of different lengths, or over another since a while, is not accused",
    arguments: ["55", "50", "250"])
  func severalDistances(ttl: String) throws {
    let other =
      "5 C:9 > S S\n+0.012 S > C:9 SA ttl \(ttl)\n+0.0001 C:9 > S PA len 9\n+0.012 S > C:9 A ttl \(ttl)\n"
      + "+0.012 S > C:9 PA len 9 ttl \(ttl)\n"
    let forgotten = "6 C > S PA len 9\n6.012 S > C R ttl \(ttl)\n"
    let judgments = try Trace(Self.steady + other + forgotten).judged()
    #expect(judgments.first?.verdict != nil && judgments.first?.verdict?.forged != true)
  }

  @Test("What came from no distance of the server's other packets still is a device's", arguments: ["55", "50"])
  func foreignDistance(ttl: String) throws {
    let forgotten = "6 C > S PA len 9\n6.012 S > C R ttl \(ttl)\n"
    #expect(try Trace(Self.steady + "5.5 C > S PA len 9\n5.512 S > C A\n" + forgotten).judged().first?.verdict?.forged == true)
  }

  @Test("Of a fast transfer the packets of one round trip are more than are kept: what drew a reset may be among the others")
  func fastTransfer() throws {
    let sent = (0..<70).map { "\(1 + Double($0) * 0.00015) C > S A len 1400\n" }.joined()
    let known = "0.2 C > S PA len 9\n0.212 S > C A\n0.3 C:9 > S S\n0.312 S > C:9 SA\n0.3121 C:9 > S A\n"
    let judgment = try #require(try Trace(opening + known + sent + "1.0121 S > C R seq 1\n1.0125 S > C R seq 1").judged().first)
    #expect(judgment.resets.count == 2)
    #expect(judgment.resets.allSatisfy { $0.forged != true })
  }

  /// A public client behind a translator 30 ms from the server, and its steady packets.
  private static let translated =
    "C is 203.0.113.7 port 50000 ttl 52\n" + openingAtServer
    + (1...4).map { "\($0) S > C PA len 9\n\($0).03 C > S PA len 9\n" }.joined()

  @Test(
    "A translator before a client of the Internet that lost the connection, or takes a segment for invalid, owns the address",
    arguments: ["ttl 53", "ttl 57", "ttl 58"])
  func clientsTranslator(ttl: String) throws {
    let judgment = try onlyJudgment(Self.translated + "5 S > C PA len 9\n5.029 C > S R \(ttl)\n5.5 C > S PA len 9")
    #expect(judgment.verdict?.forged == nil)
    #expect(judgment.verdict?.place?.side == .client)
    let crude = try onlyJudgment(Self.translated + "5 S > C PA len 9\n5.001 C > S RA win 99 \(ttl)\n5.5 C > S PA len 9")
    #expect(crude.verdict?.forged == true)
  }

  @Test("An address with several hosts behind it is a translator's, private or not")
  func privateTranslator() throws {
    let other = "3.5 C:7 > S S ttl 116\n+0.0001 S > C:7 SA\n+0.03 C:7 > S A ttl 116\n+0.01 C:7 > S PA len 9 ttl 116\n"
    let talk = openingAtServer + (1...3).map { "\($0) S > C PA len 9\n\($0).03 C > S PA len 9\n" }.joined()
    let forgotten = "5 S > C PA len 9\n5.029 C > S R ttl 53"
    #expect(try Trace(talk + other + forgotten).judged().first?.verdict?.forged == nil)
  }

  @Test("Whoever refuses most ports of an address from nearer may own it, and have forgotten a connection that it forwarded")
  func forgetfulOwner() throws {
    let own = [25, 26, 27].map { "0.5 C:\($0) > S:\($0) S\n+0.0003 S:\($0) > C:\($0) RA seq =0 ttl 63\n" }.joined()
    let judgments = try Trace(Self.steady + own + "6 C > S PA len 9\n6.0003 S > C R ttl 63\n").judged()
    #expect(judgments.first?.verdict?.forged == nil)
    #expect(judgments.first?.verdict?.place?.side == .server)
  }

  @Test("Resets of a host that is answered late, since a transfer fills a queue, are its own")
  func queue() throws {
    let sent = (0..<12).map { "\(1 + Double($0) / 1_000) S > C A len 1400\n" }.joined() + "1.098 S > C A len 1400\n1.099 S > C A len 1400\n"
    let resets = (0..<12).map { "\(1.1 + Double($0) / 1_000) C > S R seq 1\n" }.joined()
    let judgment = try onlyJudgment(opening + sent + "1.0995 C > S FA ack 1\n" + resets)
    #expect(judgment.resets.allSatisfy { $0.forged != true })
  }

  @Test(
    "A balancer that owns the address, a hop or two before the machines behind it, and has lost a connection is not accused",
    arguments: ["ttl 60", "ttl 61", "ttl 124", "ttl 252"])
  func balancerThatForgot(ttl: String) throws {
    let judgment = try onlyJudgment(Self.steady + "6 C > S PA len 9\n6.012 S > C R \(ttl)")
    #expect(judgment.verdict?.forged == nil)
    #expect(judgment.verdict?.origin == .undetermined)
    #expect(judgment.verdict?.place?.side == .server)
  }

  @Test(
    "What shows that the address is translated, in another connection, clears whatever stands nearer",
    arguments: [
      "3 C:7 > S:3306 S\n3.02 icmp 3/1 from S ttl 61 about C:7 > S:3306 S\n",
      "B is 198.18.1.1 port 28991 ttl 58 isn 5000\n7 B > C PA seq 37 len 9 ack 46\n7.0001 C > B R seq 46\n",
    ])
  func translatedAddress(tell: String) throws {
    let forgotten = Self.steady + "6 C > S PA len 9\n6.0003 S > C R ttl 63\n"
    let reset = try #require(try Trace(forgotten).judged().first)
    #expect(reset.verdict?.forged == true)
    let known = try #require(try Trace(forgotten + tell.replacing("\n3", with: "\n8").replacing("3 C:7", with: "8 C:7")).judged().first)
    #expect(known.verdict?.forged == nil)
    #expect(known.verdict?.place?.side == .server)
    #expect(known.against.map(\.rule).contains("translated-address") || known.evidence.map(\.rule).contains("translated-address"))
  }

  @Test("Whoever refuses most ports of an address from nearer may own it, and forward the others")
  func refusedByDefault() throws {
    let served = (1...4).map { "\($0) C:\($0) > S:443 S\n+0.015 S:443 > C:\($0) SA\n+0.0001 C:\($0) > S:443 A\n" }.joined()
    let own = [25, 26, 27].map { "5 C:\($0) > S:\($0) S\n+0.00004 S:\($0) > C:\($0) RA seq =0 ttl 63\n" }.joined()
    let judgments = try Trace(served + own + "6 C:99 > S:8080 S\n6.015 S:8080 > C:99 RA seq =0").judged()
    #expect(judgments.suffix(4).map(\.verdict?.forged) == [nil, nil, nil, false])
    #expect(judgments.suffix(4).first?.verdict?.place?.side == .server)
  }
}

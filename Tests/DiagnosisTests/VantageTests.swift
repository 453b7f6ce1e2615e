import Diagnosis
import Flows
import TestSupport
import Testing

/// Where a capture was taken, as its handshakes tell.
struct VantageTests {
  /// A capture and where it was taken.
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var point: Vantage.Point?
    var trace: String

    init(_ name: String, _ point: Vantage.Point?, _ trace: String) {
      self.name = name
      self.point = point
      self.trace = trace
    }

    var testDescription: String { name }
  }

  static let rows = [
    Row("no router before the client, which answers at once", .client, "0 C > S S\n0.012 S > C SA\n0.01202 C > S A"),
    Row("no router before the client, which answers as a neighbour does", .nearClient, opening),
    Row(
      "no router before the server, which answers at once", .server,
      "S is as ttl 64\nC is as ttl 52\n0 C > S S\n0.00002 S > C SA\n0.03 C > S A"),
    Row("no router before the server, which answers as a neighbour does", .nearServer, openingAtServer),
    Row("the client's frames go out, the server's come in", .client, "C is as out\nS is as in ttl 64\n" + opening),
    Row("the server's frames go out, the client's come in", .server, "S is as out ttl 64\nC is as in\n" + opening),
    Row("both come in: the capturing machine forwards", .middle, "S is as in\nC is as in\n" + opening),
    Row("the client sends segments that its network card cuts up", .client, opening + "1 C > S PA len 20000\n1.1 S > C R"),
    Row("the client leaves checksums to its network card", .client, "C is as offload\n" + opening),
    Row(
      "both are next door, and the server leaves checksums to its network card", .server,
      "S is as ttl 64 offload\n0 C > S S\n0.0003 S > C SA\n0.0005 C > S A"),
    Row(
      "the same over IPv6", .client, "v6\nS is as ttl 64\nC is as offload\n0 C > S S\n0.0003 S > C SA\n0.0005 C > S A"),
    Row(
      "machines of one host: both leave them to it", nil,
      "S is as ttl 64 offload\nC is as offload\n0 C > S S\n0.00003 S > C SA\n0.00005 C > S A"),
    Row(
      "a router on the same host passes on what the client left to be computed", .middle,
      "C is as ttl 62 offload\n0 C > S S\n0.01 S > C SA\n0.02 C > S A"),
    Row("routers on both sides, and time on both", .middle, "C is as ttl 60\n0 C > S S\n0.01 S > C SA\n0.02 C > S A"),
    Row(
      "routers on both sides, nearly all the time on the server's", .nearClient, "C is as ttl 63\n0 C > S S\n0.04 S > C SA\n0.0401 C > S A"),
    Row(
      "routers on both sides, nearly all the time on the client's", .nearServer, "C is as ttl 50\n0 C > S S\n0.0001 S > C SA\n0.04 C > S A"),
    Row("routers on both sides, and no time", .middle, "C is as ttl 61\n0 C > S S\n0.00003 S > C SA\n0.00005 C > S A"),
    Row("no router anywhere, and no time", nil, "S is as ttl 64\n0 C > S S\n0.00003 S > C SA\n0.00005 C > S A"),
    Row("no handshake was captured", nil, "0 C > S PA len 9\n1 S > C R"),
    Row("a SYN that was refused is no handshake", nil, "0 C > S S\n1 S > C RA seq =0"),
    Row(
      "a host that is client here and server there", .mixed,
      opening + "D is 10.9.9.9 ttl 50\n1 D > C:80 S\n1.00002 C:80 > D SA\n1.03 D > C:80 A"),
  ]

  @Test("Undecremented hop limits, the direction of frames, offload and the split of the round trip tell it", arguments: rows)
  func point(row: Row) throws {
    #expect(try vantage(row.trace)?.point == row.point)
  }

  @Test("A scanner that chooses its hop limits does not hide where the rest was captured")
  func majority() throws {
    let good = (1...8).map { "\($0) C:\($0) > S S\n\($0).012 S > C:\($0) SA\n\($0).01202 C:\($0) > S A\n" }.joined()
    let scan = (1...2).map { "1\($0) C:9\($0) > S S ttl 40\n1\($0).012 S > C:9\($0) SA\n1\($0).01202 C:9\($0) > S R\n" }.joined()
    let found = try #require(try vantage(good + scan))
    #expect(found.point == .client)
    #expect([found.agreeing, found.of] == [8, 10])
  }

  @Test("On the claimed sender itself the next step is another than to capture there")
  func nextStep() throws {
    let here = "S is as out ttl 64\nC is as in ttl 52\n0 C > S S\n0.0001 S > C SA\n0.03 C > S A\n"
    let judgment = try onlyJudgment(here + "9 S > C RA seq 3 ack 5 ttl 60 in")
    #expect(judgment.nextStep?.text.en.contains("with the direction of each frame") == true)
    #expect(try onlyJudgment(opening + "9 S > C RA seq 3 ack 5").nextStep?.text.en.contains("while it happens again") == true)
  }

  @Test("On the sender's own link another initial value is hardly a sign of a device")
  func otherInitialValue() throws {
    let atServer = try claim(in: Trace(openingAtServer + "2 S > C R ttl 255"), frame: 4)
    let afar = try claim(in: Trace(opening + "2 S > C R ttl 250"), frame: 4)
    let rule = try #require(Heuristic.all.first { $0.name == "hop-distance" })
    // Claims are lent, not copied, which `#require` would do.
    let (near, far) = (rule.examine(atServer), rule.examine(afar))
    #expect(try #require(near).weight < #require(far).weight)
  }

  private func vantage(_ text: String) throws -> Vantage? {
    var tracker = FlowTracker(seed: FlowSeed(1, 2))
    try Trace(text).record(in: &tracker)
    return Vantage(of: tracker.pathSamples())
  }
}

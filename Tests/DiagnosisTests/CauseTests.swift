import Diagnosis
import Flows
import TestSupport
import Testing

/// An ending in one of the shapes that hosts give it, and why it came to that.
struct CauseRow: Sendable, CustomTestStringConvertible {
  var cause: Cause
  var origin: Origin
  var isFolded: Bool
  var trace: String

  init(_ cause: Cause, by origin: Origin, isFolded: Bool = false, _ trace: String) {
    self.cause = cause
    self.origin = origin
    self.isFolded = isFolded
    self.trace = trace
  }

  var testDescription: String { "\(cause.rawValue) by the \(origin.rawValue)" }

  /// Both ends stamp their segments, so that an abort can be told from a forger's.
  private static let clocks = "C is as clock 5 win 200\nS is as clock 900 win 300\n"

  static let all: [CauseRow] = [
    // Another connection shows the server's distance and round trip.
    CauseRow(.closedPort, by: .server, opening + "1 C > S:25 S\n1.0121 S:25 > C RA seq =0"),
    CauseRow(
      .lateData, by: .server, isFolded: true, opening + "1 S > C FA\n1.0001 C > S A\n1.5 C > S PA len 100\n1.5121 S > C R"),
    CauseRow(
      .lateData, by: .client, isFolded: true, opening + "1 C > S FA\n1.012 S > C A\n1.5 S > C PA len 100\n1.5001 C > S R"),
    CauseRow(.scanner, by: .client, isFolded: true, "0 C > S S ttl 40\n0.012 S > C SA\n0.0121 C > S R seq 1"),
    CauseRow(
      .pathProbe, by: .client, isFolded: true,
      "0 C:7 > S S ttl 1\n0.001 icmp 11/0 from 10.1.1.1 about C:7 > S S\n1 C > S S ttl 6\n1.012 S > C SA\n1.0121 C > S R seq 1"),
    // A usual stack's SYN: its owner gave up before the answer, or was told to by somebody.
    CauseRow(.clientGaveUp, by: .client, "0 C > S S <mss 1460,sackOK> ttl 40\n0.012 S > C SA\n0.0121 C > S R seq 1"),
    CauseRow(.abort, by: .server, clocks + opening + "1 C > S PA len 100\n1.012 S > C A\n2 S > C RA win 300 <TS>"),
    CauseRow(.abort, by: .client, clocks + opening + "1 S > C PA len 100\n1.0001 C > S A\n2 C > S RA win 200 <TS>"),
    // The handshake was answered, and nothing said.
    CauseRow(.abort, by: .server, clocks + opening + "2 S > C RA win 300 <TS>"),
    CauseRow(
      .clientGaveUp, by: .client, isFolded: true, clocks + opening + "2 C > S RA win 200 <TS>"),
    // Asked, answered, acknowledged, and then reset: on purpose.
    CauseRow(
      .linger, by: .server, clocks + opening + "1 C > S PA len 9\n1.012 S > C PA len 9\n1.0121 C > S A\n2 S > C RA win 300 <TS>"),
    CauseRow(
      .linger, by: .client, clocks + opening + "1 S > C PA len 9\n1.001 C > S PA len 9\n1.013 S > C A\n2 C > S RA win 200 <TS>"),
    // The same after two segments of a request, of which the second may be unread; and after long silence.
    CauseRow(
      .abort, by: .server,
      clocks + opening + "1 C > S PA len 9\n1.001 C > S PA len 9\n1.012 S > C PA len 9\n1.0121 C > S A\n2 S > C RA win 300 <TS>"),
    CauseRow(
      .abort, by: .server, clocks + opening + "1 C > S PA len 9\n1.012 S > C PA len 9\n1.0121 C > S A\n101 S > C RA win 300 <TS>"),
    CauseRow(
      .idleTimeout, by: .server, clocks + opening + "1 C > S PA len 9\n1.012 S > C PA len 9\n1.0121 C > S A\n61.02 S > C RA win 300 <TS>"),
    CauseRow(
      .clientGaveUp, by: .client, isFolded: true,
      clocks + opening + "1 S > C PA len 100\n1.0001 C > S A\n2 S > C FA\n2.0001 C > S RA win 200 <TS>"),
    CauseRow(
      .listenOverflow, by: .server, "S is as ids 10\n" + opening + "0.0242 S > C R id 11"),
    // It acknowledges what the server never sent.
    CauseRow(
      .strayPacket, by: .server, "S is as ids 10\n" + opening + "1 C > S PA len 9 ack 90000000\n1.0121 S > C R seq 90000000 id 11"),
    CauseRow(
      .halfOpen, by: .server, "S is as ids 10\n" + opening + "1 C > S PA len 9\n1.012 S > C A\n99 C > S PA len 9\n99.012 S > C R id 13"),
  ]
}

struct CauseTests {
  @Test("Ordinary endings are told by their cause", arguments: CauseRow.all)
  func cause(row: CauseRow) throws {
    let judgment = try #require(try Trace(row.trace).judged().last)
    let verdict = try #require(judgment.verdict)
    #expect(verdict.origin == row.origin, "\(verdict.summary.en)")
    #expect(verdict.cause == row.cause)
    #expect(judgment.isFolded == row.isFolded)
    #expect(verdict.forged == false)
    #expect(verdict.posingAs == nil)
  }

  @Test("What a device does is told apart from what a host does", arguments: deviceRows)
  func deviceCause(row: DeviceRow) throws {
    let trace = try Trace(opening + row.trace, payloads: ["get": getRequest])
    let verdict = try #require(trace.judged().first?.verdict)
    #expect(verdict.origin == .device, "\(verdict.summary.en)")
    #expect(verdict.cause == row.cause)
  }

  @Test("A packet that lost its translation is told with the flow that it belongs to")
  func untranslated() throws {
    let text = """
      B is 192.0.2.7 port 8080 ttl 59
      C is as ids 10
      0 C > S S
      0.01 S > C SA
      0.02 C > S PA 1:101 ack 1
      1 B > C PA seq =5001 len 9 ack =1101
      1.0001 C > B R seq =1101 id 12
      """
    let verdict = try #require(try Trace(text).judged().last?.verdict)
    #expect(verdict.cause == (verdict.origin == .client ? .conntrackInvalid : nil))
    if verdict.origin == .client { #expect(verdict.summary.en.contains("flow 1, with 100.64.1.90:389")) }
  }

  @Test("A reset after both ends had closed leaves the flow closed, without a verdict, and the reset listed")
  func afterClose() throws {
    let judgment = try onlyJudgment(opening + "1 C > S FA\n1.012 S > C FA\n1.0121 C > S A\n1.5 S > C R")
    #expect(judgment.outcome == .closed)
    #expect(judgment.verdict == nil)
    #expect(judgment.resets.count == 1)
  }

  @Test(
    "How far the flow had come is told in stages",
    arguments: [
      (Stage.postSyn, "0 C > S S\n1 S > C RA"), (.postAck, opening + "1 S > C RA"), (.postPsh, opening + "1 C > S PA len 9\n2 S > C RA"),
      (.later, opening + "1 S > C PA len 9\n2 S > C RA"), (.later, opening + "1 C > S PA len 9\n2 C > S PA len 9\n3 S > C RA"),
      (.postFin, opening + "1 C > S FA\n3 S > C RA"), (.midStream, "0 C > S PA len 9\n1 S > C RA"),
    ])
  func stages(stage: Stage, trace: String) throws {
    #expect(try onlyJudgment(trace).stage == stage)
  }

  @Test(
    "What drew the reset is named by its kind",
    arguments: [
      (Trigger.Kind.syn, 1, "0 C > S S\n1 S > C RA seq =0"), (.synAck, 2, "0 C > S S\n0.012 S > C SA\n0.0121 C > S R seq 1"),
      (.data, 4, opening + "1 C > S PA len 9\n2 S > C RA"), (.fin, 4, opening + "1 C > S FA\n2 S > C RA"), (.ack, 3, opening + "2 S > C R"),
    ])
  func triggers(kind: Trigger.Kind, frame: UInt64, trace: String) throws {
    let trigger = try #require(try onlyJudgment(trace).trigger)
    #expect(trigger.kind == kind)
    #expect(trigger.packet.number == frame)
  }

  @Test("A request that drew the reset is named with its host")
  func request() throws {
    let trace = try Trace(opening + "1 C > S PA payload get\n1.001 S > C RA ttl 63", payloads: ["get": getRequest])
    let trigger = try #require(trace.judged().first?.trigger)
    #expect(trigger.kind == .httpRequest)
    #expect(trigger.host == "a.example")
    #expect(trigger.serverName == nil)
  }

  @Test("The silence before what drew the reset is told")
  func idle() throws {
    #expect(try onlyJudgment(opening + "350.0121 C > S PA len 9\n350.024 S > C R").idle == 350_000_000_000)
    #expect(try onlyJudgment(opening + "60.0121 S > C RA").idle == 60_000_000_000)
  }
}

/// A device's reset after a handshake, and why.
struct DeviceRow: Sendable {
  var cause: Cause
  var trace: String
}

private let getRequest = Array("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n".utf8)

/// In each, the server goes on after the device's reset.
private let deviceRows = [
  DeviceRow(cause: .contentTrigger, trace: "1 C > S PA payload get\n1.001 S > C R ttl 63\n1.012 S > C A\n1.3 S > C PA len 9"),
  // Nothing that names anybody; a request that the server had answered; long silence.
  DeviceRow(cause: .midstreamReset, trace: "1 C > S PA len 9\n1.001 S > C R ttl 63\n1.012 S > C A\n1.3 S > C PA len 9"),
  DeviceRow(
    cause: .midstreamReset,
    trace: "1 C > S PA payload get\n1.012 S > C PA len 9\n2 C > S PA len 9\n2.001 S > C R ttl 63\n2.012 S > C A\n2.3 S > C PA len 9"),
  DeviceRow(
    cause: .idleTimeout,
    trace: "1 C > S PA payload get\n1.012 S > C PA len 9\n99 C > S PA len 9\n99.001 S > C R ttl 63\n99.012 S > C A\n99.3 S > C PA len 9"),
]

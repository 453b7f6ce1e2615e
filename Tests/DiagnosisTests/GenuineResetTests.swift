import Diagnosis
import Flows
import TestSupport
import Testing

/// A reset that a host or a balancer really sent, in a shape that looks odd: it must never be called forged.
struct GenuineRow: Sendable, CustomTestStringConvertible {
  var name: String
  var trace: String

  init(_ name: String, _ trace: String) {
    self.name = name
    self.trace = trace
  }

  var testDescription: String { name }

  /// The server's packets over four seconds, all from five hops away.
  private static let steady = opening + "1 C > S PA len 100\n1.012 S > C PA len 100\n2 C > S PA len 100\n2.012 S > C PA len 100\n"

  static let stacks: [GenuineRow] = [
    GenuineRow("Linux without a socket: IP identification 0, window 0, no options", steady + "3 C > S PA len 9\n3.012 S > C R df"),
    GenuineRow("Linux after a restart: minutes of silence before", steady + "400 C > S PA len 9\n400.012 S > C R df"),
    GenuineRow("a stack that begins its resets at 255", steady + "3 C > S PA len 9\n3.012 S > C R ttl 250"),
    GenuineRow("BIG-IP: 255, and acknowledges what it answers", steady + "3 C > S PA len 9\n3.012 S > C RA ack 201 ttl 250"),
    GenuineRow("NetScaler: 255, and a code in the window", steady + "3 C > S PA len 9\n3.012 S > C R win 8201 ttl 250"),
    GenuineRow("AIX: a window of its own without ACK", steady + "3 C > S PA len 9\n3.012 S > C R win 16384"),
    GenuineRow("lwIP: always RST and ACK, a constant window", steady + "3 C > S PA len 9\n3.012 S > C RA win 1072"),
    GenuineRow("Windows: an acknowledgment number without the flag", steady + "3 C > S PA len 9\n3.012 S > C R ack 210"),
    GenuineRow(
      "a socket with a TTL of its own: data from 255, the reset from 64",
      steady.replacing("S > C SA", with: "S > C SA ttl 255")
        .replacing("S > C PA", with: "S > C PA ttl 255") + "3 C > S PA len 9\n3.012 S > C R ttl 64"),
    GenuineRow(
      "a host whose segments carry timestamps, and whose kernel answers without",
      "C is as clock 5\nS is as clock 900\n" + steady + "3 C > S PA len 9\n3.012 S > C R"),
    GenuineRow(
      "gVisor: Linux's options, Don't Fragment on all but resets", withLinux + "3 C > S PA len 9\n3.012 S > C R nodf"),
    GenuineRow(
      "gVisor of old: RST and ACK for what it does not know, no timestamps", withLinux + "3 C > S PA len 9\n3.012 S > C RA nodf"),
    GenuineRow("Windows: no window and no timestamps on an abort", withWindows + "3 C > S PA len 9\n3.012 S > C RA"),
    GenuineRow(
      "a SYN proxy that answers for the server now and then, as in a flood",
      steady + "5 C:9 > S S\n5.001 S > C:9 SA ttl 63 win 9000 df\n5.0011 C:9 > S A\n5.1 C:9 > S PA len 9\n5.112 S > C:9 R"),
    GenuineRow("the numbers of a firewall before the server that randomises them", "0 C > S S\n0.012 S > C RA seq =91823"),
  ]

  static let moments: [GenuineRow] = [
    GenuineRow(
      "one reset for each of three segments in flight",
      steady + "3 C > S A len 1400\n3 C > S A len 1400\n3 C > S PA len 9\n3.012 S > C R\n3.012 S > C R\n3.012 S > C R"),
    GenuineRow(
      "twenty resets for one segment that the client's network card cut in twenty",
      steady + "3 C > S PA len 28000\n" + (0..<20).map { _ in "3.0125 S > C R" }.joined(separator: "\n")),
    GenuineRow(
      "a segment that was overtaken by the reset", steady + "3 C > S PA len 9\n3.0120 S > C RA win 501 seq 301\n3.0121 S > C PA 201:301"),
    GenuineRow(
      "a request that crosses the server's FIN", steady + "9.000 S > C FA\n9.0001 C > S PA len 100 ack 201\n9.0121 S > C R seq 201"),
    GenuineRow("a keep-alive that a restarted server answers", steady + "7200 C > S A seq 200\n7200.0121 S > C R"),
    GenuineRow("a SYN sent again, and the answer to the first", "0 C > S S\n1 C > S S\n1.002 S > C RA seq =0"),
    GenuineRow("a client that gives up a race of addresses", opening + "0.0122 C > S RA"),
    GenuineRow(
      "a client that closes with data unread, and answers the rest",
      openingAtServer + "1 S > C A len 1400\n1 S > C A len 1400\n1.030 C > S RA\n1.0301 C > S R\n1.0302 C > S R"),
    GenuineRow(
      "an abort after data that the capture lost", opening + "1 C > S PA len 100\n1.5 S > C RA seq 4000 win 501"),
    GenuineRow(
      "a retried SYN of a client that was refused",
      "0 C > S S\n0.012 S > C RA seq =0\n0.5 C > S S\n0.512 S > C RA seq =0\n1 C > S S\n1.012 S > C RA seq =0"),
    GenuineRow(
      "an abort as RFC 9293, section 3.10.5, spells it, without ACK, just after the client's acknowledgment",
      steady + "3 C > S PA len 100\n3.012 S > C PA len 500\n3.0121 C > S A\n3.0130 S > C R"),
    GenuineRow(
      "the same in the client's name",
      openingAtServer + "1 C > S PA len 100\n1.0001 S > C PA len 500\n1.03 C > S A\n1.0302 S > C A len 1400\n1.031 C > S R"),
    GenuineRow(
      "a server that refuses an upload, aborts, and answers what was still on its way",
      opening + "1 C > S A len 1400\n1 C > S A len 1400\n1.005 C > S A len 1400\n1.005 C > S A len 1400\n1.0125 S > C PA len 300\n"
        + "1.0126 S > C RA win 501 ack 2801\n1.0170 S > C R seq 1\n1.0171 S > C R seq 1"),
    GenuineRow(
      "a restarted client that meets a challenge acknowledgment (RFC 5961, section 4.2), resets the old connection and tries again",
      opening
        + "100 C > S S isn 70000\n100.012 S > C A seq 1 ack =1001\n100.0121 C > S R seq =1001\n101 C > S S\n101.012 S > C SA isn 90000"),
    GenuineRow(
      "a client that resets a SYN-ACK with a wrong number (RFC 9293, section 3.10.7.3)",
      "0 C > S S\n0.012 S > C SA ack 77\n0.0121 C > S R seq 77\n1 C > S S\n1.012 S > C SA isn 90000\n1.0121 C > S A"),
    GenuineRow(
      "an impatient server: it resets connections on which nothing was said",
      "S is as ids 40\n" + opening + "30.0121 S > C RA win 501 id 41"),
    GenuineRow("a slightly faster answer than the handshake's", opening + "1 C > S PA len 100\n1.009 S > C RA"),
  ]

  static let clocks: [GenuineRow] = [
    GenuineRow(
      "a first SYN that waited for a radio or an address resolution, and a quick server after it",
      "0 C > S S\n0.300 S > C SA\n0.3001 C > S A\n0.3002 C > S PA len 100\n0.3202 S > C RA"),
    GenuineRow(
      "a client that was slow to complete the handshake, and quick to abort",
      "0 C > S S\n0.0001 S > C SA\n0.0900 C > S A\n1 S > C PA len 100\n1.002 C > S RA"),
    GenuineRow(
      "a balancer that connects to its backend before it accepts, and refuses the request by itself",
      "0 C:7 > S S\n0.1 S > C:7 SA\n0.1001 C:7 > S A\n5 C > S S\n5.1 S > C SA\n5.1001 C > S A\n5.1002 C > S PA len 100\n5.1202 S > C RA"),
    GenuineRow(
      "time stamps of 1/64 second: everything within one tick seems to happen at once",
      "0 C > S S\n0.015625 S > C SA\n0.015625 C > S A\n1 C > S PA len 100\n1 S > C RA"),
  ]

  static let neighbours: [GenuineRow] = [
    GenuineRow(
      "a balancer one hop before the server that has lost the connection, whose address it may be",
      steady + "62 C > S PA len 9\n62.012 S > C R ttl 60"),
    GenuineRow("a balancer two hops before the server that refuses", steady + "3 C:7 > S S\n3.012 S > C:7 RA seq =0 ttl 61"),
    GenuineRow(
      "the same over IPv6, where balancers often leave the flow label 0",
      "v6\nS is as label 77\n" + steady + "62 C > S PA len 9\n62.012 S > C R ttl 60 label 0"),
    GenuineRow(
      "a balancer one hop before the server that echoes windows", steady + "3 C > S PA len 9 win 9000\n3.012 S > C RA win 9000 ttl 60"),
    GenuineRow("a route that changed by a hop", steady + "3 C > S PA len 9\n3.0125 S > C RA win 501 ttl 58"),
  ]
}

struct GenuineResetTests {
  @Test(
    "A host's own reset is never called forged",
    arguments: GenuineRow.stacks + GenuineRow.moments + GenuineRow.clocks + GenuineRow.neighbours)
  func neverForged(row: GenuineRow) throws {
    let judgments = try Trace(row.trace).judged()
    let accused = judgments.filter { $0.verdict?.forged == true }
    let found = accused.flatMap(\.evidence).map { "\($0.rule): \($0.text.en)" }.joined(separator: "; ")
    #expect(accused.map(\.flow.serial) == [], "\(found)")
  }
}

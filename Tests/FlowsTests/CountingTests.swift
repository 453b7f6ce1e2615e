import Flows
import TestSupport
import Testing
import Wire

/// What is counted once, though it came twice, and what is known to be missing.
struct CountingTests {
  private static let handshake = "0 C > S S\n0.01 S > C SA\n0.01 C > S A\n"

  @Test("Bytes are counted across the wrap of sequence numbers at 2^32")
  func wrap() throws {
    let flow = try onlyFlow(
      """
      C is as isn 4294967290
        0.00 C > S S
        0.01 S > C SA
        0.02 C > S A len 1000
        0.03 C > S A len 1000
        0.04 S > C PA len 7
        0.05 C > S FA
      """)
    #expect(flow.toServer.bytes == 2000)
    #expect(flow.toClient.bytes == 7)
  }

  @Test("Bytes are counted over more than 2^32")
  func manyWraps() throws {
    let lines = (1...11).map { "\($0) C > S A seq \($0 * 1_000_000_000 + 1) len 1000" }
    #expect(try onlyFlow(Self.handshake + lines.joined(separator: "\n")).toServer.bytes == 11_000_001_000)
  }

  @Test("Bytes are counted across a wrap that falls into a gap")
  func wrapInGap() throws {
    let flow = try Trace("C is as isn 4294967290\n" + Self.handshake + "1 S > C A ack 101\n2 C > S A seq 101 len 100").followed().endings[0]
      .flow
    #expect(flow.toServer.bytes == 200)
  }

  @Test("A retransmission, a reordered segment and a keep-alive add packets, not bytes")
  func repetitions() throws {
    let ending = try onlyEnding(
      Self.handshake + """
        1.0 C > S PA 1:101
        1.1 C > S PA 201:301
        1.2 C > S PA 101:201
        1.5 C > S PA 1:101
        9.0 C > S A seq 300
        9.5 C > S A 300:301
        """)
    #expect(ending.flow.toServer.bytes == 300)
    #expect(ending.flow.toServer.packets == 8)
    #expect(ending.ends?.client.hasGap == false)
  }

  @Test("What is acknowledged but was never captured is a gap, counted once a flow")
  func gap() throws {
    let followed = try Trace(Self.handshake + "1 S > C A ack 101\n2 S > C A ack 201").followed()
    #expect(followed.endings.first?.ends?.client.hasGap == true)
    #expect(followed.endings.first?.ends?.server.hasGap == false)
    #expect(followed.counts.flowsWithGaps == 1)
  }

  @Test("Handshake round trips are measured on both sides of the capture point, unless the SYN was sent again")
  func roundTrips() throws {
    let once = try onlyEnding("0 C > S S\n0.012 S > C SA\n0.0121 C > S A")
    #expect(once.ends?.server.roundTrip == 12_000_000)
    #expect(once.ends?.client.roundTrip == 100_000)
    let twice = try onlyEnding("0 C > S S\n1 C > S S\n1.012 S > C SA\n1.013 C > S A")
    #expect(twice.ends?.server.roundTrip == nil)
  }

  @Test("Frames, segments, resets, flows and the time they span are counted")
  func counts() throws {
    let counts = try Trace(
      """
      0.5 other
      0.6 C > S S
      0.7 S > C RA seq =0
      0.7001 copy
      0.1 C:9 > S S
      0.8 icmp 3/13 from 172.31.92.2 about C:9 > S S
      """
    ).followed().counts
    #expect(
      [counts.frames, counts.segments, counts.resets, counts.duplicates, counts.flows, counts.controlMessages] == [6, 4, 2, 1, 2, 1])
    #expect(counts.undecoded.reduce(0, +) == 1)
    #expect(counts.firstTime.flatMap { first in counts.lastTime.map { $0 - first } } == 700_000_000)
  }

  @Test("A capture of one direction is partial, never unanswered")
  func oneSided() throws {
    #expect(try onlyEnding("0 C > S S\n0.01 C > S A ack 1\n0.02 C > S PA 1:100 ack 1").kind == "partial")
    #expect(try onlyEnding("0 C > S S\n0.01 C > S PA 1:100 ack 1\n1 C > S FA").kind == "partial")
    #expect(try onlyEnding("0 S > C SA\n0.02 S > C PA").kind == "partial")
    // The SYN of another flow to a server whose clients go on without a captured answer tells nothing either.
    let kinds = try Trace("0 C > S S\n0.1 C > S A ack 1\n1 C:7 > S S\n2 C:7 > S S").followed().endings.map(\.kind)
    #expect(kinds == ["partial", "partial"])
  }

  @Test("A SYN to a silent server is unanswered though others are answered, and its attempts are counted")
  func unanswered() throws {
    let endings = try Trace("0 C > S S\n0.1 S > C SA\n0.1 C > S A\n1 C:7 > S:444 S\n2 C:7 > S:444 S\n4 C:7 > S:444 S").followed().endings
    guard case .unanswered(let silence) = endings[1] else { throw Missing("silence") }
    #expect(silence.attempts == 3)
  }
}

/// Something that a test needs is not there.
struct Missing: Error {
  var what: String

  init(_ what: String) {
    self.what = what
  }
}

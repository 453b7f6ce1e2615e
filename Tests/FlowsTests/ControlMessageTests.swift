import Flows
import TestSupport
import Testing
import Wire

/// ICMP errors, tied to their flow by what they quote, and echo replies.
struct ControlMessageTests {
  @Test(
    "Destination unreachable rejects the flow that it quotes",
    arguments: ["0.01 icmp 3/13 from 172.31.92.2 about C > S S", "v6\n0.01 icmp 1/1 from 2001:db8::92 about C > S S"])
  func refusal(line: String) throws {
    let version = line.hasPrefix("v6") ? "v6\n" : ""
    let endings = try Trace(version + "0 C > S S\n0.001 C:9 > S S\n" + line).followed().endings
    #expect(endings.map(\.kind) == ["rejected", "unanswered"])
    guard case .rejected(let rejection) = endings[0] else { return }
    #expect(rejection.note.refusals == 1)
    #expect(rejection.note.refusalPosition.number == 3)
    #expect(rejection.note.refusalTime.nanoseconds - rejection.flow.firstTime.nanoseconds == 10_000_000)
  }

  @Test("The first refusal is kept, and the others are counted")
  func firstRefusal() throws {
    let ending = try onlyEnding(
      "0 C > S S\n1 icmp 3/1 from 172.31.92.2 about C > S S\n2 icmp 3/13 from 172.31.92.9 about C > S S")
    guard case .rejected(let rejection) = ending else { throw Missing("rejection") }
    #expect(rejection.note.refusals == 2)
    #expect(rejection.note.refusal?.code == 1)
  }

  @Test(
    "Fragmentation needed, packet too big, time exceeded and a parameter problem reject nothing",
    arguments: [("", "3/4"), ("", "11/0"), ("", "4/0"), ("", "12/0"), ("v6\n", "2/0"), ("v6\n", "3/0"), ("v6\n", "4/0")])
  func notRefused(version: String, kind: String) throws {
    let ending = try onlyEnding(version + "0 C > S S\n1 icmp \(kind) from S about C > S S")
    #expect(ending.kind == "unanswered")
  }

  @Test("Time exceeded is counted for the flow, and for its client as a prober of paths")
  func timeExceeded() throws {
    let followed = try Trace("0 C > S S\n1 icmp 11/0 from 172.31.92.2 about C > S S\n2 icmp 11/0 from 172.31.92.3 about C > S S").followed()
    guard case .unanswered(let silence) = followed.endings[0] else { throw Missing("silence") }
    #expect(silence.note?.timesExceeded == 2)
    #expect(followed.baselines[silence.flow.client.address].timesExceeded == 2)
  }

  @Test(
    "An error that quotes another flow, or comes before any flow, changes nothing",
    arguments: ["C:9 > S", "S > C:9", "C > S:443", "S:443 > C"])
  func foreign(quoted: String) throws {
    let trace = "0 icmp 3/13 from 172.31.92.2 about C > S S\n1 C > S S\n2 icmp 3/13 from 172.31.92.2 about \(quoted) S"
    #expect(try onlyEnding(trace).kind == "unanswered")
  }

  @Test("A rejected flow that is reset as well counts as reset, and the error is kept with it")
  func rejectedAndReset() throws {
    let ending = try onlyEnding("0 C > S S\n1 icmp 3/13 from 172.31.92.2 about C > S S\n2 S > C RA seq =0")
    #expect(ending.reset?.controlNote?.refusal?.code == 13)
  }

  @Test("Echo replies tell how far away a host is, in its baseline only")
  func echoReplies() throws {
    let baselines = try Trace("0 S > C echo-reply ttl 57\n1 S > C echo-reply ttl 57\n2 C > S S\n3 S > C RA seq =0").followed().baselines
    let server = try #require(IPAddress("100.64.1.90"))
    #expect(baselines[server].echoReplies == HopLimits([57, 57]))
    #expect(baselines[server].allAsServer.total == 0)
  }
}

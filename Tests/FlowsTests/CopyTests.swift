import Flows
import TestSupport
import Testing

/// Packets that the capture shows twice, and packets that only look so.
struct CopyTests {
  private static let reset = "0 C > S S\n0.01 S > C SA\n0.02 C > S PA len 9\n0.03 S > C R\n"

  @Test(
    "The same packet again a moment later on another hop, link, VLAN or passage is a copy",
    arguments: [
      "0.0301 copy", "0.0301 copy ttl 59 mac 77", "0.0301 copy ttl 59 vlan 12", "0.0301 copy ttl 58 out", "0.0301 copy ttl 59 out",
    ])
  func copies(line: String) throws {
    let followed = try Trace(Self.reset + line).followed()
    let context = try #require(followed.endings.first?.reset)
    #expect(context.packets.map(\.isCopy) == [false, false, false, false, true])
    #expect(followed.counts.duplicates == 1)
    #expect(context.server.packets == 2)
  }

  @Test(
    "Two resets that are alike, but of the same hop and link, or later, or nearer, are two",
    arguments: ["0.0301 S > C R", "0.0301 copy ttl 60", "0.04 copy", "0.0301 S > C R ttl 58 win 9", "0.0301 S > C R ttl 58 seq 2"])
  func genuine(line: String) throws {
    let followed = try Trace(Self.reset + line).followed()
    #expect(followed.counts.duplicates == 0)
    #expect(followed.endings.first?.reset?.resetsTotal == 2)
  }

  @Test("A port mirror may lag where the IP identification shows that it is the same packet", arguments: [("0.08", 1), ("0.2", 0)])
  func laggingMirror(time: String, copies: UInt64) throws {
    let trace = try Trace("0 C > S S\n0.01 S > C SA\n0.02 C > S PA len 9\n0.03 S > C RA id 4242\n\(time) copy")
    #expect(trace.followed().counts.duplicates == copies)
  }

  @Test("A flow captured on both interfaces of a router counts each packet once")
  func router() throws {
    let lines = [
      "0.00 C > S S in", "0.00002 copy out", "0.01 S > C SA in", "0.01002 copy out", "0.02 C > S PA len 9 in", "0.02002 copy out",
      "0.03 S > C FA in", "0.03002 copy out",
    ]
    let ending = try onlyEnding(lines.joined(separator: "\n"))
    #expect([ending.flow.toServer.packets, ending.flow.toClient.packets] == [2, 2])
    #expect(ending.flow.history == "ShDf")
  }

  @Test("The hop limit of a copy is none of its sender's")
  func hopLimits() throws {
    let ending = try onlyEnding("0 C > S S\n0.0001 copy\n0.01 S > C SA\n0.0101 copy")
    #expect(ending.ends?.client.hopLimits.isSteady == true)
    #expect(ending.ends?.server.hopLimits.isSteady == true)
  }

  @Test("Resets are none of the packets that an end's hop limits are counted over")
  func resetsAreNoReferences() throws {
    let ending = try onlyEnding("0 C > S S\n0.01 S > C SA\n0.02 S > C R ttl 63\n0.0201 S > C R ttl 63\n0.0202 S > C R ttl 63")
    let limits = try #require(ending.ends?.server.hopLimits)
    #expect(limits.usual == 59)
    #expect(!limits.contains(63))
    #expect(limits.total == 1)
  }
}

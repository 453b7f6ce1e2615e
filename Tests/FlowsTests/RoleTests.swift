import Flows
import TestSupport
import Testing
import Wire

/// Who is the client, and where one flow ends and the next begins.
struct RoleTests {
  @Test("Who sends the SYN is the client, whatever the order of addresses and ports", arguments: ["10.1.1.20", "200.0.0.1"])
  func synTells(client: String) throws {
    let flow = try onlyFlow(
      """
      C is \(client) port 80
      S is 100.64.1.90 port 50000
        0 C > S S
        0.01 S > C SA
      """)
    #expect(flow.client.address.description == client)
    #expect(flow.server.port == 50000)
    #expect(!flow.rolesAreGuessed)
  }

  @Test("A SYN-ACK captured first tells the roles too")
  func synAckFirst() throws {
    let flow = try onlyFlow(
      """
      C is as port 80
      S is as port 50000
        0 S > C SA
        0.01 C > S A
      """)
    #expect(flow.client.port == 80)
    #expect(!flow.rolesAreGuessed)
  }

  @Test("A flow captured late has the higher port as its client, and says that it is a guess", arguments: ["C > S", "S > C"])
  func lateStart(first: String) throws {
    let flow = try onlyFlow("0 \(first) PA len 10")
    #expect(flow.client.port == 40112)
    #expect(flow.rolesAreGuessed)
  }

  @Test("A SYN with another initial number after a close or a reset is a new flow", arguments: ["FA", "RA"])
  func portReuse(end: String) throws {
    let endings = try Trace(
      """
      0.00 C > S S
      0.01 S > C SA
      0.01 C > S A
      0.02 C > S \(end)
      0.03 S > C \(end)
      1.00 C > S S isn 900000
      1.01 S > C SA isn 70
      1.01 C > S A
      """
    ).followed().endings
    #expect(endings.map(\.flow.serial) == [1, 2])
    #expect(endings.map(\.kind) == [end == "FA" ? "closed" : "reset", "open"])
    #expect(endings.map { $0.flow.toServer.packets } == [3, 2])
  }

  @Test(
    "A SYN sent again with its initial number stays one flow",
    arguments: [
      "1 C > S S\n 3 C > S S",
      "1 C > S S\n 1.01 S > C SA\n 1.02 S > C SA",
      "1 S > C SA\n 2 C > S S",
      "1 S > C RA seq =0\n 2 C > S S\n 3 S > C RA seq =0",
    ])
  func retries(lines: String) throws {
    #expect(try Trace("0 C > S S\n" + lines).followed().endings.count == 1)
  }

  @Test("A SYN with data of Fast Open, sent again without them, stays one flow")
  func fastOpen() throws {
    let trace = try Trace("0 C > S S len 100\n1 C > S S")
    #expect(trace.followed().endings.count == 1)
  }

  @Test("Flows of the same hosts on other ports are flows of their own, in the order of their first packets")
  func serials() throws {
    let endings = try Trace(
      """
      0.0 C:2000 > S S
      0.1 C:2001 > S S
      0.2 C:2000 > S:443 S
      0.3 S > C:2001 SA
      """
    ).followed().endings
    #expect(endings.map(\.flow.serial) == [1, 2, 3])
    #expect(endings.map(\.flow.client.port) == [2000, 2001, 2000])
    #expect(endings.map(\.flow.server.port) == [389, 389, 443])
  }

  @Test("IPv6 flows are told apart by their whole addresses")
  func version6() throws {
    let endings = try Trace(
      """
      v6
      D is 2001:db8:0:1::21 port 40112
        0.0 C > S S
        0.1 D > S S
        0.2 S > C SA
      """
    ).followed().endings
    #expect(endings.map(\.flow.client.address.description) == ["2001:db8:0:1::20", "2001:db8:0:1::21"])
    #expect(endings.map(\.kind) == ["open", "unanswered"])
  }
}

/// The only flow of a trace.
func onlyFlow(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> FlowSummary {
  try onlyEnding(text, location).flow
}

/// The only ending of a trace.
func onlyEnding(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> Ending {
  let endings = try Trace(text).followed().endings
  try #require(endings.count == 1, sourceLocation: location)
  return try #require(endings.first, sourceLocation: location)
}

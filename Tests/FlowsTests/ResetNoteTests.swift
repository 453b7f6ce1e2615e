import Flows
import TestSupport
import Testing

struct ResetNoteTests {
  private static let opening = "0 C > S S\n0.01 S > C SA\n0.02 C > S A\n"

  private func notes(_ text: String, payloads: [String: [UInt8]] = [:]) throws -> [ResetNote] {
    try Trace(Self.opening + text, payloads: payloads).followed().endings.compactMap(\.reset).first?.notes ?? []
  }

  @Test("A reset's payload is kept, with its frame and its length")
  func payload() throws {
    let note = try #require(try notes("1 S > C RA hex 0102").first)
    #expect(note.octets == [1, 2])
    #expect(note.length == 2)
    #expect(note.position.number == 4)
    #expect(note.multipathReason == nil)
  }

  @Test("Of a long payload 255 octets are kept")
  func longPayload() throws {
    let note = try #require(try notes("1 S > C RA payload long", payloads: ["long": [UInt8](repeating: 7, count: 1_460)]).first)
    #expect(note.octets.count == 255)
    #expect(note.length == 1_460)
  }

  @Test("Multipath TCP's reason is kept, with and without a payload")
  func multipathReason() throws {
    #expect(try notes("1 S > C RA <mprst 6>").first?.multipathReason == 6)
    let both = try #require(try notes("1 S > C RA <mprst 3> hex 00ff").first)
    #expect(both.multipathReason == 3)
    #expect(both.octets == [0, 255])
  }

  @Test("Two notes a flow are kept, and none of a reset that says nothing or whose payload was not captured")
  func bound() throws {
    #expect(try notes("1 S > C RA\n1.1 S > C R len 9").isEmpty)
    #expect(try notes((1...9).map { "\($0) S > C RA hex 0\($0)" }.joined(separator: "\n")).map(\.octets) == [[1], [2]])
  }
}

struct TwinTests {
  private static let flow = """
    S is 100.64.1.90
    B is 192.0.2.7 port 8080 ttl 60
    0 C > S S
    0.01 S > C SA
    0.02 C > S PA 1:101 ack 1

    """

  private func twin(_ text: String) throws -> FlowTwin? {
    try Trace(Self.flow + text).followed().baselines.twins[2]
  }

  @Test("A stray packet is told to belong to the flow of the same end whose numbers it goes on with", arguments: [5_001, 90_005_001])
  func belongs(sequence: UInt32) throws {
    let twin = try #require(try twin("1 B > C PA seq =\(sequence) len 9 ack =1101\n1.0001 C > B R seq =1101"))
    #expect(twin.serial == 1)
    #expect(twin.shared.port == 40112)
    #expect(twin.other.port == 389)
  }

  @Test("It belongs to none where the numbers or the port differ")
  func belongsNowhere() throws {
    #expect(try twin("1 B > C PA seq =90005001 len 9 ack =1102\n1.0001 C > B R seq =1102") == nil)
    #expect(try twin("1 B > C:7 PA seq =5001 len 9 ack =1101\n1.0001 C:7 > B R seq =1101") == nil)
  }
}

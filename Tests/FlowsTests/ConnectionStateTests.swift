import Flows
import TestSupport
import Testing

/// A flow, and what Zeek calls it (https://docs.zeek.org/en/master/scripts/base/protocols/conn/main.zeek.html).
struct StateRow: Sendable, CustomTestStringConvertible {
  var state: String
  var history: String
  var kind: String
  var trace: String

  init(_ state: String, _ history: String, _ kind: String, _ trace: String) {
    self.state = state
    self.history = history
    self.kind = kind
    self.trace = trace
  }

  var testDescription: String { "\(state) \(history)" }

  private static let handshake = "0 C > S S\n0.1 S > C SA\n0.2 C > S A\n"

  static let all: [StateRow] = [
    StateRow("S0", "S", "unanswered", "0 C > S S"),
    StateRow("S0", "S", "unanswered", "0 C > S S\n1 C > S S\n3 C > S S"),
    StateRow("S1", "ShADad", "open", handshake + "1 C > S PA len 9\n1.1 S > C A\n1.2 S > C PA len 5"),
    StateRow(
      "SF", "ShADadFf", "closed", handshake + "1 C > S PA len 9\n1.1 S > C A\n1.2 S > C PA len 5\n2 C > S FA\n3 S > C FA\n3 C > S A"),
    StateRow("REJ", "Sr", "reset", "0 C > S S\n0.1 S > C RA seq =0"),
    StateRow("S2", "ShAF", "open", handshake + "1 C > S FA"),
    StateRow("S3", "ShAf", "open", handshake + "1 S > C FA"),
    StateRow("RSTO", "ShAR", "reset", handshake + "1 C > S RA"),
    StateRow("RSTR", "ShADr", "reset", handshake + "1 C > S PA len 9\n1.1 S > C R"),
    StateRow("RSTOS0", "SR", "reset", "0 C > S S\n0.1 C > S R seq 1"),
    StateRow("RSTRH", "hr", "reset", "0 S > C SA ack 1\n1 S > C R"),
    StateRow("SH", "SF", "partial", "0 C > S S\n1 C > S FA ack 1"),
    StateRow("SHR", "hf", "partial", "0 S > C SA ack 1\n1 S > C FA ack 1"),
    StateRow("OTH", "Dd", "partial", "0 C > S PA len 9\n0.1 S > C PA len 9"),
    StateRow("OTH", "r", "reset", "0 S > C R"),
  ]
}

struct ConnectionStateTests {
  @Test("conn_state and history are Zeek's", arguments: StateRow.all)
  func zeek(row: StateRow) throws {
    let ending = try onlyEnding(row.trace)
    #expect(ending.flow.connectionState == row.state)
    #expect(ending.kind == row.kind)
    #expect(ending.flow.history == row.history)
  }

  @Test("A retransmission is t, what was acknowledged but not captured g, in the history of who sent it")
  func repetitionAndGap() throws {
    let repeated = try onlyFlow("0 C > S S\n0.1 S > C SA\n0.2 C > S PA 1:10\n0.5 C > S PA 1:10")
    #expect(repeated.history == "ShDT")
    let gap = try onlyFlow("0 C > S S\n0.1 S > C SA\n0.2 C > S A\n0.5 S > C A ack 100")
    #expect(gap.history == "ShAGa")
  }

  @Test("Each letter is written once a direction")
  func once() throws {
    let flow = try onlyFlow("0 C > S PA len 5\n1 C > S PA len 5\n2 S > C PA len 5\n3 C > S PA len 5")
    #expect(flow.history == "Dd")
  }
}

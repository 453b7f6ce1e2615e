import Diagnosis
import Flows
import Testing
import Wire

@testable import Reporting

@Suite("The answer in one sentence")
struct HeadlineTests {
  @Test("answers in words that fit", arguments: headlines)
  func headline(judgments: [Judgment], sentence: String) {
    var tally = Tally()
    for judgment in judgments { tally.add(judgment) }
    #expect(Headline(tally, .sample).sentence == sentence)
  }

  static let headlines: [([Judgment], String)] = [
    ([.well(1)], "Nobody was reset: the only connection ended in order."),
    ([.well(1), .well(2)], "Nobody was reset: all 2 connections ended in order."),
    (
      [.well(1), .well(2, .open), .well(3, .partial)],
      "Nobody was reset: of 3 connections 1 ended in order, 1 still open at the end, 1 seen too little of to say."
    ),
    ([.well(1), .folded(2, .lateData)], "No connection was broken off: of 2 connections 1 ended in order, 1 harmlessly reset."),
    ([.resetByDevice(1)], "The only connection was reset by a device between client and server, not by the server."),
    (
      [.resetByDevice(1), .resetByDevice(2)],
      "All 2 connections were reset by a device between client and server, not by the server."
    ),
    ([.resetByServer(1, proof: .possible), .well(2)], "1 of 2 connections was perhaps reset by the server itself."),
    ([.unanswered(1), .well(2), .unanswered(3)], "2 of 3 connections got no answer."),
    ([], "None of the 3 connections is one that was asked for."),
  ]
}

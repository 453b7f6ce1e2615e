import Diagnosis
import Flows
import Testing
import Wire

@testable import Reporting

@Suite("The text report")
struct TextReportTests {
  static let five: [Judgment] = [.resetByDevice(), .well(1), .resetByServer(4), .rejected(3), .unanswered(5)]

  @Test("answers in a sentence, then a row a flow, then the limits of the capture")
  func page() {
    #expect(text(Self.five).hasPrefix("1 of 5 connections was reset by a device between client and server, not by the server; "))
  }

  @Test("stacks its rows where the columns do not fit")
  func narrow() {
    var options = TextOptions()
    options.width = 60
    let page = text(Self.five, options)
    #expect(page.split(separator: "\n").allSatisfy { String($0).displayWidth <= 60 })
  }
}

func text(
  _ judgments: [Judgment], _ options: TextOptions = TextOptions(), capture: CaptureRecord = .sample, counts: TrafficCounts = .sample
)
  -> String
{
  var report = TextReport(options: options)
  report.begin(capture: capture)
  for judgment in judgments { report.add(judgment) }
  report.end(counts: counts)
  return String(decoding: report.take(), as: UTF8.self)
}

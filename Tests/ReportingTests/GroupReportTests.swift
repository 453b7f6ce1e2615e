import Diagnosis
import Flows
import Testing
import Wire

@testable import Reporting

@Suite("Groups")
struct GroupReportTests {
  private static let ports: [Judgment] = [
    .resetByDevice(2), .resetByServer(3), .rejected(4), .unanswered(5), .folded(6, .pathProbe), .well(7),
    .resetByDevice(8, server: Endpoint(address: .v4(100, 64, 1, 91), port: 443)),
  ]

  @Test("count every connection once, those with most trouble first")
  func text() {
    #expect(
      page(.server, .text) == """
        2 of 7 connections were reset by a device between client and server, not by the server; 1 was reset
        by the server itself; 1 was refused by a device on the path (ICMP); 1 got no answer.

        SERVER       ALL  DEVICE  SERVER  REFUSED  SILENT  FOLDED  WELL
        100.64.1.90    6       1       1        1       1       1     1
            administratively prohibited 1, closed ports 1, policy rejects 1, no answer 1
        100.64.1.91    1       1       -        -       -       -     -
            policy rejects 1

        """)
  }

  @Test("are keyed by what they have in common")
  func keys() {
    let judgment = Judgment.resetByDevice()
    let keys = Grouping.allCases.map { $0.key(of: judgment, files: ["a.pcap"]) }
    #expect(keys == ["100.64.1.90", "10.1.1.20", "389", "1 hop away, near the client", "", "policy-reject", "a.pcap"])
    #expect(Grouping.device.key(of: .rejected(1), files: []) == "172.31.92.2")
    #expect(Grouping.device.key(of: .resetByServer(1), files: []) == "")
  }

  @Test("keep hostile names in their line", arguments: hostileNames)
  func hostile(name: String) {
    var judgment = Judgment.resetByDevice()
    judgment.trigger?.serverName = name
    for (format, lines) in [(GroupReport.Format.text, nil), (.markdown, 5), (.csv, 2), (.ndjson, 3)] as [(GroupReport.Format, Int?)] {
      let text = page(.sni, format, [judgment])
      #expect(!text.unicodeScalars.contains { $0.isUnsafeToDisplay && $0 != "\n" })
      if let lines { #expect(text.split(separator: "\n").count == lines - (format == .markdown ? 1 : 0)) }
    }
  }

  @Test("beyond ten thousand keys count together")
  func bound() {
    var groups = FlowGroups(by: .port, in: .en)
    for port in 1...10_050 {
      groups.add(.resetByDevice(UInt64(port), server: Endpoint(address: .v4(1, 2, 3, 4), port: UInt16(port))), files: [])
    }
    #expect(groups.inOrder.count == 10_001)
    #expect(groups.inOrder.last?.flows == 50)
  }

  private func page(_ grouping: Grouping, _ format: GroupReport.Format, _ judgments: [Judgment] = ports) -> String {
    var report = GroupReport(by: grouping, as: format)
    report.begin(capture: .sample)
    for judgment in judgments { report.add(judgment) }
    report.end(counts: .sample)
    return String(decoding: report.take(), as: UTF8.self)
  }
}

import Diagnosis
import Flows
import Testing
import Wire

@testable import Reporting

@Suite("Rows for spreadsheets and for Zeek's tools")
struct TableReportTests {
  @Test("have the same columns in the same places, whatever the flow")
  func columns() {
    for rows in [csv(TextReportTests.five), csv([.well(1)], showsAll: true)] {
      let counts = Set(rows.map { Self.cells(ofCSV: $0).count })
      #expect(counts == [FlowColumn.all.count])
    }
    let lines = zeek(TextReportTests.five + [.well(9)])
    #expect(lines.filter { !$0.hasPrefix("#") }.count == 4)
    #expect(Set(lines.filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t", omittingEmptySubsequences: false).count }).count == 1)
    #expect(lines.first == "#separator \\x09")
    #expect(Set(FlowColumn.all.map(\.name)).count == FlowColumn.all.count)
    #expect(Set(FlowColumn.all.map(\.zeekName)).count == FlowColumn.all.count)
  }

  @Test("tell of a flow what its record tells")
  func values() {
    let row = Dictionary(uniqueKeysWithValues: zip(FlowColumn.all.map(\.name), Self.cells(ofCSV: csv([.resetByDevice()])[1])))
    let expected = [
      "first_time": "2026-09-01T08:25:05.813727000Z", "flow": "2", "client_ip": "10.1.1.20", "server_port": "389", "forged": "true",
      "origin": "device", "posing_as": "server", "place_hops": "1", "ending_packet": "6", "ending_ttl": "63", "evidence": "hop-distance",
      "against": "plain-header", "cause": "policy-reject", "icmp_sign": "", "sni": "", "file": "one.pcap",
      "duration_seconds": "0.000040123",
    ]
    for (name, value) in expected { #expect(row[name] == value, "\(name)") }
    let refusal = Dictionary(uniqueKeysWithValues: zip(FlowColumn.all.map(\.name), Self.cells(ofCSV: csv([.rejected(3)])[1])))
    #expect(refusal["icmp_address"] == "172.31.92.2")
    #expect(refusal["icmp_sign"] == "!X")
    #expect(refusal["forged"] == "")
  }

  @Test(
    "write a text so that no spreadsheet takes it for a formula",
    arguments: [
      ("plain", "plain"), ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
      ("\t=1", "\\x09=1"), ("\r\n=1", "\\x0d\\x0a=1"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("a;=1", "\"a;'=1\""),
      (" =1", " '=1"), ("＝1", "'＝1"), ("\"=1", "\"\"\"'=1\""), ("\u{1b}[2J", "\\x1b[2J"), ("\u{202e}x", "\\u{202e}x"), ("日本", "日本"),
    ])
  func formulas(text: String, cell: String) {
    var bytes: [UInt8] = []
    bytes.write(csv: text)
    #expect(String(decoding: bytes, as: UTF8.self) == cell)
  }

  @Test(
    "write a text as Zeek does",
    arguments: [
      ("plain", "plain"), ("-", "\\x2d"), ("(empty)", "\\x28empty)"), ("", "(empty)"), ("a\tb\n", "a\\x09b\\x0a"), ("a\\b", "a\\x5cb"),
      ("\u{202e}x", "\\xe2\\x80\\xaex"), ("日本", "日本"), ("-x", "-x"),
    ])
  func zeekText(text: String, field: String) {
    var bytes: [UInt8] = []
    bytes.write(zeek: text)
    #expect(String(decoding: bytes, as: UTF8.self) == field)
  }

  @Test("keep hostile names in their cell", arguments: hostileNames)
  func hostile(name: String) {
    var judgment = Judgment.resetByDevice()
    judgment.trigger?.serverName = name
    judgment.verdict?.product = name
    #expect(csv([judgment]).count == 2)
    #expect(Self.cells(ofCSV: csv([judgment])[1]).count == FlowColumn.all.count)
    let lines = zeek([judgment])
    #expect(lines.count == 8)
    #expect(lines[7].split(separator: "\t", omittingEmptySubsequences: false).count == FlowColumn.all.count)
    for line in lines + csv([judgment]) { #expect(!line.unicodeScalars.contains { $0.isUnsafeToDisplay && $0 != "\t" }) }
  }

  private func csv(_ judgments: [Judgment], showsAll: Bool = false) -> [String] {
    lines(of: CSVReport(showsAll: showsAll), judgments)
  }

  private func zeek(_ judgments: [Judgment]) -> [String] {
    lines(of: ZeekReport(showsAll: false), judgments)
  }

  private func lines(of report: some Report, _ judgments: [Judgment]) -> [String] {
    var report = report
    report.begin(capture: .sample)
    for judgment in judgments { report.add(judgment) }
    report.end(counts: .sample)
    return String(decoding: report.take(), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The cells of a line, by RFC 4180.
  private static func cells(ofCSV line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}

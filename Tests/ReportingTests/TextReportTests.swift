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
    #expect(
      text(Self.five) == """
        1 of 5 connections was reset by a device between client and server, not by the server; 1 was reset
        by the server itself; 1 was refused by a device on the path (ICMP); 1 got no answer.

        FLOW  CLIENT           SERVER           STAGE     IDLE  WHO                                   PROOF
           2  10.1.1.20:46418  100.64.1.90:389  post-syn     -  DEVICE 1 hop away, near the client    likely
              A device answered in the server's name: its TTL is 63 where the server's own packets have
                59.
              for: the reset's TTL is 63, the server's own packets arrive with 59
              against: its header is what a Linux server's own reset looks like
           3  10.1.1.20:46418  100.64.1.90:389  post-syn     -  DEVICE !X from 172.31.92.2, 1 hop     likely
                                                                away
              172.31.92.2 refused the SYN: administratively prohibited.
           4  10.1.1.20:46418  100.64.1.90:389  post-syn     -  SERVER                                likely
              Nothing listens on the port: the server itself says so.
           5  10.1.1.20:46418  100.64.1.90:389  post-syn     -  UNDETERMINED no answer                -
              Three SYNs went out and nothing came back.

        rstwho explain one.pcap 2 shows flow 2 in full.

        one.pcap: 20 packets, 15 of TCP in 3 connections; 2026-09-01 08:25:05 to 08:25:06; EN10MB
        - 1 packet was captured more than once (several interfaces, or a port mirror) and counted once.

        """)
  }

  @Test("stacks its rows where the columns do not fit")
  func narrow() {
    #expect(
      text([.resetByDevice(), .rejected(3)], .columns(60)) == """
        1 of 2 connections was reset by a device between client and
        server, not by the server; 1 was refused by a device on the
        path (ICMP).

        2  10.1.1.20:46418 > 100.64.1.90:389
           post-syn; DEVICE 1 hop away, near the client; likely
           A device answered in the server's name: its TTL is 63
             where the server's own packets have 59.
           for: the reset's TTL is 63, the server's own packets
             arrive with 59
           against: its header is what a Linux server's own reset
             looks like
        3  10.1.1.20:46418 > 100.64.1.90:389
           post-syn; DEVICE !X from 172.31.92.2, 1 hop away; likely
           172.31.92.2 refused the SYN: administratively
             prohibited.

        rstwho explain one.pcap 2 shows flow 2 in full.

        one.pcap: 20 packets, 15 of TCP in 3 connections; 2026-09-01
        08:25:05 to 08:25:06; EN10MB
        - 1 packet was captured more than once (several interfaces,
          or a port mirror) and counted once.

        """)
  }

  @Test("keeps to its width, whatever the addresses and languages", arguments: [10, 40, 60, 80, 100, 200])
  func width(columns: Int) {
    var options = TextOptions.columns(columns)
    options.language = .ja
    let client = Endpoint(address: IPAddress(high: 0x2001_0db8_aaaa_bbbb, low: 0xcccc_dddd_eeee_ffff), port: 65535)
    let page = text([.resetByDevice(1, client: client, server: client), .resetByDevice(12_345_678)], options)
    let widest = page.split(separator: "\n").map { String($0).displayWidth }.max() ?? 0
    #expect(widest <= max(columns, 40))
    #expect(page.contains("リセット"))
  }

  @Test("colours words only when told to, and says the same without")
  func color() {
    var options = TextOptions()
    let plain = text(Self.five, options)
    options.isColored = true
    let colored = text(Self.five, options)
    #expect(!plain.contains("\u{1b}"))
    #expect(colored.contains("  \u{1b}[1;31mDEVICE\u{1b}[0m 1 hop away, near the client    likely\n"))
    #expect(colored.hasPrefix("\u{1b}[1m1 of 5 connections"))
    #expect(colored.replacing(#/\u{1b}\[[0-9;]*m/#, with: "") == plain)
  }

  @Test("says so when there is nothing")
  func empty() {
    #expect(text([], capture: CaptureRecord(), counts: TrafficCounts()) == "The capture holds no packets.\n")
    var counts = TrafficCounts()
    counts.frames = 1
    #expect(text([], counts: counts).hasPrefix("The capture holds 1 packet, but no TCP connection.\n"))
  }

  @Test("counts the flows of which there is nothing to tell")
  func quiet() {
    var report = TextReport()
    report.begin(capture: .sample)
    report.add(.resetByDevice())
    report.add(1_203, quiet: .closed)
    report.end(counts: .sample)
    let page = String(decoding: report.take(), as: UTF8.self)
    #expect(page.hasPrefix("1 of 1,204 connections was reset by a device"))
  }

  @Test("counts what it folds away, and shows it with --all")
  func folded() {
    let judgments: [Judgment] = [.folded(1, .lateData), .folded(2, .pathProbe), .folded(3, .lateData), .resetByDevice(4)]
    #expect(text(judgments).contains("\n3 harmless resets folded (late data after close 2, path probes 1); --all shows them.\n"))
    var options = TextOptions()
    options.showsAll = true
    let all = text(judgments + [.well(5)], options)
    #expect(!all.contains("folded"))
    #expect(all.contains("   5  10.1.1.20:46418  100.64.1.90:389  later        -  ended in order"))
  }

  @Test("shows the first thousand rows in the order of the flows, and how many more there are")
  func bounded() {
    let judgments = (1...3_456).reversed().map { serial in
      var judgment = Judgment.unanswered(UInt64(serial))
      judgment.flow.server.address = IPAddress(v4: 0x6440_0000 | UInt32(serial))
      return judgment
    }
    let page = text(judgments)
    #expect(page.contains("\n   1  10.1.1.20"))
    #expect(page.contains("\n1000  10.1.1.20"))
    #expect(!page.contains("\n1001  10.1.1.20"))
    #expect(page.contains("\n2,456 further flows did not end well; --all or --format ndjson shows every one.\n"))
  }

  @Test("tells flows that ended alike once, and names the others")
  func alike() {
    let page = text([1, 2, 3, 5, 8].map { Judgment.unanswered($0) })
    #expect(page.contains("\n      alike: flows 2 to 3, 5, 8 (4)\n"))
    #expect(!page.contains("\n2 "))
    var options = TextOptions()
    options.showsAll = true
    #expect(!text([1, 2].map { Judgment.unanswered($0) }, options).contains("alike"))
  }

  @Test("lets no name act on the terminal", arguments: hostileNames)
  func hostile(name: String) {
    var judgment = Judgment.resetByDevice()
    judgment.trigger = Trigger(packet: .frame(5), kind: .tlsClientHello)
    judgment.trigger?.serverName = name
    judgment.verdict?.product = name
    judgment.evidence[0].text.en += name
    judgment.timer = name
    judgment.nextStep?.text.en += name
    judgment.nextStep?.command += name
    var capture = CaptureRecord.sample
    capture.files = [name]
    capture.damage = Phrase(en: name)
    let pages = [text([judgment], capture: capture), explain(judgment, capture: capture)]
    for page in pages {
      #expect(page.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isUnsafeToDisplay })
    }
  }
}

extension TextOptions {
  static func columns(_ width: Int) -> TextOptions {
    var options = TextOptions()
    options.width = width
    return options
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

func explain(
  _ judgment: Judgment, _ packets: [ExplainedPacket] = [], _ options: TextOptions = TextOptions(), capture: CaptureRecord = .sample
) -> String {
  String(decoding: ExplainReport(judgment, packets: packets, capture: capture, options: options).page, as: UTF8.self)
}

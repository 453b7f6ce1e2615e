import Diagnosis
import Flows
import Testing
import Wire

@testable import Reporting

@Suite("The text of a ticket")
struct MarkdownReportTests {
  @Test("answers first, then tells each kind of ending with its facts side by side")
  func page() {
    #expect(
      text([.resetByDevice(), .well(1), .resetByDevice(7)]) == """
        **2 of 3 connections were reset by a device between client and server, not by the server.**

        ### Flow 2: 10.1.1.20:46418 → 100.64.1.90:389: DEVICE 1 hop away, near the client (likely)

        A device answered in the server's name: its TTL is 63 where the server's own packets have 59.

        2026-09-01 08:25:05.813727, post-syn, ended by packet 6

        For:

        - strong: the reset's TTL is 63, the server's own packets arrive with 59 (packets 6, 2)

        Against:

        - weak: its header is what a Linux server's own reset looks like (packet 6)

        Next step: On the server, while it happens again: `sudo tcpdump -ni any -w server.pcap tcp port 389`

        alike: flow 7

        ---

        one.pcap: 20 packets, 15 of TCP in 3 connections; 2026-09-01 08:25:05 to 08:25:06; EN10MB

        - 1 packet was captured more than once (several interfaces, or a port mirror) and counted once.

        """)
  }

  @Test(
    "shows text letter by letter",
    arguments: [
      ("a|b", "a\\|b"), ("<script>", "&lt;script&gt;"), ("[x](http://y)", "\\[x\\](http&#58;//y)"), ("`code`", "\\`code\\`"),
      ("*b* _i_", "\\*b\\* \\_i\\_"), ("# title", "\\# title"), ("- item", "\\- item"), ("1. item", "1\\. item"), ("@team", "&#64;team"),
      ("www.example.net", "www&#46;example.net"), ("&amp;", "&amp;amp;"), ("$x$", "\\$x\\$"), ("a\nb", "a\\\\x0ab"), ("!X", "!X"),
      ("10.1.1.20:389", "10.1.1.20:389"), ("~~gone~~", "\\~\\~gone\\~\\~"), ("日本", "日本"), ("", ""), ("=====", "\\====="),
    ])
  func escapes(text: String, markdown: String) {
    #expect(text.escapedForMarkdown == markdown)
  }

  @Test("keeps hostile names in their line", arguments: hostileNames)
  func hostile(name: String) {
    var judgment = Judgment.resetByDevice()
    let plain = text([judgment]).split(separator: "\n").count
    judgment.trigger?.host = name
    judgment.verdict?.product = name
    let page = text([judgment])
    #expect(page.split(separator: "\n").count == plain)
    #expect(!page.contains("<"))
    #expect(!page.unicodeScalars.contains { $0.isUnsafeToDisplay && $0 != "\n" })
  }

  private func text(_ judgments: [Judgment]) -> String {
    var report = MarkdownReport()
    report.begin(capture: .sample)
    for judgment in judgments { report.add(judgment) }
    report.end(counts: .sample)
    return String(decoding: report.take(), as: UTF8.self)
  }
}

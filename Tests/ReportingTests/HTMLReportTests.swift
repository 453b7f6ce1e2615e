import Diagnosis
import Flows
import Testing
import Wire

@testable import Reporting

@Suite("The page")
struct HTMLReportTests {
  @Test("holds the answer, a card for each kind, and a row for each connection, readable without its script")
  func page() {
    let page = text(TextReportTests.five + [.resetByDevice(7)])
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=en>"))
    #expect(page.contains("<h1>2 of 6 connections were reset by a device"))
    #expect(page.components(separatedBy: "<article ").count == 5)
    #expect(page.components(separatedBy: "\n<tr class=").count + page.components(separatedBy: "<tbody>\n<tr class=").count - 2 >= 5)
    #expect(page.contains("alike: flow 7"))
    #expect(page.contains("<li><em>strong</em> the reset&#39;s TTL is 63"))
    #expect(text([.resetByDevice()], .ja).hasPrefix("<!DOCTYPE html>\n<html lang=ja>"))
  }

  @Test("loads nothing, and runs nothing but its own script")
  func policy() {
    let page = text(TextReportTests.five)
    let hash = "sha256-" + base64(SHA256.digest(of: Array(HTMLPage.script.utf8)))
    #expect(page.contains("default-src 'none'; script-src '\(hash)'"))
    for forbidden in ["http:", "https:", "url(", "@import", "innerHTML", "eval(", " src=", "onclick=\""] {
      #expect(!page.replacing("http://www.w3.org/2000/svg", with: "").contains(forbidden), "\(forbidden)")
    }
  }

  @Test("shows hostile names as text", arguments: hostileNames + ["</script><script>x", "<!--", "' onload='x", "\" autofocus onfocus=\"x"])
  func hostile(name: String) {
    var judgment = Judgment.resetByDevice()
    judgment.trigger?.serverName = name
    judgment.verdict?.product = name
    judgment.timer = name
    var capture = CaptureRecord.sample
    capture.files = [name]
    let page = text([judgment], capture: capture)
    let plain = text([.resetByDevice()])
    for mark in ["<script", "</script", "<!--", "<article", "<tr", "onload", "autofocus"] where !name.contains(mark) || mark.hasPrefix("<")
    {
      #expect(page.components(separatedBy: mark).count == plain.components(separatedBy: mark).count, "\(mark)")
    }
    #expect(!page.unicodeScalars.contains { $0.isUnsafeToDisplay && $0 != "\n" })
  }

  @Test("draws from the packets of a second reading, as many as fit")
  func pictures() {
    var report = HTMLReport()
    report.begin(capture: .sample)
    var judgment = Judgment.resetByDevice()
    judgment.flow.firstTime = .sample()
    judgment.flow.lastTime = .sample(after: 1_000_000_000)
    report.add(judgment)
    report.end(counts: .sample)
    #expect(!report.pictures.isEmpty)
    for number in 1...2_000 {
      let ends = number.isMultiple(of: 2) ? [Endpoint.client, .server] : [Endpoint.server, .client]
      var segment = Segment(
        ip: InternetLayer(source: ends[0].address, destination: ends[1].address), link: LinkLayer(), sourcePort: ends[0].port,
        destinationPort: ends[1].port)
      segment.flags = number == 1_500 ? [.rst] : [.ack]
      segment.sequence = SequenceNumber(UInt32(number))
      segment.ip.hopLimit = 59
      let header = FrameHeader(
        time: .sample(after: Int64(number) * 400_000), number: number == 1_500 ? 6 : UInt64(number + 10), capturedLength: 60,
        originalLength: 60,
        linkType: .ethernet)
      report.pictures.take(.segment(segment), of: header)
    }
    let strip = report.pictures.strips[0]
    #expect(strip.count == 2_000)
    #expect(strip.packets.count <= 48)
    #expect(strip.packets.contains { $0.position.number == 6 })
    #expect(strip.packets.map(\.index) == strip.packets.map(\.index).sorted())
    #expect((report.pictures.hosts[Endpoint.server.address]?.points.count ?? 0) <= 160)
  }

  @Test("gives digests as FIPS 180-4 and RFC 4231 do")
  func digests() {
    func hex(_ octets: [UInt8]) -> String {
      var bytes: [UInt8] = []
      for octet in octets { bytes.write(hexadecimal: UInt32(octet), atLeast: 2) }
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(hex(SHA256.digest(of: Array("abc".utf8))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(hex(SHA256.digest(of: [])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let code = SHA256.code(of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(hex(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  private func base64(_ octets: [UInt8]) -> String {
    var bytes: [UInt8] = []
    bytes.write(base64: octets)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func text(_ judgments: [Judgment], _ language: Language = .en, capture: CaptureRecord = .sample) -> String {
    var options = TextOptions()
    options.language = language
    var report = HTMLReport(options: options)
    report.begin(capture: capture)
    for judgment in judgments { report.add(judgment) }
    report.end(counts: .sample)
    return String(decoding: report.page, as: UTF8.self)
  }
}

extension String {
  fileprivate func components(separatedBy mark: String) -> [Substring] {
    split(separator: mark, omittingEmptySubsequences: false)
  }
}

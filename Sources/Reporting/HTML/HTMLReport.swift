package import Diagnosis
package import Flows
import Wire

/// One self-contained page: the answer, each kind of ending with its facts and pictures, a table of all connections that sorts and filters, and
/// what the capture can prove. It loads nothing, and its policy lets it run nothing but its own script.
///
/// The text stands in the page itself and is read without scripts; pictures are drawn by the script from the data at the page's end, since
/// drawn beforehand they would make ten times the page.
package struct HTMLReport: Report, Sendable {
  /// How many connections have a row; of further ones the number is told.
  private static let rowsShown = 5_000
  /// How many kinds of endings are told in full.
  private static let kindsTold = 30
  /// How many connections have pictures.
  private static let pictured = 2_000

  let options: TextOptions
  private var capture = CaptureRecord()
  private var counts = TrafficCounts()
  private var tally = Tally()
  private var kinds: EndingKinds
  private var judgments: [Judgment] = []
  private var further = 0

  /// What the command fills with the packets of a second reading, between `end` and `page`.
  package var pictures = FlowPictures(of: [])

  /// An empty report.
  package init(options: TextOptions = TextOptions()) {
    self.options = options
    kinds = EndingKinds(limit: Self.kindsTold, in: options.language)
  }

  /// Keeps what was read.
  package mutating func begin(capture: CaptureRecord) {
    self.capture = capture
  }

  /// Keeps a flow, where it is to be shown.
  package mutating func add(_ judgment: Judgment) {
    tally.add(judgment)
    guard options.showsAll || judgment.isWorthARow else { return }
    if judgment.isWorthARow { kinds.add(judgment) }
    guard judgments.count < Self.rowsShown else { return further += 1 }
    judgments.append(judgment)
  }

  /// Counts flows of which there is nothing else to tell.
  package mutating func add(_ count: Int, quiet outcome: Outcome) {
    tally.add(count, quiet: outcome)
  }

  /// Keeps what was counted; from now on `pictures` may be filled.
  package mutating func end(counts: TrafficCounts) {
    self.counts = counts
    judgments.sort { $0.flow.serial < $1.flow.serial }
    pictures = FlowPictures(of: Array(judgments.prefix(Self.pictured)))
  }

  /// Nothing before the page is whole.
  package mutating func take() -> [UInt8] { [] }

  /// The page.
  package var page: [UInt8] {
    var bytes: [UInt8] = []
    let answer = Headline(tally, counts, in: language).sentence
    writeHead(answer, to: &bytes)
    bytes.element("header") { bytes in
      bytes.element("h1", answer)
      if counts.frames > 0 { bytes.element("p", class: "source", CaptureFacts(capture, counts, options).sentence) }
    }
    bytes.write("<main>")
    writeKinds(to: &bytes)
    if !judgments.isEmpty {
      bytes.write("<section id=idle hidden><h2>")
      bytes.write(html: language.words("Silence before the end, and known timers", "終わる前の無通信時間と既知のタイマー"))
      bytes.write("</h2></section>")
      HTMLTable(judgments, further: further, options).write(to: &bytes)
    }
    writeLimits(to: &bytes)
    bytes.write("</main>")
    writeScripts(to: &bytes)
    bytes.write("</body></html>\n")
    return bytes
  }

  private var language: Language { options.language }

  private func writeHead(_ title: String, to bytes: inout [UInt8]) {
    bytes.write("<!DOCTYPE html>\n<html lang=\(language.rawValue)><head><meta charset=utf-8>")
    bytes.write("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src '")
    bytes.write(sourceHash: HTMLPage.script)
    bytes.write("'; style-src '")
    bytes.write(sourceHash: HTMLPage.style)
    bytes.write("'; base-uri 'none'; form-action 'none'\">")
    bytes.write("<meta name=viewport content=\"width=device-width\"><meta name=referrer content=no-referrer>")
    bytes.element("title", title)
    bytes.element("style") { $0.write(HTMLPage.style) }
    bytes.write("</head><body>")
  }

  private func writeKinds(to bytes: inout [UInt8]) {
    let entries = kinds.inOrder
    guard !entries.isEmpty else { return }
    bytes.write("<section id=kinds>")
    bytes.element("h2", language.words("What happened", "何が起きたか"))
    for entry in entries { HTMLCard(entry, capture.files, options).write(to: &bytes) }
    if kinds.further > 0 {
      bytes.element(
        "p",
        language.words(
          "\(kinds.further.of("further connection")) of other kinds: see the table.", "ほかの種類の接続が\(kinds.further.grouped)件あります（表を参照）。"))
    }
    bytes.write("</section>")
  }

  private func writeLimits(to bytes: inout [UInt8]) {
    let sentences = CaptureLimits(capture, counts, tally, in: language).sentences
    guard !sentences.isEmpty else { return }
    bytes.write("<section id=limits>")
    bytes.element("h2", language.words("What this capture can prove", "このキャプチャで言えること"))
    bytes.element("ul") { bytes in
      for sentence in sentences { bytes.element("li", sentence) }
    }
    bytes.write("</section>")
  }

  private func writeScripts(to bytes: inout [UInt8]) {
    bytes.write("<noscript><p>")
    bytes.write(
      html: language.words("The pictures, sorting and filtering need the page's script.", "図と並べ替え・絞り込みにはスクリプトが必要です。"))
    bytes.write("</p></noscript><script type=\"application/json\" id=data>")
    bytes.write(scriptJSON: HTMLData(judgments, pictures, counts, language).json)
    bytes.write("</script><script>")
    bytes.write(HTMLPage.script)
    bytes.write("</script>")
  }
}

extension [UInt8] {
  /// Appends what names a script or a style to a content security policy (CSP 3, section 2.3.1).
  fileprivate mutating func write(sourceHash text: String) {
    write("sha256-")
    write(base64: SHA256.digest(of: Array(text.utf8)))
  }
}

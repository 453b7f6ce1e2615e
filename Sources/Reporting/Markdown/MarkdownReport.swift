package import Diagnosis
package import Flows

/// The text of a ticket, in Markdown (CommonMark with GitHub's tables): the sentence; for each kind of ending the facts side by side, the
/// evidence for and against and the next step; and what the capture can prove.
package struct MarkdownReport: Report, Sendable {
  /// How many kinds of ending are told in full; a ticket with more is read by nobody.
  private static let kindsTold = 50

  private let options: TextOptions
  private var capture = CaptureRecord()
  private var tally = Tally()
  private var kinds: EndingKinds
  private var bytes: [UInt8] = []

  /// An empty report.
  package init(options: TextOptions = TextOptions()) {
    self.options = options
    kinds = EndingKinds(limit: options.showsAll ? 10_000 : Self.kindsTold, in: options.language)
  }

  /// Keeps what was read.
  package mutating func begin(capture: CaptureRecord) {
    self.capture = capture
  }

  /// Keeps a flow, where it is to be shown.
  package mutating func add(_ judgment: Judgment) {
    tally.add(judgment)
    guard options.showsAll || judgment.isWorthARow else { return }
    kinds.add(judgment)
  }

  /// Counts flows of which there is nothing else to tell.
  package mutating func add(_ count: Int, quiet outcome: Outcome) {
    tally.add(count, quiet: outcome)
  }

  /// Writes the text.
  package mutating func end(counts: TrafficCounts) {
    write("**\(Headline(tally, counts, in: language).sentence.escapedForMarkdown)**")
    for entry in kinds.inOrder { write(entry) }
    if kinds.further > 0 {
      write(
        paragraph: language.words(
          "\(kinds.further.of("further connection")) of other kinds did not end well; `--format html` shows every one.",
          "ほかの種類の正常に終わらなかった接続が\(kinds.further.grouped)件あります。`--format html` ですべて表示します。"))
    }
    write("\n---\n")
    if counts.frames > 0 { write(CaptureFacts(capture, counts, options).sentence.escapedForMarkdown + "\n") }
    for sentence in CaptureLimits(capture, counts, tally, in: language).sentences { write("- " + sentence.escapedForMarkdown) }
  }

  /// The text, once it is written.
  package mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private var language: Language { options.language }

  private mutating func write(_ entry: EndingKinds.Entry) {
    let judgment = entry.judgment
    let row = FlowRow(judgment, in: language)
    let title = language.words("Flow \(row.serial)", "フロー\(row.serial)")
    let proof = row.proof == "-" ? "" : language.words(" (\(row.proof))", "（\(row.proof)）")
    write("\n### \(title): \(row.client.escapedForMarkdown) → \(row.server.escapedForMarkdown): \(row.who.escapedForMarkdown)\(proof)")
    if let verdict = judgment.verdict { write(paragraph: verdict.summary.text(in: language).escapedForMarkdown) }
    let facts = EndingFacts(judgment, files: capture.files, options).words
    write(paragraph: facts.map(\.escapedForMarkdown).joined(separator: language.comma))
    write(Comparison(judgment, in: language))
    write(judgment.evidence, under: language.words("For:", "根拠："))
    write(judgment.against, under: language.words("Against:", "反証："))
    if let step = judgment.nextStep {
      write(paragraph: "\(language.words("Next step:", "次の一手：")) \(step.text.text(in: language).escapedForMarkdown): `\(step.command)`")
    }
    for line in entry.alike.lines(in: language) { write(paragraph: line.escapedForMarkdown) }
  }

  private mutating func write(_ comparison: Comparison) {
    let rows = comparison.rows
    guard !rows.isEmpty else { return }
    let titles = [
      language.words("Fact", "項目"), language.words("This reset", "このリセット"), comparison.usualTitle, language.words("Meaning", "意味"),
    ]
    write("\n| \(titles.joined(separator: " | ")) |\n|---|---:|---:|---|")
    for row in rows {
      write("| \([row.fact, row.reset, row.usual, row.meaning].map(\.escapedForMarkdown).joined(separator: " | ")) |")
    }
  }

  private mutating func write(_ evidence: [Evidence], under title: String) {
    guard !evidence.isEmpty else { return }
    write(paragraph: title + "\n")
    for finding in evidence {
      let numbers = finding.packets.map { $0.words(among: capture.files) }.joined(separator: ", ")
      let noun = finding.packets.count == 1 ? "packet" : "packets"
      let place = numbers.isEmpty ? "" : language.words(" (\(noun) \(numbers))", "（パケット\(numbers)）")
      let strength = finding.strength.word(in: language)
      write("- \(strength): \((finding.text.text(in: language) + place).escapedForMarkdown)")
    }
  }

  private mutating func write(paragraph text: String) {
    write("\n" + text)
  }

  private mutating func write(_ line: String) {
    bytes.write(line)
    bytes.append(UInt8(ascii: "\n"))
  }
}

import Diagnosis
import Flows
import Wire

/// One kind of ending, told by its first connection: the sentence, the facts side by side, the evidence, the next step, and room for pictures.
struct HTMLCard {
  private let entry: EndingKinds.Entry
  private let files: [String]
  private let options: TextOptions

  /// The card of that kind.
  init(_ entry: EndingKinds.Entry, _ files: [String], _ options: TextOptions) {
    self.entry = entry
    self.files = files
    self.options = options
  }

  private var judgment: Judgment { entry.judgment }
  private var language: Language { options.language }

  /// Appends the card.
  func write(to bytes: inout [UInt8]) {
    let row = FlowRow(judgment, in: language)
    bytes.write("<article class=\"k \(judgment.verdict?.origin.rawValue ?? "none")\">")
    bytes.element("h3") { bytes in
      bytes.write(html: language.words("Flow \(row.serial)", "フロー\(row.serial)"))
      bytes.write(" <span class=ends>")
      bytes.write(html: "\(row.client) → \(row.server)")
      bytes.write("</span> ")
      bytes.element("span", class: "who", row.who)
      if row.proof != "-" {
        bytes.write(" ")
        bytes.element("span", class: "proof", row.proof)
      }
    }
    if let verdict = judgment.verdict { bytes.element("p", class: "sum", verdict.summary.text(in: language)) }
    bytes.element("p", class: "facts", EndingFacts(judgment, files: files, options).words.joined(separator: language.comma))
    for line in entry.alike.lines(in: language) { bytes.element("p", class: "alike", line) }
    bytes.write("<div class=pics data-flow=\(row.serial)></div>")
    writeComparison(to: &bytes)
    bytes.element("div", class: "findings") { bytes in
      write(judgment.evidence, under: language.words("For", "根拠"), to: &bytes)
      write(judgment.against, under: language.words("Against", "反証"), to: &bytes)
    }
    if let step = judgment.nextStep {
      bytes.element("p") { bytes in
        bytes.element("strong", language.words("Next step:", "次の一手："))
        bytes.write(html: " " + step.text.text(in: language) + ": ")
        bytes.element("code", step.command)
      }
    }
    bytes.write("</article>")
  }

  private func writeComparison(to bytes: inout [UInt8]) {
    let comparison = Comparison(judgment, in: language)
    let rows = comparison.rows
    guard !rows.isEmpty else { return }
    let titles = [
      language.words("Fact", "項目"), language.words("This reset", "このリセット"), comparison.usualTitle, language.words("Meaning", "意味"),
    ]
    bytes.write("<table class=cmp><thead><tr>")
    for title in titles {
      bytes.write("<th scope=col>")
      bytes.write(html: title)
    }
    bytes.write("</thead><tbody>")
    for row in rows {
      bytes.write("<tr><th scope=row>")
      bytes.write(html: row.fact)
      for cell in [row.reset, row.usual, row.meaning] {
        bytes.write("<td>")
        bytes.write(html: cell)
      }
    }
    bytes.write("</tbody></table>")
  }

  private func write(_ evidence: [Evidence], under title: String, to bytes: inout [UInt8]) {
    guard !evidence.isEmpty else { return }
    bytes.element("div") { bytes in
      bytes.element("h4", title)
      bytes.element("ul") { bytes in
        for finding in evidence {
          bytes.element("li") { bytes in
            bytes.element("em", finding.strength.word(in: language))
            bytes.write(" ")
            bytes.write(html: finding.text.text(in: language))
          }
        }
      }
    }
  }
}

import Diagnosis
import Flows

/// The table of all connections that have a row.
struct HTMLTable {
  private let judgments: [Judgment]
  private let further: Int
  private let options: TextOptions

  /// The table of these connections; of `further` ones the number is told.
  init(_ judgments: [Judgment], further: Int, _ options: TextOptions) {
    self.judgments = judgments
    self.further = further
    self.options = options
  }

  private var language: Language { options.language }

  /// Appends the table and what chooses its rows. End tags of rows and cells may be left out (HTML, section 13.1.2.4), and are: they are a
  /// fifth of it.
  func write(to bytes: inout [UInt8]) {
    bytes.write("<section id=all>")
    bytes.element("h2", language.words("All connections that did not end well", "正常に終わらなかった接続"), unless: options.showsAll)
    bytes.element("h2", language.words("All connections", "すべての接続"), unless: !options.showsAll)
    writeControls(to: &bytes)
    bytes.write("<div class=scroll tabindex=0 role=region aria-label=\"")
    bytes.write(html: language.words("Connections", "接続"))
    bytes.write("\"><table id=flows><thead><tr>")
    for title in titles {
      bytes.write("<th scope=col>")
      bytes.write(html: title)
    }
    bytes.write("</thead><tbody>\n")
    for judgment in judgments { write(judgment, to: &bytes) }
    bytes.write("</tbody></table></div>")
    if further > 0 {
      bytes.element(
        "p",
        language.words(
          "\(further.of("further connection")) not shown; --format ndjson shows every one.",
          "ほかに\(further.grouped)接続あります。--format ndjson ですべて表示します。"))
    }
    bytes.write("</section>")
  }

  private var titles: [String] {
    language == .ja
      ? ["番号", "クライアント", "サーバー", "段階", "無通信", "誰が", "確度", "原因"]
      : ["Flow", "Client", "Server", "Stage", "Idle", "Who", "Proof", "Cause"]
  }

  private func writeControls(to bytes: inout [UInt8]) {
    bytes.write("<p id=choose hidden><label>")
    bytes.write(html: language.words("Filter", "絞り込み"))
    bytes.write(" <input type=search id=filter autocomplete=off></label> <output id=shown></output></p>")
  }

  private func cause(_ judgment: Judgment) -> String {
    guard let cause = judgment.verdict?.cause else { return "-" }
    return language == .en ? cause.rawValue : cause.words(in: language)
  }

  private func write(_ judgment: Judgment, to bytes: inout [UInt8]) {
    let row = FlowRow(judgment, in: language)
    bytes.write("<tr class=\(judgment.verdict?.origin.rawValue ?? "none")><td>\(row.serial)")
    for cell in [row.client, row.server, row.stage] {
      bytes.write("<td>")
      bytes.write(html: cell)
    }
    bytes.write("<td")
    // The script sorts by nanoseconds.
    if let idle = judgment.idle, idle > 0 { bytes.write(" data-v=\(idle)") }
    bytes.write(">")
    bytes.write(html: row.idle)
    for cell in [row.who, row.proof, cause(judgment)] {
      bytes.write("<td>")
      bytes.write(html: cell)
    }
    bytes.write("\n")
  }
}

extension [UInt8] {
  fileprivate mutating func element(_ name: String, _ text: String, unless isLeftOut: Bool) {
    if !isLeftOut { element(name, text) }
  }
}

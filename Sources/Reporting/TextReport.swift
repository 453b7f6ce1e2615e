package import Diagnosis
package import Flows

/// The report for people: the answer, a row for each flow that did not end well, and what the capture can and cannot prove.
package struct TextReport: Report, Sendable {
  private let options: TextOptions
  private var capture = CaptureRecord()
  private var tally = Tally()
  private var occasions = Occasions()
  private var rows: [FlowRow] = []
  private var hiddenRows = 0
  /// How many further flows ended like the one that has the row; at most as many kinds as there are rows.
  private var alike: [FlowRow.Kind: AlikeFlows] = [:]
  private var bytes: [UInt8] = []

  /// An empty report.
  package init(options: TextOptions = TextOptions()) {
    self.options = options
  }

  /// Keeps what was read, for the end of the page.
  package mutating func begin(capture: CaptureRecord) {
    self.capture = capture
  }

  /// Keeps a flow's row, where it is to be shown.
  package mutating func add(_ judgment: Judgment) {
    tally.add(judgment)
    occasions.add(judgment)
    guard options.showsAll || judgment.isWorthARow else { return }
    let row = FlowRow(judgment, in: options.language)
    guard options.showsAll || alike[row.kind]?.add(row.serial, port: judgment.flow.server.port) == nil else { return }
    if alike.count < 2 * options.rowLimit { alike[row.kind] = AlikeFlows() }
    rows.append(row)
    if !options.showsAll, rows.count >= 2 * options.rowLimit { keepFirstRows() }
  }

  /// Counts flows of which there is nothing else to tell.
  package mutating func add(_ count: Int, quiet outcome: Outcome) {
    tally.add(count, quiet: outcome)
  }

  /// Writes the page.
  package mutating func end(counts: TrafficCounts) {
    keepFirstRows()
    let answer = Headline(tally, counts, in: options.language).sentence.wrapped(to: options.columns)
    write(lines: answer.map { Ink.strong.on($0, if: options.isColored) })
    write(section: occasions.sentences(in: options.language).flatMap { $0.escapedForTerminal.wrapped(to: options.columns) })
    for row in rows.indices { rows[row].because += alike[rows[row].kind].map { $0.lines(in: options.language) } ?? [] }
    write(section: FlowTable(rows, options: options).lines)
    write(section: notes.flatMap { $0.wrapped(to: options.columns) })
    guard counts.frames > 0 else { return write(list: [capture.damage?.text(in: options.language)].compactMap(\.self)) }
    write(section: CaptureFacts(capture, counts, options).sentence.wrapped(to: options.columns))
    write(list: CaptureLimits(capture, counts, tally, in: options.language).sentences)
  }

  /// The page, once it is written.
  package mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// Puts the rows in the order of their flows, and lets those beyond the limit go.
  private mutating func keepFirstRows() {
    rows.sort { $0.serial < $1.serial }
    guard !options.showsAll, rows.count > options.rowLimit else { return }
    hiddenRows += rows.count - options.rowLimit
    rows.removeLast(rows.count - options.rowLimit)
  }

  /// What is not shown, and where to see it.
  private var notes: [String] {
    let language = options.language
    var notes: [String] = []
    if hiddenRows > 0 {
      notes.append(
        language.words(
          "\(hiddenRows.of("further flow")) did not end well; --all or --format ndjson shows every one.",
          "ほかにも正常に終わらなかったフローが\(hiddenRows.grouped)件あります。--all または --format ndjson ですべて表示します。"))
    }
    if !options.showsAll, let folded { notes.append(folded) }
    if let flood = tally.folded[.synFlood] {
      notes.append(
        language.words(
          "\(flood.of("further unanswered SYN")) to ports that had a thousand of them before; --all shows every one.",
          "すでに千件の無応答SYNがあったポートに、さらに\(flood.grouped)件の無応答SYNがあります。--all ですべて表示します。"))
    }
    if let example = rows.first(where: { $0.origin != nil }), capture.files.count == 1, !capture.isAnonymous, let file = capture.files.first
    {
      let command = "rstwho explain \(file.quotedForShell.escapedForTerminal) \(example.serial)"
      notes.append(language.words("\(command) shows flow \(example.serial) in full.", "\(command) でフロー\(example.serial)の詳細を表示します。"))
    }
    return notes
  }

  /// `3 harmless resets folded (late data after close 2, path probes 1); --all shows them.`
  private var folded: String? {
    let harmless = tally.folded.filter { $0.key != .synFlood }
    let count = harmless.values.reduce(0, +)
    guard count > 0 else { return nil }
    let causes = harmless.sorted { ($1.value, $0.key?.rawValue ?? "") < ($0.value, $1.key?.rawValue ?? "") }
    let language = options.language
    let closed = language.words("after an orderly close", "正常終了のあと")
    let list = causes.map { "\($0.key?.words(in: language) ?? closed) \($0.value.grouped)" }.joined(separator: language.comma)
    let noun = tally.foldsOnlyResets ? "harmless reset" : "harmless ending"
    return language.words(
      "\(count.of(noun)) folded (\(list)); --all shows them.",
      "無害な\(tally.foldsOnlyResets ? "リセット" : "終わり方")\(count.grouped)件を省略しました（\(list)）。--all で表示します。")
  }

  private mutating func write(lines: [String]) {
    for line in lines {
      bytes.write(line)
      bytes.append(UInt8(ascii: "\n"))
    }
  }

  private mutating func write(section lines: [String]) {
    guard !lines.isEmpty else { return }
    write(lines: [""] + lines)
  }

  private mutating func write(list sentences: [String]) {
    for sentence in sentences {
      let lines = sentence.escapedForTerminal.wrapped(to: options.columns - 2)
      write(lines: lines.enumerated().map { ($0 == 0 ? "- " : "  ") + $1 })
    }
  }
}

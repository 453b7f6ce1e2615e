/// Rows of flows, laid out in columns where they fit, else one below the other. Nothing is cut: what is too long goes on in the next line.
struct FlowTable {
  private let rows: [FlowRow]
  private let options: TextOptions
  private let titles: [String]
  private static let rightAligned: Set<Int> = [0, 4]
  private static let whoColumn = 5
  /// `UNDETERMINED` and a little.
  private static let narrowestWho = 18

  /// The table of these rows.
  init(_ rows: [FlowRow], options: TextOptions) {
    self.rows = rows
    self.options = options
    titles =
      options.language == .ja
      ? ["番号", "クライアント", "サーバー", "段階", "無通信", "誰が", "確度"]
      : ["FLOW", "CLIENT", "SERVER", "STAGE", "IDLE", "WHO", "PROOF"]
  }

  /// The table's lines.
  var lines: [String] {
    guard !rows.isEmpty else { return [] }
    guard let widths = columnWidths else { return rows.flatMap(stacked) }
    let title = zip(titles.indices, titles).map { pad($1, to: widths[$0], in: $0) }.joined(separator: "  ")
    return [Ink.faint.on(title.trimmedRight, if: options.isColored)] + rows.flatMap { inColumns($0, widths) }
  }

  /// How wide each column is; nil where they do not fit side by side.
  private var columnWidths: [Int]? {
    var widths = titles.map(\.displayWidth)
    for row in rows {
      for (column, cell) in row.cells.enumerated() { widths[column] = max(widths[column], cell.displayWidth) }
    }
    let others = widths.reduce(0, +) - widths[Self.whoColumn] + 2 * (widths.count - 1)
    let left = options.columns - others
    guard left >= min(widths[Self.whoColumn], Self.narrowestWho) else { return nil }
    widths[Self.whoColumn] = min(widths[Self.whoColumn], left)
    return widths
  }

  private func inColumns(_ row: FlowRow, _ widths: [Int]) -> [String] {
    let who = row.who.wrapped(to: widths[Self.whoColumn])
    let indent = String(repeating: " ", count: widths[0] + 2)
    let beforeWho = widths[..<Self.whoColumn].reduce(0) { $0 + $1 + 2 }
    var cells = row.cells
    cells[Self.whoColumn] = who[0]
    let padded = cells.indices.map { column in
      let cell = pad(cells[column], to: widths[column], in: column)
      return column == Self.whoColumn ? inked(cell, of: row) : cell
    }
    let further = who.dropFirst().map { String(repeating: " ", count: beforeWho) + $0 }
    return [padded.joined(separator: "  ").trimmedRight] + further + reasons(of: row, indent: indent)
  }

  private func stacked(_ row: FlowRow) -> [String] {
    let indent = String(repeating: " ", count: String(row.serial).count + 2)
    let ends = "\(row.client) > \(row.server)".wrapped(to: options.columns - indent.count)
    let facts = [
      row.stage, row.idle == "-" ? nil : options.language.words("idle \(row.idle)", "無通信 \(row.idle)"), row.who,
      row.proof == "-" ? nil : row.proof,
    ]
    let middle = facts.compactMap(\.self).joined(separator: options.language.words("; ", "；")).wrapped(to: options.columns - indent.count)
    let head = ["\(row.serial)  \(ends[0])"] + ends.dropFirst().map { indent + $0 }
    return head + middle.map { indent + inked($0, of: row) } + reasons(of: row, indent: indent)
  }

  private func reasons(of row: FlowRow, indent: String) -> [String] {
    row.because.flatMap { reason in
      reason.wrapped(to: options.columns - indent.count - 2).enumerated().map { number, line in
        indent + (number == 0 ? "" : "  ") + line
      }
    }
  }

  /// Colours the word that says who.
  private func inked(_ text: String, of row: FlowRow) -> String {
    guard options.isColored, let origin = row.origin else { return text }
    let word = origin.word(in: options.language)
    guard let place = text.firstRange(of: word) else { return text }
    return text.replacingCharacters(in: place, with: origin.ink.on(word, if: true))
  }

  private func pad(_ text: String, to width: Int, in column: Int) -> String {
    text.padded(to: width, onTheLeft: Self.rightAligned.contains(column))
  }
}

extension FlowRow {
  /// The cells in the order of the columns.
  fileprivate var cells: [String] {
    [String(serial), client, server, stage, idle, who, proof]
  }
}

extension String {
  /// The text without spaces at its end.
  fileprivate var trimmedRight: String {
    String(reversed().drop { $0 == " " }.reversed())
  }

  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}

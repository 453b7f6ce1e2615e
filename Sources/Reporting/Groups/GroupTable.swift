import Diagnosis

/// Groups as a table for people: what they have in common, how many ended how, and why.
struct GroupTable {
  private let groups: [FlowGroup]
  private let grouping: Grouping
  private let options: TextOptions
  /// What no connection of any group met with has no column.
  private let fates: [FlowGroup.Fate]

  /// The table of these groups.
  init(_ groups: some Sequence<FlowGroup>, by grouping: Grouping, _ options: TextOptions) {
    let groups = Array(groups)
    self.groups = groups
    self.grouping = grouping
    self.options = options
    fates = FlowGroup.Fate.allCases.filter { fate in groups.contains { $0[fate] > 0 } }
  }

  /// Names of the columns.
  var titles: [String] {
    let language = options.language
    return [grouping.title(in: language), language.words("ALL", "接続")] + fates.map { $0.title(in: language) }
      + [language.words("CAUSES", "内訳")]
  }

  /// The cells of each group, escaped for a terminal.
  var rows: [[String]] {
    groups.map { group in
      let key = group.key.isEmpty ? options.language.words("(none)", "（なし）") : group.key.escapedForTerminal
      let causes = group.causesByCount.map { "\($0.cause.words(in: options.language)) \($0.count.grouped)" }.joined(separator: ", ")
      return [key, group.flows.grouped] + fates.map { group[$0] == 0 ? "-" : group[$0].grouped } + [causes]
    }
  }

  /// The lines of the table, the causes below each row. A key that is long has a line of its own; what is too long goes on in the next line.
  var lines: [String] {
    let rows = rows
    let names = Array(titles.dropFirst().dropLast())
    let cells = rows.map { Array($0.dropFirst().dropLast()) }
    let widths = names.indices.map { column in max(names[column].displayWidth, cells.map { $0[column].displayWidth }.max() ?? 0) }
    let left = options.columns - widths.reduce(0) { $0 + $1 + 2 }
    let keyWidth = min(max(titles[0].displayWidth, rows.map { $0[0].displayWidth }.max() ?? 0), max(12, left))
    var lines = [Ink.faint.on(Self.line(titles[0].padded(to: keyWidth), names, widths), if: options.isColored)]
    for (row, cells) in zip(rows, cells) {
      let isLong = row[0].displayWidth > keyWidth
      if isLong { lines += row[0].wrapped(to: options.columns) }
      lines.append(Self.line((isLong ? "" : row[0]).padded(to: keyWidth), cells, widths))
      guard grouping != .cause, let causes = row.last, !causes.isEmpty else { continue }
      lines += causes.wrapped(to: options.columns - 4).map { "    " + $0 }
    }
    return lines
  }

  private static func line(_ key: String, _ cells: [String], _ widths: [Int]) -> String {
    ([key] + zip(cells, widths).map { $0.padded(to: $1, onTheLeft: true) }).joined(separator: "  ")
  }
}

extension Grouping {
  /// The title of the column with the keys.
  fileprivate func title(in language: Language) -> String {
    switch self {
    case .server: language.words("SERVER", "サーバー")
    case .client: language.words("CLIENT", "クライアント")
    case .port: language.words("PORT", "ポート")
    case .device: language.words("DEVICE", "装置")
    case .sni: language.words("NAME", "名前")
    case .cause: language.words("CAUSE", "原因")
    case .file: language.words("FILE", "ファイル")
    }
  }
}

extension FlowGroup.Fate {
  /// The title of its column: who reset them, or what else befell them.
  fileprivate func title(in language: Language) -> String {
    switch self {
    case .device: language.words("DEVICE", "装置")
    case .server: language.words("SERVER", "サーバー")
    case .client: language.words("CLIENT", "クライアント")
    case .undetermined: language.words("UNDETERMINED", "判定不能")
    case .refused: language.words("REFUSED", "ICMP拒否")
    case .unanswered: language.words("SILENT", "無応答")
    case .folded: language.words("FOLDED", "無害")
    case .endedWell: language.words("WELL", "正常")
    }
  }
}

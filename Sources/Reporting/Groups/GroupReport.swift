package import Diagnosis
package import Flows

/// What connections have in common, for `--by`: the answer, then a row a group.
package struct GroupReport: Report, Sendable {
  /// How the groups are written.
  package enum Format: Sendable {
    case text, markdown, csv, ndjson
  }

  /// How many groups a page for people shows.
  private static let shown = 100

  private let grouping: Grouping
  private let format: Format
  private let options: TextOptions
  private var capture = CaptureRecord()
  private var tally = Tally()
  private var groups: FlowGroups
  private var bytes: [UInt8] = []

  /// A report of groups without connections yet.
  package init(by grouping: Grouping, as format: Format, options: TextOptions = TextOptions()) {
    self.grouping = grouping
    self.format = format
    self.options = options
    let isForPeople = format == .text || format == .markdown
    groups = FlowGroups(by: grouping, in: isForPeople ? options.language : .en)
  }

  /// Keeps what was read.
  package mutating func begin(capture: CaptureRecord) {
    self.capture = capture
  }

  /// Counts a connection.
  package mutating func add(_ judgment: Judgment) {
    tally.add(judgment)
    groups.add(judgment, files: capture.files)
  }

  /// Counts connections that have no group.
  package mutating func add(_ count: Int, quiet outcome: Outcome) {
    tally.add(count, quiet: outcome)
  }

  /// Writes the groups.
  package mutating func end(counts: TrafficCounts) {
    let groups = groups.inOrder
    switch format {
    case .text: writeText(groups, counts)
    case .markdown: writeMarkdown(groups, counts)
    case .csv: writeCSV(groups)
    case .ndjson: writeNDJSON(groups, counts)
    }
  }

  /// What is written, once it is.
  package mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private mutating func writeText(_ groups: [FlowGroup], _ counts: TrafficCounts) {
    let answer = Headline(tally, counts, in: options.language).sentence.wrapped(to: options.columns)
    for line in answer { writeLine(Ink.strong.on(line, if: options.isColored)) }
    guard !groups.isEmpty else { return }
    writeLine("")
    for line in GroupTable(groups.prefix(Self.shown), by: grouping, options).lines { writeLine(line) }
    if let rest = restNote(groups) {
      writeLine("")
      for line in rest.wrapped(to: options.columns) { writeLine(line) }
    }
  }

  private mutating func writeMarkdown(_ groups: [FlowGroup], _ counts: TrafficCounts) {
    writeLine("**\(Headline(tally, counts, in: options.language).sentence.escapedForMarkdown)**")
    guard !groups.isEmpty else { return }
    writeLine("")
    let table = GroupTable(groups.prefix(Self.shown), by: grouping, options)
    writeLine("| " + table.titles.joined(separator: " | ") + " |")
    writeLine("|---|" + String(repeating: "---:|", count: table.titles.count - 2) + "---|")
    for row in table.rows { writeLine("| " + row.map(\.escapedForMarkdown).joined(separator: " | ") + " |") }
    if let rest = restNote(groups) { writeLine("\n" + rest.escapedForMarkdown) }
  }

  private func restNote(_ groups: [FlowGroup]) -> String? {
    let rest = groups.dropFirst(Self.shown)
    guard !rest.isEmpty else { return nil }
    return options.language.words(
      "\(rest.count.of("further group")), \(rest.reduce(0) { $0 + $1.flows }.of("connection")): --format csv shows every one.",
      "ほかに\(rest.count.grouped)グループ（\(rest.reduce(0) { $0 + $1.flows }.grouped)接続）：--format csv ですべて表示します。")
  }

  private mutating func writeCSV(_ groups: [FlowGroup]) {
    let fates = FlowGroup.Fate.allCases
    writeLine((["by", "key", "flows"] + fates.map(\.rawValue) + ["causes", "first_time", "last_time", "example"]).joined(separator: ","))
    for group in groups {
      bytes.write("\(grouping.rawValue),")
      bytes.write(csv: group.key)
      bytes.write(",\(group.flows)")
      for fate in fates { bytes.write(",\(group[fate])") }
      bytes.write("," + group.causesByCount.map { "\($0.cause.rawValue)=\($0.count)" }.joined(separator: " "))
      writeLine(",\(group.firstTime.rfc3339),\(group.lastTime.rfc3339),\(group.example)")
    }
  }

  private mutating func writeNDJSON(_ groups: [FlowGroup], _ counts: TrafficCounts) {
    var json = JSONWriter()
    json.write(capture)
    json.endLine()
    for group in groups {
      json.write(group, by: grouping)
      json.endLine()
    }
    json.write(counts, tally)
    json.endLine()
    bytes += json.bytes
  }

  private mutating func writeLine(_ line: String) {
    bytes.write(line)
    bytes.append(UInt8(ascii: "\n"))
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ group: FlowGroup, by grouping: Grouping) {
    object { json in
      json.member("type", "group")
      json.member("schema", NDJSONReport.schema)
      json.member("by", grouping.rawValue)
      json.member("key", group.key)
      json.member("flows", group.flows)
      for fate in FlowGroup.Fate.allCases { json.member(fate.rawValue, group[fate]) }
      json.key("causes")
      json.object { json in
        for (cause, count) in group.causesByCount { json.member(cause.rawValue, count) }
      }
      json.time("first_time", group.firstTime)
      json.time("last_time", group.lastTime)
      json.member("example", group.example)
    }
  }
}

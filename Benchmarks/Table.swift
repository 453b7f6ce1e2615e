import Foundation

/// Lines of figures under a heading, columns aligned.
struct Table {
  private static let heading = ["case", "work", "ns/packet", "peer ns/packet", "ratio", "wall ratio", "peak MiB", "peer"]
  private static let leftAligned: Set<Int> = [0, 1, 7]

  /// The lines.
  var rows: [Row]

  /// The table as text, with a newline at its end.
  var text: String {
    let lines = [Self.heading] + rows.map(cells)
    let widths = Self.heading.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      let padded = line.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - line[column].count)
        return Self.leftAligned.contains(column) ? line[column] + padding : padding + line[column]
      }
      return padded.joined(separator: "  ").trimmingCharacters(in: .whitespaces) + "\n"
    }.joined()
  }

  private func cells(of row: Row) -> [String] {
    [
      row.comparison, row.work, number(row.nanosecondsPerPacket, 1), number(row.peerNanosecondsPerPacket, 1), number(row.ratio, 3),
      number(row.wallRatio, 3), number(row.peakMebibytes, 0), row.peer,
    ]
  }

  private func number(_ value: Double?, _ digits: Int) -> String {
    value.map { String(format: "%.\(digits)f", $0) } ?? "-"
  }

  /// The table as Markdown.
  var markdown: String {
    let lines = [Self.heading, Self.heading.indices.map { Self.leftAligned.contains($0) ? "---" : "---:" }] + rows.map(cells)
    return lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }

  /// Writes the table into a page.
  func write(into path: String) throws {
    try markdown.write(betweenMarksOf: path)
  }
}

extension String {
  /// Puts the text into a page, between its two marks, so that the page quotes what was measured and nothing else.
  func write(betweenMarksOf path: String) throws {
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let (begin, end) = ("<!-- bench -->\n", "<!-- /bench -->")
    guard let from = page.range(of: begin), let to = page.range(of: end), from.upperBound <= to.lowerBound else {
      throw BenchError.noMarks(path)
    }
    let changed = page[..<from.upperBound] + self + page[to.lowerBound...]
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
  }
}

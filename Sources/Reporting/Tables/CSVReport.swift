package import Diagnosis
package import Flows
import Wire

/// Comma-separated values (RFC 4180, but for the line feed alone at the end of a line): names of the columns, then a row a flow.
///
/// Spreadsheets run what looks like a formula, and some split at semicolons: text is written so that neither happens.
package struct CSVReport: Report, Sendable {
  private var rows: FlowRows<CSVFormat>

  /// A report of every flow, or only of those that did not end well and are not harmless.
  package init(showsAll: Bool) {
    rows = FlowRows(showsAll: showsAll)
  }

  /// Writes the names of the columns.
  package mutating func begin(capture: CaptureRecord) { rows.begin(capture: capture) }

  /// Writes a flow's row, where it is to be shown.
  package mutating func add(_ judgment: Judgment) { rows.add(judgment) }

  /// Flows of which there is nothing to tell have no row.
  package mutating func add(_ count: Int, quiet outcome: Outcome) {}

  /// A table has no end.
  package mutating func end(counts: TrafficCounts) {}

  /// The lines made since the last time.
  package mutating func take() -> [UInt8] { rows.take() }
}

private enum CSVFormat: RowFormat {
  static var header: [UInt8] { Array((FlowColumn.all.map(\.name).joined(separator: ",") + "\n").utf8) }

  static var separator: UInt8 { UInt8(ascii: ",") }

  static func write(_ cell: FlowCell, to bytes: inout [UInt8]) { bytes.write(csv: cell) }
}

extension [UInt8] {
  fileprivate mutating func write(csv cell: FlowCell) {
    switch cell {
    case .unset: break
    case .count(let number): write(number)
    case .claim(let claim): write(claim ? "true" : "false")
    case .time(let time): write(rfc3339: time)
    case .span(let nanoseconds): write(secondsOf: nanoseconds)
    case .address(let address): address.appendText(to: &self)
    case .text(let text): write(csv: text)
    case .words(let words): write(csv: words.joined(separator: " "))
    }
  }

  /// Appends text as a cell: nothing in it is taken for a formula, a separator or the end of a line.
  mutating func write(csv text: String) {
    let plain = text.escapedForTerminal.disarmedForSpreadsheets
    guard plain.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ";") }) else {
      return write(plain)
    }
    append(UInt8(ascii: "\""))
    for octet in plain.utf8 {
      if octet == UInt8(ascii: "\"") { append(octet) }
      append(octet)
    }
    append(UInt8(ascii: "\""))
  }
}

extension String {
  /// The text with an apostrophe before whatever a spreadsheet would take for the beginning of a formula: `=`, `+`, `-` and `@`, wide ones
  /// included, at the start and after a semicolon, which is the separator where the comma is the decimal sign (OWASP, "CSV Injection").
  fileprivate var disarmedForSpreadsheets: String {
    var text = ""
    var isAtStart = true
    for character in unicodeScalars {
      if isAtStart, Self.formulaSigns.contains(character) { text.append("'") }
      text.unicodeScalars.append(character)
      isAtStart = character == ";" || (isAtStart && (character == " " || character == "\""))
    }
    return text
  }

  private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
}

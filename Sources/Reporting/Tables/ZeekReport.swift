package import Diagnosis
package import Flows
import Wire

/// Zeek's log format (the ASCII writer of Zeek 6): header lines, then a row a flow, tabs between the values.
///
/// `zeek-cut` and everything that reads a conn.log reads it. There is no `#open` line: a report reads no clock.
package struct ZeekReport: Report, Sendable {
  private var rows: FlowRows<ZeekFormat>

  /// A report of every flow, or only of those that did not end well and are not harmless.
  package init(showsAll: Bool) {
    rows = FlowRows(showsAll: showsAll)
  }

  /// Writes the header.
  package mutating func begin(capture: CaptureRecord) { rows.begin(capture: capture) }

  /// Writes a flow's row, where it is to be shown.
  package mutating func add(_ judgment: Judgment) { rows.add(judgment) }

  /// Flows of which there is nothing to tell have no row.
  package mutating func add(_ count: Int, quiet outcome: Outcome) {}

  /// Zeek's `#close` line tells when writing ended, which a report does not know.
  package mutating func end(counts: TrafficCounts) {}

  /// The lines made since the last time.
  package mutating func take() -> [UInt8] { rows.take() }
}

private enum ZeekFormat: RowFormat {
  static var header: [UInt8] {
    let names = FlowColumn.all.map(\.zeekName).joined(separator: "\t")
    let types = FlowColumn.all.map(\.type.rawValue).joined(separator: "\t")
    let lines = [
      "#separator \\x09", "#set_separator\t,", "#empty_field\t(empty)", "#unset_field\t-", "#path\trstwho", "#fields\t\(names)",
      "#types\t\(types)",
    ]
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  static var separator: UInt8 { UInt8(ascii: "\t") }

  static func write(_ cell: FlowCell, to bytes: inout [UInt8]) { bytes.write(zeek: cell) }
}

extension [UInt8] {
  fileprivate mutating func write(zeek cell: FlowCell) {
    switch cell {
    case .unset: append(UInt8(ascii: "-"))
    case .count(let number): write(number)
    case .claim(let claim): write(claim ? "T" : "F")
    case .time(let time): write(epoch: time.nanoseconds)
    case .span(let nanoseconds): write(epoch: nanoseconds)
    case .address(let address): address.appendText(to: &self)
    case .text(let text): write(zeek: text)
    case .words(let words): write(words.isEmpty ? "(empty)" : words.joined(separator: ","))
    }
  }

  /// Appends nanoseconds as seconds with six decimals, cut, as Zeek writes times and intervals.
  private mutating func write(epoch nanoseconds: Int64) {
    let (seconds, fraction) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    if nanoseconds < 0 { append(UInt8(ascii: "-")) }
    write(digits: seconds, atLeast: 1)
    append(UInt8(ascii: "."))
    write(digits: fraction / 1_000, atLeast: 6)
  }

  /// Appends text as Zeek does: whatever is dangerous to show, and the backslash, octet by octet as `\xff`; a text that could be taken for an
  /// empty or unset field has its first sign spelt out.
  mutating func write(zeek text: String) {
    guard !text.isEmpty else { return write("(empty)") }
    let isMarker = text == "-" || text == "(empty)"
    for (index, scalar) in text.unicodeScalars.enumerated() {
      guard scalar.isUnsafeToDisplay || scalar == "\\" || (isMarker && index == 0) else {
        append(contentsOf: String(scalar).utf8)
        continue
      }
      for octet in String(scalar).utf8 {
        write("\\x")
        write(hexadecimal: UInt32(octet), atLeast: 2)
      }
    }
  }
}

import Diagnosis

/// How a format that has a row a flow is written down.
protocol RowFormat: Sendable {
  /// What stands before the rows.
  static var header: [UInt8] { get }
  /// What stands between two cells.
  static var separator: UInt8 { get }
  /// Appends a cell.
  static func write(_ cell: FlowCell, to bytes: inout [UInt8])
}

/// A report that has a row a flow, `FlowColumn.all` in that order.
struct FlowRows<Format: RowFormat>: Sendable {
  private let showsAll: Bool
  private var files: [String] = []
  private var bytes: [UInt8] = []

  /// Rows of every flow, or only of those that did not end well and are not harmless.
  init(showsAll: Bool) {
    self.showsAll = showsAll
  }

  /// Writes the header.
  mutating func begin(capture: CaptureRecord) {
    files = capture.files
    bytes += Format.header
  }

  /// Writes a flow's row, where it is to be shown.
  mutating func add(_ judgment: Judgment) {
    guard showsAll || judgment.isWorthARow else { return }
    for (index, column) in FlowColumn.all.enumerated() {
      if index > 0 { bytes.append(Format.separator) }
      Format.write(column.value(judgment, files), to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The lines made since the last time.
  mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }
}

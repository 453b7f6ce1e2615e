import Diagnosis
import Flows
import Wire

/// One column of the formats that have a row a flow (CSV and Zeek's): what it is called in each, of which kind it is, and how it is found.
///
/// Columns are stable: a new one goes to the end, none is renamed. They are the NDJSON record laid flat.
struct FlowColumn: Sendable {
  /// Its name in CSV, snake_case.
  var name: String
  /// Its name in Zeek's format; where Zeek's conn.log has the same fact, the name that it has there.
  var zeekName: String
  /// Zeek's type of its values.
  var type: ZeekType
  /// Its value of a flow, `unset` where there is none; the files are those of the capture.
  var value: @Sendable (Judgment, [String]) -> FlowCell

  /// A column of the same name in both formats, or of two names.
  init(_ name: String, zeek zeekName: String? = nil, _ type: ZeekType, _ value: @escaping @Sendable (Judgment, [String]) -> FlowCell) {
    self.name = name
    self.zeekName = zeekName ?? name
    self.type = type
    self.value = value
  }
}

/// Zeek's names of types, as they stand in a log's `#types` line.
enum ZeekType: String, Sendable {
  case time, interval, count, addr, port, bool, string
  case strings = "vector[string]"
}

/// One value of a row.
enum FlowCell: Sendable {
  /// There is none.
  case unset
  /// A number.
  case count(UInt64)
  /// True or false.
  case claim(Bool)
  /// A moment.
  case time(Timestamp)
  /// A length of time in nanoseconds.
  case span(Int64)
  /// An address.
  case address(IPAddress)
  /// Text that may come from a packet.
  case text(String)
  /// Several short words of our own making.
  case words([String])

  /// The text, or nothing.
  init(_ text: String?) {
    self = text.map { .text($0) } ?? .unset
  }

  /// The number, or nothing.
  init(_ number: (some BinaryInteger)?) {
    self = number.map { .count(UInt64(clamping: $0)) } ?? .unset
  }
}

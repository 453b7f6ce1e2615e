/// What is fuzzed, each with a corpus of its own.
enum FuzzTarget: String, CaseIterable {
  /// A capture file, compressed or not, to its frames.
  case readers
  /// A frame of any link type to what it is.
  case packets
  /// A capture file to the reports, the whole way.
  case reports
  /// A capture file to the formats that `reports` leaves out, and to a copy with comments.
  case copies
  /// Segments between a few ends, as a short notation has them, to the reports: deep into flows and verdicts.
  case traffic
  /// A baseline file.
  case knowledge
  /// The words of a filter expression.
  case filters

  /// Tries one input; stops the program where something is not as it must be.
  func run(_ bytes: [UInt8]) {
    switch self {
    case .readers: tryReaders(bytes)
    case .packets: tryPacket(bytes)
    case .reports: tryReports(bytes)
    case .copies: tryCopies(bytes)
    case .traffic: tryTraffic(bytes)
    case .knowledge: tryKnowledge(bytes)
    case .filters: tryFilter(bytes)
    }
  }
}

/// Stops the program where a promise is broken; libFuzzer then keeps the input.
func promise(_ isKept: Bool, _ promise: @autoclosure () -> String) {
  if !isKept { fatalError("Broken promise: \(promise())") }
}

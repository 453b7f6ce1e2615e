extension Weight {
  /// The whole table.
  package static let all: [Weight] = causality + header + topology + crossFlow + proof
}

package import Flows

/// One kind of fact about a reset: what it is called, where it comes from, and how to find it.
///
/// A class, since every finding refers to the one that made it.
package final class Heuristic: Sendable {
  /// Its name, kebab-case, part of the NDJSON schema.
  package let name: String
  /// Which kind of fact it is.
  package let group: Evidence.Group
  /// The RFC section or paper that it rests on.
  package let source: String
  /// Looks at a reset; nil where it has nothing to say.
  package let examine: @Sendable (borrowing ClaimedReset) -> Finding?

  /// A heuristic with these parts.
  package init(
    _ name: String, _ group: Evidence.Group, source: String, examine: @escaping @Sendable (borrowing ClaimedReset) -> Finding?
  ) {
    self.name = name
    self.group = group
    self.source = source
    self.examine = examine
  }
}

/// What a heuristic found.
package struct Finding: Sendable {
  /// The row of the table that says what it weighs.
  package var row: Weight
  /// The finding, for a person.
  package var text: Phrase
  /// The packets it rests on.
  package var packets: [RecordedPacket]

  /// A finding that weighs what that row says.
  package init(_ row: Weight, _ text: Phrase, _ packets: [RecordedPacket] = []) {
    self.row = row
    self.text = text
    self.packets = packets
  }

  /// The decimal logarithm of the likelihood ratio: above 0 for a device, below 0 for the claimed sender.
  package var weight: Double { row.value }
}

package import Wire

/// Where a host's frames came from on the link, and how many flows showed it. Bound: eight sources, the lowest.
package struct LinkSources: Sendable {
  private static var most: Int { 8 }

  /// A source and the number of flows.
  package typealias Element = (key: LinkSource, value: UInt32)

  private var entries: [Element] = []

  /// A source on the link.
  package struct LinkSource: Hashable, Sendable {
    /// Hardware address in the low 48 bits.
    package var hardwareAddress: UInt64
    /// VLAN identifier.
    package var vlan: UInt16
    /// Whether the capturing host received or sent the frame.
    package var passage: LinkLayer.Passage

    fileprivate var order: (UInt64, UInt16, UInt8) { (hardwareAddress, vlan, passage.rawValue) }

    /// A source with these values.
    package init(hardwareAddress: UInt64, vlan: UInt16, passage: LinkLayer.Passage) {
      self.hardwareAddress = hardwareAddress
      self.vlan = vlan
      self.passage = passage
    }
  }

  /// None yet.
  package init() {}

  /// The sources, in no order.
  package var keys: [LinkSource] { entries.map(\.key) }

  /// Adds flows that came from there. Of more sources than are kept the highest go, so that the order of adding does not matter.
  mutating func add(_ source: LinkSource, flows: UInt32) {
    for index in entries.indices where entries[index].key == source {
      entries[index].value.count(flows)
      return
    }
    entries.append((source, flows))
    guard entries.count > Self.most, let most = entries.indices.max(by: { entries[$0].key.order < entries[$1].key.order }) else { return }
    entries.remove(at: most)
  }

  /// Adds what another has counted.
  mutating func merge(_ other: LinkSources) {
    for entry in other.entries { add(entry.key, flows: entry.value) }
  }
}

extension LinkSources: Sequence {
  /// The sources one by one, in no order.
  package func makeIterator() -> [Element].Iterator { entries.makeIterator() }
}

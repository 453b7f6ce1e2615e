/// Hop limits of what a host sent as a server, by its own port: few ports, so a list is searched faster than a dictionary.
///
/// Bound: 65 ports; packets of further ones, the highest, count together under port 0.
package struct HopLimitsByPort: Sendable {
  private static var portsKept: Int { 64 }

  /// A port and what was seen of it.
  package typealias Element = (key: UInt16, value: HopLimits)

  private var entries: [Element] = []

  /// No port yet.
  package init() {}

  /// The ports, in no order.
  package var keys: [UInt16] { entries.map(\.key) }
  /// What was seen of each port, in no order.
  package var values: [HopLimits] { entries.map(\.value) }

  /// What was seen of that port.
  package subscript(port: UInt16) -> HopLimits? {
    for entry in entries where entry.key == port { return entry.value }
    return nil
  }

  /// What was seen of all ports together.
  package var all: HopLimits {
    var all = HopLimits()
    for entry in entries { all.merge(entry.value) }
    return all
  }

  /// Adds packets of one port. Of more ports than are kept the highest go to port 0, so that the order of adding does not matter.
  mutating func add(_ limits: HopLimits, port: UInt16) {
    merge(limits, port)
    guard entries.count > Self.portsKept + 1, let most = entries.indices.max(by: { entries[$0].key < entries[$1].key }) else { return }
    let given = entries.remove(at: most)
    merge(given.value, 0)
  }

  /// Adds one end of a flow.
  mutating func add(_ range: HopLimitRange, port: UInt16) {
    for index in entries.indices where entries[index].key == port { return entries[index].value.add(range) }
    add(HopLimits(range), port: port)
  }

  private mutating func merge(_ limits: HopLimits, _ port: UInt16) {
    for index in entries.indices where entries[index].key == port { return entries[index].value.merge(limits) }
    entries.append((port, limits))
  }
}

extension HopLimitsByPort: Sequence {
  /// The ports one by one, in no order.
  package func makeIterator() -> [Element].Iterator { entries.makeIterator() }
}

package import Diagnosis
import Flows
import Wire

/// How flows ended so far, and whom that concerns most.
///
/// Bound: the keys of `TopCounts`, and as many revisions as are kept.
package struct LiveTally: Sendable {
  /// By outcome, origin and proof.
  package private(set) var tally = Tally()
  /// Verdicts that turned out otherwise after they were told.
  package private(set) var revisions = Revisions()
  /// Servers whose connections ended badly.
  private(set) var servers = TopCounts<String>()
  /// Their ports.
  private(set) var ports = TopCounts<UInt16>()
  /// Devices that ended connections.
  private(set) var devices = TopCounts<String>()

  /// Nothing counted.
  package init() {}

  /// Counts a flow.
  package mutating func add(_ judgment: Judgment) {
    tally.add(judgment)
    guard judgment.isWorthARow, let verdict = judgment.verdict else { return }
    servers.count("\(judgment.flow.server.address)")
    ports.count(judgment.flow.server.port)
    guard verdict.origin == .device else { return }
    let row = FlowRow(judgment, in: .en)
    // The word `DEVICE` says nothing among devices.
    let place = row.who.split(separator: " ", maxSplits: 1).dropFirst().joined()
    devices.count(place.isEmpty ? "at an unknown place" : place)
  }

  /// Counts flows of which there is nothing else to tell.
  package mutating func add(_ count: Int, quiet outcome: Outcome) {
    tally.add(count, quiet: outcome)
  }

  /// Notes that a verdict has turned out otherwise.
  package mutating func revise(_ told: ToldVerdict, to judgment: Judgment) {
    revisions.add(told, now: judgment)
  }
}

/// What comes most often. Bound: 10,000 keys; further ones are only counted together.
struct TopCounts<Key: Hashable & Comparable & Sendable>: Sendable {
  private static var keysKept: Int { 10_000 }

  private var counts: [Key: Int] = [:]
  /// How many came that are not counted apart.
  private(set) var others = 0

  /// Counts one.
  mutating func count(_ key: Key) {
    if counts[key] == nil, counts.count >= Self.keysKept { others += 1 } else { counts[key, default: 0] += 1 }
  }

  /// The most frequent ones, at most `number`; of equals the lesser key first.
  func most(_ number: Int) -> [(key: Key, count: Int)] {
    Array(counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(number).map { ($0.key, $0.value) })
  }

  /// How many keys there are.
  var keys: Int { counts.count }
}

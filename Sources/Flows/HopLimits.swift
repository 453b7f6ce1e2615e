/// Which hop limits were seen, and how often each: the eight greatest values. Can be merged in any order.
package struct HopLimits: Sendable, Equatable {
  /// A hop limit and how many packets arrived with it.
  package struct Count: Sendable, Equatable {
    /// As captured.
    package var hopLimit: UInt8
    /// How many packets.
    package var packets: UInt32
  }

  /// The values, most frequent first.
  package private(set) var counts: [Count] = []

  /// None yet.
  package init() {}

  /// How many packets in all.
  package var total: UInt32 { counts.reduce(0) { $0 &+ $1.packets } }

  /// The most frequent value.
  package var usual: UInt8? { counts.first?.hopLimit }

  /// Whether all packets arrived with one value.
  package var isSteady: Bool { counts.count == 1 }

  /// Whether a packet arrived with that value.
  package func contains(_ hopLimit: UInt8) -> Bool {
    counts.contains { $0.hopLimit == hopLimit }
  }

  /// Adds packets that arrived with one value. Of more than eight values the greatest eight stay, so that the order of adding does not matter.
  package mutating func add(_ hopLimit: UInt8, packets: UInt32 = 1) {
    guard packets > 0 else { return }
    // Most hosts are seen at one distance only.
    if counts.count == 1, counts[0].hopLimit == hopLimit {
      counts[0].packets &+= packets
      return
    }
    if let known = counts.firstIndex(where: { $0.hopLimit == hopLimit }) {
      counts[known].packets &+= packets
    } else {
      counts.append(Count(hopLimit: hopLimit, packets: packets))
      if counts.count > 8, let least = counts.indices.min(by: { counts[$0].hopLimit < counts[$1].hopLimit }) { counts.remove(at: least) }
    }
    counts.sort { ($0.packets, $1.hopLimit) > ($1.packets, $0.hopLimit) }
  }

  /// Adds what another has counted.
  package mutating func merge(_ other: HopLimits) {
    for count in other.counts { add(count.hopLimit, packets: count.packets) }
  }
}

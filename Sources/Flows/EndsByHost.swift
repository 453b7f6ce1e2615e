/// Ends of flows, brought together host by host: what is known of a host lies in many places, which are fetched once a host so, and not once
/// a flow.
///
/// Bound: the ends of `flowsAtOnce` flows, 12 octets each, and 4 octets a host.
struct EndsByHost {
  /// How many flows are gone through before their hosts learn from them.
  static var flowsAtOnce: UInt32 { 1 << 16 }

  /// One end of a flow, of a host that has a number.
  struct End: BitwiseCopyable {
    var host: UInt32
    private var slotAndSide: UInt32

    /// The end on that side of the flow in that slot, which is below 2^31.
    init(host: Int, slot: UInt32, side: Int) {
      self.host = UInt32(truncatingIfNeeded: host)
      slotAndSide = slot << 1 | UInt32(truncatingIfNeeded: side)
    }

    /// Where the flow is.
    var slot: UInt32 { slotAndSide >> 1 }
    /// 0 for the lower end of its key, 1 for the higher.
    var side: Int { Int(slotAndSide & 1) }
  }

  private var found: [End] = []
  /// For each host, where the next of its ends goes; one more for the sum.
  private var places: [UInt32]

  /// None yet, of that many hosts.
  init(hosts: Int) {
    places = [UInt32](repeating: 0, count: hosts + 1)
  }

  /// Adds an end of a host below the number of hosts.
  @inline(__always)
  mutating func add(_ end: End) {
    found.append(end)
    places[Int(end.host) + 1] &+= 1
  }

  /// Hands out all that were added, host by host, each host's in the order in which they came; then there are none.
  mutating func takeSorted() -> [End] {
    guard let first = found.first else { return [] }
    for host in 1..<places.count { places[host] &+= places[host - 1] }
    var sorted = [End](repeating: first, count: found.count)
    for end in found {
      sorted[Int(places[Int(end.host)])] = end
      places[Int(end.host)] &+= 1
    }
    found.removeAll(keepingCapacity: true)
    for host in places.indices { places[host] = 0 }
    return sorted
  }
}

extension FlowTracker {
  /// What the flows in the table tell of those hosts, by their numbers.
  func learn(of wanted: AddressNumbers) -> [HostBaseline] {
    var hosts = [HostBaseline](repeating: HostBaseline(), count: wanted.count)
    var ends = EndsByHost(hosts: wanted.count)
    for slot in 0..<slots.count {
      if !slots[slot].isGone {
        for side in 0...1 {
          guard let number = wanted.number(of: end(slot, side: side).address) else { continue }
          ends.add(EndsByHost.End(host: number, slot: slot, side: side))
        }
      }
      guard slot % EndsByHost.flowsAtOnce == EndsByHost.flowsAtOnce - 1 || slot == slots.count - 1 else { continue }
      learn(from: ends.takeSorted(), into: &hosts)
    }
    return hosts
  }

  private func learn(from ends: [EndsByHost.End], into hosts: inout [HostBaseline]) {
    for (number, end) in ends.enumerated() {
      // A host's flows lie far apart in the table: they are fetched ahead.
      if number &+ 16 < ends.count { slots.prefetch(ends[number &+ 16].slot) }
      if number &+ 8 < ends.count { details.prefetch(slots[ends[number &+ 8].slot].detail &- 1) }
      learn(end.slot, end.side, into: &hosts[Int(end.host)])
    }
  }
}

/// One end of a flow, of a host that has a number.
struct HostEnd: BitwiseCopyable {
  let host: UInt32
  private let slotAndSide: UInt32

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

extension [HostEnd] {
  /// The same host by host, each host's in the order in which they stand here; all are of hosts below that number (counting sort).
  fileprivate func sorted(hosts: Int) -> [HostEnd] {
    guard let first else { return [] }
    // For each host, where the next of its ends goes; one more for the sum.
    var places = [Int](repeating: 0, count: hosts + 1)
    for end in self { places[Int(end.host) + 1] += 1 }
    for host in 0..<hosts { places[host + 1] += places[host] }
    var sorted = [HostEnd](repeating: first, count: count)
    for end in self {
      sorted[places[Int(end.host)]] = end
      places[Int(end.host)] += 1
    }
    return sorted
  }
}

// What is known of a host lies in many places of memory. They are fetched once a host, not once a flow: its flows are brought together first.
extension FlowTracker {
  /// How many flows are gone through before their hosts learn from them: 1 MiB of ends, with the sorted ones, and 8 octets a host.
  private static var flowsAtOnce: UInt32 { 1 << 15 }

  /// Adds what the flows in the table tell of those hosts.
  func learn(of wanted: AddressNumbers, into baselines: inout Baselines) {
    for start in stride(from: 0, to: slots.count, by: Int(Self.flowsAtOnce)) {
      let ends = ends(of: wanted, in: start..<min(slots.count, start &+ Self.flowsAtOnce))
      learn(from: ends.sorted(hosts: wanted.count), of: wanted, into: &baselines)
    }
  }

  private func ends(of wanted: AddressNumbers, in range: Range<UInt32>) -> [HostEnd] {
    var ends: [HostEnd] = []
    for slot in range where !slots[slot].isGone {
      for side in 0...1 {
        guard let number = wanted.number(of: end(slot, side: side).address) else { continue }
        ends.append(HostEnd(host: number, slot: slot, side: side))
      }
    }
    return ends
  }

  private func learn(from ends: [HostEnd], of wanted: AddressNumbers, into baselines: inout Baselines) {
    var next = 0
    while next < ends.count {
      let address = wanted.addresses[Int(ends[next].host)]
      if let known = baselines.hosts.index(forKey: address) {
        learn(from: ends, &next, into: &baselines.hosts.values[known])
      } else {
        var host = HostBaseline()
        learn(from: ends, &next, into: &host)
        if host.flows > 0 || !host.refusals.isEmpty { baselines.hosts[address] = host }
      }
    }
  }

  /// Takes the ends of one host, from that number on, and tells where the next one's begin.
  private func learn(from ends: [HostEnd], _ next: inout Int, into host: inout HostBaseline) {
    let number = ends[next].host
    while next < ends.count, ends[next].host == number {
      // A host's flows lie far apart in the table: they are fetched ahead. Without a detail nothing that is there is fetched.
      if next &+ 16 < ends.count { slots.prefetch(ends[next &+ 16].slot) }
      if next &+ 8 < ends.count { prefetch(slots[ends[next &+ 8].slot].detail) }
      learn(ends[next].slot, ends[next].side, into: &host)
      next &+= 1
    }
  }

  private func prefetch(_ place: DetailPlace) {
    if place.isPlain { handshakes.prefetch(place.index) } else { details.prefetch(place.index) }
  }
}

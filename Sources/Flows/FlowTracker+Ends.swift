import Wire

// Whose flow it is: IPv4 ends stand in the key itself, IPv6 ends beside the table.
extension FlowTracker {
  /// The address and port of one party.
  func end(_ slot: UInt32, _ party: Party) -> Endpoint {
    end(slot, side: slots[slot].index(of: party))
  }

  /// The addresses of both ends.
  func addresses(_ slot: UInt32) -> [IPAddress] {
    [end(slot, side: 0).address, end(slot, side: 1).address]
  }

  /// The lower end of the key, side 0, or the higher end, side 1.
  @inline(__always)
  func end(_ slot: UInt32, side: Int) -> Endpoint {
    let end = side == 0 ? slots[slot].low : slots[slot].high
    guard FlowKey.isV6(end) else { return FlowKey.endpoint(v4: end) }
    return side == 0 ? ends[slots[slot].ends].low : ends[slots[slot].ends].high
  }

  /// Keeps the ends of a flow over IPv6 and tells their index.
  mutating func keepEnds(_ pending: inout PendingSegment) -> UInt32 {
    let place = freeEnds.popLast() ?? ends.extend()
    let source = Endpoint(address: pending.ends.source, port: pending.ends.sourcePort)
    let destination = Endpoint(address: pending.ends.destination, port: pending.ends.destinationPort)
    ends[place] = pending.key.isFromHigh ? FlowEnds(low: destination, high: source) : FlowEnds(low: source, high: destination)
    return place
  }

  /// Whether a segment of IPv6 with that key belongs to this flow: equal digests are told apart by the addresses.
  func isBetween(_ source: IPAddress, _ destination: IPAddress, _ key: FlowKey, slot: UInt32) -> Bool {
    guard slots[slot].low == key.low, slots[slot].high == key.high else { return false }
    let known = ends[slots[slot].ends]
    return key.isFromHigh
      ? source == known.high.address && destination == known.low.address
      : source == known.low.address && destination == known.high.address
  }
}

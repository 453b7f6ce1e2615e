import Wire

/// A flow of the same end with another one, whose numbers a stray packet goes on with.
package struct FlowTwin: Sendable {
  /// Its serial.
  package var serial: UInt64
  /// The other end of it.
  package var other: Endpoint
}

extension FlowTracker {
  /// For flows that one end has only ever reset: the flow of that very address and port whose next number is the one it reset with. What
  /// drew the reset belongs to that flow, and lost its translation on the way. At most 10,000 flows are looked for, 16 an end.
  func twins() -> [UInt32: FlowTwin] {
    var wanted: [UInt64: [(slot: UInt32, sequence: SequenceNumber)]] = [:]
    for slot in watchedSlots where wanted.count < 10_000 {
      guard let reset = onlyReset(of: slot) else { continue }
      let end = reset.isFromHigh ? slots[slot].high : slots[slot].low
      if wanted[end, default: []].count < 16 { wanted[end, default: []].append((slot, reset.sequence)) }
    }
    guard !wanted.isEmpty else { return [:] }
    var twins: [UInt32: FlowTwin] = [:]
    for slot in 0..<slots.count where !slots[slot].traits.contains(.isGone) {
      for side in 0..<2 {
        let state = slots[slot].directions[side]
        guard state.seen.contains(.segment), let waiting = wanted[side == 0 ? slots[slot].low : slots[slot].high] else { continue }
        for stray in waiting where stray.slot != slot && stray.sequence == state.next {
          twins[stray.slot] = FlowTwin(serial: UInt64(slots[slot].serial), other: end(slot, side: 1 - side))
        }
      }
    }
    return twins
  }

  /// The first reset of a flow that began without a SYN and whose reset end sent nothing else; nil for other flows.
  private func onlyReset(of slot: UInt32) -> RecordedPacket? {
    let place = Int(slots[slot].watch) - 1
    guard watches.indices.contains(place), !slots[slot].traits.contains(.beganWithSyn) else { return nil }
    guard let reset = watches[place].packets.first(where: { $0.flags.contains(.rst) && !$0.isCopy }), !reset.flags.contains(.ack) else {
      return nil
    }
    return slots[slot].directions[reset.isFromHigh ? 1 : 0].seen.contains(.segment) ? nil : reset
  }
}

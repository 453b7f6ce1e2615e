import Wire

// Addresses that stand for other machines: a balancer's or a translator's. Two things in a capture show it beyond doubt; both are rare, and
// are looked for once at the end.
extension FlowTracker {
  /// How many connections that may be the translated side of another are looked at.
  private static var candidates: Int { 1_000 }

  /// Notes which hosts of the baselines were shown to be translated.
  func noteTranslations(in baselines: inout Baselines) {
    for (slot, note) in controlNotes { noteUnreachableSelf(slot, note, in: &baselines) }
    noteLeaks(in: &baselines)
  }

  /// An address does not report itself unreachable from another distance than its own: a translator has put it in the place of a router's
  /// behind it, as it does for the connections that it forwards.
  private func noteUnreachableSelf(_ slot: UInt32, _ note: ControlNote, in baselines: inout Baselines) {
    guard let refusal = note.refusal, refusal.isUnreachableHost else { return }
    let server = end(slot, .server).address
    guard refusal.ip.source == server, let known = baselines.hosts[server] else { return }
    let seen = known.allAsServer
    guard seen.total > 0, !seen.contains(refusal.ip.hopLimit) else { return }
    baselines.hosts[server]?.noteTranslation(note.refusalPosition)
  }

  /// A connection that began in the middle, on the port and with the numbers of one that the same end has with another address: what a
  /// translator forwards untranslated once it has lost its entry. A balancer's own machines show themselves like this.
  private func noteLeaks(in baselines: inout Baselines) {
    var leaks: [Endpoint: [UInt32]] = [:]
    var count = 0
    for slot in watchedSlots where isLeakCandidate(slot) {
      guard count < Self.candidates else { break }
      count += 1
      for side in 0...1 { leaks[end(slot, side: side), default: []].append(slot) }
    }
    guard !leaks.isEmpty else { return }
    var numbers = AddressNumbers(seed: seed)
    for end in leaks.keys { numbers.add(end.address) }
    for slot in 0..<slots.count where !slots[slot].traits.contains(.isGone) && slots[slot].detail != .none {
      for side in 0...1 {
        let end = end(slot, side: side)
        guard numbers.number(of: end.address) != nil, let others = leaks[end] else { continue }
        for other in others.prefix(8) where other != slot && isOneConnection(slot, side: side, leak: other, of: end) {
          let far = self.end(slot, side: 1 - side)
          baselines.hosts[far.address]?.noteTranslation(slots[other].firstFrame.position)
          baselines.twins[UInt64(slots[other].serial)] = FlowTwin(serial: UInt64(slots[slot].serial), shared: end, other: far)
        }
      }
    }
  }

  /// Whether a flow may be the untranslated rest of another: its beginning was not captured, and it was reset.
  private func isLeakCandidate(_ slot: UInt32) -> Bool {
    guard !slots[slot].traits.contains(.isGone), slots[slot].watch != 0 else { return false }
    return slots[slot].directions[0].seen.union(slots[slot].directions[1].seen).isDisjoint(with: .syn)
  }

  /// Whether the leak has the numbers that the other end of this flow would use: both random, so that chance is one in 32,000 each.
  private func isOneConnection(_ slot: UInt32, side: Int, leak: UInt32, of shared: Endpoint) -> Bool {
    let leakSide = end(leak, side: 0) == shared ? 0 : 1
    let far = slots[slot].directions[1 - side]
    let near = slots[slot].directions[side]
    let stranger = slots[leak].directions[1 - leakSide]
    guard end(slot, side: 1 - side).address != end(leak, side: 1 - leakSide).address else { return false }
    guard near.seen.contains(.segment) else { return false }
    guard stranger.seen.isSuperset(of: [.segment, .acknowledgment]) else {
      // Only what the shared end resets was captured: the port is the same, and the number that it was sent as an acknowledgment.
      return resetNumber(of: leak, fromHigh: leakSide == 1).map { Self.isNear(near.next, $0) } ?? false
    }
    guard far.seen.contains(.segment) else { return false }
    // What lies far beyond the window is INVALID to conntrack; then the acknowledgment must be the very number.
    return near.next == stranger.acknowledged
      || Self.isNear(far.next, stranger.next) && Self.isNear(near.next, stranger.acknowledged)
  }

  /// The sequence number with which that end first reset a flow.
  private func resetNumber(of slot: UInt32, fromHigh: Bool) -> SequenceNumber? {
    guard slots[slot].watch != 0 else { return nil }
    let packets = watches[Int(slots[slot].watch) - 1].packets
    return packets.first { $0.flags.contains(.rst) && !$0.flags.contains(.ack) && $0.isFromHigh == fromHigh }?.sequence
  }

  private static func isNear(_ left: SequenceNumber, _ right: SequenceNumber) -> Bool {
    (left - right).magnitude < 1 << 16
  }
}

extension ControlMessage {
  /// Network or host unreachable: what a router says of others (RFC 792; RFC 4443, section 3.1).
  fileprivate var isUnreachableHost: Bool {
    ip.source.isV4 ? type == 3 && code <= 1 : type == 1 && (code == 0 || code == 3)
  }
}

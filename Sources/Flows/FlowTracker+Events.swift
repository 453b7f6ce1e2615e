import Wire

// What happens beside the straight path: a flow's first packets, its control segments, repetitions, and resets.
extension FlowTracker {
  /// Whether a SYN opens a new connection on the ports of a known one: its initial sequence number is another (RFC 9293, section 3.4.1).
  ///
  /// Mutating only because the compiler lends a value that may change as a copy: 424 bytes a packet.
  @inline(__always)
  mutating func begins(_ flags: TCPFlags, _ serial: UInt32, anewIn slot: UInt32, side: Int) -> Bool {
    guard flags.contains(.syn), flags.isDisjoint(with: [.ack, .rst]) else { return false }
    return isOther(ring[serial].sequence, in: slot, side: side)
  }

  @inline(never)
  private mutating func isOther(_ initial: SequenceNumber, in slot: UInt32, side: Int) -> Bool {
    let state = slots[slot].directions[side]
    guard state.seen.contains(.syn) else { return true }
    // What is sent again may lack the data of the first (RFC 7413, section 4.1.3).
    guard slots[slot].detail != .none else { return !(0...1_460).contains(state.next - (initial + 1)) }
    let first = firstNumber(slot, side: side)
    return !first.flags.contains(.syn) || first.sequence != initial
  }

  /// Opens a flow with its first segment, in the place of the one that has had its ports, if any.
  @inline(never)
  mutating func begin(
    _ pending: inout PendingSegment, of header: inout FrameHeader, in bytes: Span<UInt8>, _ isSelected: Bool, insteadOf known: UInt32?
  ) {
    var old = known
    if isFull() {
      endOldest()
      old = find(&pending)
    }
    let key = pending.key
    let slot = freeSlots.popLast() ?? slots.extend()
    slots[slot] = FlowSlot(key, of: header, serial: nextSerial, ends: key.isV6 ? keepEnds(&pending) : 0)
    nextSerial &+= 1
    counts.flows &+= 1
    slots[slot].assumeRoles(ring[pending.serial].flags, &pending.ends, fromHigh: key.isFromHigh)
    if isSelected { slots[slot].traits.insert(.isSelected) }
    enter(slot, pending.hash, insteadOf: old)
    let side = key.isFromHigh ? 1 : 0
    ring[pending.serial].previous = 0
    let events = slots[slot].take(&ring[pending.serial], serial: pending.serial, side: side)
    handle(events.union(.first), &pending, in: bytes, slot: slot, side: side)
  }

  private mutating func enter(_ slot: UInt32, _ hash: UInt64, insteadOf old: UInt32?) {
    guard let old else { return index.insert(hash, slot: slot) }
    slots[old].traits.insert(.isSuperseded)
    slots[old].hide()
    index.replace(hash, slot: old, by: slot)
  }

  @inline(never)
  mutating func handle(_ events: FlowEvents, _ pending: inout PendingSegment, in bytes: Span<UInt8>, slot: UInt32, side: Int) {
    let serial = pending.serial
    let flags = ring[serial].flags
    let isReset = flags.contains(.rst)
    if isReset || events.contains(.repetition), markCopy(slot: slot, serial: serial) {
      slots[slot].directions[side].packets &-= 1
      counts.duplicates &+= 1
    } else {
      if !isReset, events.contains(.repetition) { slots[slot].directions[side].note(hopLimit: ring[serial].hopLimit) }
      if events.contains(.gap) { noteGap(slot) }
      let hasPayload = ring[serial].payloadLength > 0
      slots[slot].note(events, flags, hasPayload: hasPayload, side: side)
      if slots[slot].isBeginning(side: side) {
        detail(slot: slot, side: side, serial: serial)
        noteOffload(&pending, in: bytes, slot: slot, side: side)
      }
      if events.contains(.first), hasPayload { names(&pending, in: bytes, slot: slot, side: side) }
    }
    if events.contains(.control) { slots[slot].directions[side].note(flags) }
    if isReset || events.contains(.watched) { watch(slot: slot, serial: serial) }
    if isReset { keepNote(&pending, in: bytes, slot: slot) }
  }

  /// Keeps what a reset says of itself; hardly any says something.
  private mutating func keepNote(_ pending: inout PendingSegment, in bytes: Span<UInt8>, slot: UInt32) {
    let packet = ring[pending.serial]
    guard packet.payloadLength > 0 || packet.options.contains(.multipath) else { return }
    let place = slots[slot].watch &- 1
    guard place < UInt32(watches.count), let note = ResetNote(packet, PayloadPlace(&pending, packet, in: bytes), in: bytes) else { return }
    watches[Int(place)].keep(note)
  }

  private mutating func noteGap(_ slot: UInt32) {
    if !slots[slot].traits.contains(.hasGap) { counts.flowsWithGaps &+= 1 }
    slots[slot].traits.insert(.hasGap)
  }

  /// Keeps a reset flow's packets: those before from the ring at its first reset, then each that follows.
  @inline(never)
  private mutating func watch(slot: UInt32, serial: UInt32) {
    guard let packet = ring.packet(serial) else { return }
    if slots[slot].watch == 0 { openWatch(slot: slot, before: packet.previous) }
    let place = slots[slot].watch &- 1
    guard place < UInt32(watches.count) else { return }
    let before = watches[Int(place)].packets.count
    watches[Int(place)].record(packet, isKept: watchedPackets < limits.watchedPackets)
    watchedPackets += watches[Int(place)].packets.count - before
  }

  private mutating func openWatch(slot: UInt32, before: UInt32) {
    if watches.count - freeWatches.count >= limits.watches || watchedPackets >= limits.watchedPackets { endOldestWatched() }
    let watch = ResetWatch(before: ring.recent(from: before, limit: ResetWatch.packetsBefore))
    watchedPackets += watch.packets.count
    guard let place = freeWatches.popLast() else {
      watches.append(watch)
      watchedSlots.append(slot)
      slots[slot].watch = UInt32(watches.count)
      return
    }
    watches[Int(place)] = watch
    watchedSlots[Int(place)] = slot
    slots[slot].watch = place &+ 1
  }
}

extension FlowSlot {
  /// Takes the events into the history, and counts how often numbers wrapped.
  @inline(__always)
  fileprivate mutating func note(_ events: FlowEvents, _ flags: TCPFlags, hasPayload: Bool, side: Int) {
    if events.contains(.wrapInGap) { wraps[1 &- side] &+= 1 }
    if events.contains(.wrap) { wraps[side] &+= 1 }
    history.add(flags, hasPayload: hasPayload, side: side, events)
  }

  /// Who is the client: a SYN or SYN-ACK tells; else the end with the higher port is the better guess.
  mutating func assumeRoles(_ flags: TCPFlags, _ ends: inout SegmentEnds, fromHigh: Bool) {
    let clientIsSource: Bool
    if flags.contains(.syn), !flags.contains(.rst) {
      clientIsSource = !flags.contains(.ack)
      traits.insert(clientIsSource ? [.rolesAreKnown, .beganWithSyn] : .rolesAreKnown)
    } else {
      clientIsSource = ends.sourcePort >= ends.destinationPort
    }
    if clientIsSource == fromHigh { traits.insert(.clientIsHigh) } else { traits.remove(.clientIsHigh) }
  }

}

extension DirectionState {
  fileprivate mutating func note(_ flags: TCPFlags) {
    if flags.contains(.syn), !flags.contains(.rst) { seen.insert(.syn) }
    if flags.contains(.fin), !flags.contains(.rst) { seen.insert(.fin) }
  }
}

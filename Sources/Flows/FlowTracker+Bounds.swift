import Wire

// What keeps the table within `FlowLimits`: the oldest idle flows end early, an eighth of the table at a time.
extension FlowTracker {
  /// Whether a further flow wants room that is not there. Mutating, as is the next, only because the compiler lends a value that may change
  /// as a copy: some 600 bytes a flow.
  mutating func isFull() -> Bool {
    if slots.count &- UInt32(freeSlots.count) >= limits.flows { return true }
    return (freeSlots.isEmpty || wantsRoom) && !hasRoomInTable()
  }

  /// Whether the table may still grow. A sixteenth of it is left to unusual beginnings.
  mutating func hasRoomInTable() -> Bool {
    let slots = Int(slots.count) * MemoryLayout<FlowSlot>.stride
    let handshakes = Int(handshakes.count) * MemoryLayout<PlainHandshake>.stride
    let details = max(detailBytes, limits.tableBytes / 16)
    let ends = Int(ends.count) * MemoryLayout<FlowEnds>.stride
    return slots + handshakes + details + ends + index.bytes < limits.tableBytes
  }

  /// Whether there is room for one more unusual beginning.
  mutating func hasRoomForDetail() -> Bool {
    detailBytes < limits.tableBytes / 16 || hasRoomInTable()
  }

  private var detailBytes: Int { Int(details.count) * MemoryLayout<FlowDetail>.stride }

  /// Ends the eighth of the flows that have been idle longest; fewer where the rest of them have spoken since they were looked for.
  @inline(never)
  mutating func endOldest() {
    let most = max(1, (Int(slots.count) - freeSlots.count) / 8)
    var chosen: [UInt32] = []
    chosen.reserveCapacity(most)
    if early.idle.isEmpty { early.idle.refill(oldestHalf()) }
    while chosen.count < most {
      guard let flow = early.idle.next() else {
        // None may be left of those that were found earlier; of those found now, none has spoken.
        guard chosen.isEmpty, freeSlots.count < slots.count else { break }
        early.idle.refill(oldestHalf())
        continue
      }
      if slots[flow.slot].lastTime == flow.since, !slots[flow.slot].isGone { chosen.append(flow.slot) }
    }
    end(chosen, deafEnds())
  }

  private func oldestHalf() -> [IdleFlow] {
    var idle = IdleFlows(seed: seed, room: Int(slots.count))
    for slot in 0..<slots.count where !slots[slot].isGone { idle.add(slot, since: slots[slot].lastTime) }
    return idle.oldest(oneIn: 2)
  }

  /// Ends the eighth of the watched flows that have been idle longest, so that their resets are judged now.
  @inline(never)
  mutating func endOldestWatched() {
    var idle = IdleFlows(seed: seed, room: watchedSlots.count)
    for (place, slot) in watchedSlots.enumerated() where slots[slot].watch == UInt32(place) + 1 {
      idle.add(slot, since: slots[slot].lastTime)
    }
    // Who was reset is not silent: nobody need ask whether silence means something here, by going through the whole table.
    end(idle.oldest(oneIn: 8).map(\.slot), DeafEnds(seed: seed))
  }

  private mutating func end(_ chosen: [UInt32], _ deaf: DeafEnds) {
    for (number, slot) in chosen.enumerated() {
      foresee(chosen, from: number)
      if slots[slot].traits.contains(.isSelected) { tellEarly(slot, deaf) }
      if slots[slot].detail != .none { learnEarly(slot) }
      release(slot)
    }
    counts.evictedFlows &+= UInt64(chosen.count)
    wantsRoom = false
    early.hasReusedSlots = true
  }

  /// Has fetched what ending the flows after the next ones will touch: each is somewhere else, in the table and in the index.
  private func foresee(_ chosen: [UInt32], from number: Int) {
    if number &+ 16 < chosen.count { slots.prefetch(chosen[number &+ 16]) }
    if number &+ 8 < chosen.count { index.prefetch(slots[chosen[number &+ 8]].hash(seed: seed)) }
  }

  /// Keeps a flow's ending to be told, or only counts it where as many were told as memory allows, or as anybody would read.
  private mutating func tellEarly(_ slot: UInt32, _ deaf: DeafEnds) {
    var silences = SilenceCounts()
    swap(&silences, &early.silences)
    let isFlood = isFlood(slot, deaf, &silences)
    swap(&silences, &early.silences)
    guard !isFlood else { return early.quiet.flood += 1 }
    guard early.hasRoom(limits) else { return early.quiet.count(fate(of: slot, deaf)) }
    var quiet = early.quiet
    let ending = ending(of: slot, deaf: deaf, wantsQuiet: false, &quiet)
    early.quiet = quiet
    if let ending { early.add(ending) }
  }

  /// Keeps what a flow taught of its hosts: of new ones only while there is room.
  mutating func learnEarly(_ slot: UInt32) {
    // Moved out and back, so that the dictionary is changed where it stands and not copied for every flow.
    var baselines = early.baselines
    early.baselines = Baselines()
    learnHosts(of: slot, into: &baselines)
    if slots[slot].watch != 0 {
      learnForm(slot, into: &baselines)
      learnSteps(slot, into: &baselines)
    }
    early.baselines = baselines
  }

  /// Adds what a flow tells of the hosts at both ends: of new ones only while there is room.
  func learnHosts(of slot: UInt32, into baselines: inout Baselines) {
    for side in 0...1 {
      let address = end(slot, side: side).address
      if let known = baselines.hosts.index(forKey: address) {
        learn(slot, side, into: &baselines.hosts.values[known])
      } else if baselines.hosts.count < limits.controlNotes {
        learn(slot, side, into: &baselines.hosts[address, default: HostBaseline()])
      }
    }
  }

  /// Gives a flow's place, and all that is kept of it, to others.
  mutating func release(_ slot: UInt32) {
    if !slots[slot].traits.contains(.isSuperseded) { index.remove(slots[slot].hash(seed: seed), slot: slot) }
    release(slots[slot].detail)
    if slots[slot].traits.contains(.isV6) { freeEnds.append(slots[slot].ends) }
    if slots[slot].watch != 0 {
      freeWatches.append(slots[slot].watch &- 1)
      watchedPackets -= watches[Int(slots[slot].watch) - 1].packets.count
      watches[Int(slots[slot].watch) - 1] = ResetWatch(before: [])
    }
    if slots[slot].traits.contains(.hasControlMessages) { controlNotes[slot] = nil }
    if !names.isEmpty { names[slot] = nil }
    if !partialHellos.isEmpty { partialHellos[slot] = nil }
    slots[slot].leave()
    freeSlots.append(slot)
  }
}

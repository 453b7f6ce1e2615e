import Wire

// What keeps the table within `FlowLimits`: the oldest idle flows end early, an eighth of the table at a time.
extension FlowTracker {
  /// Whether a further flow wants room that is not there. Mutating, as is the next, only because the compiler lends a value that may change
  /// as a copy: some 600 bytes a flow.
  mutating func isFull() -> Bool {
    if slots.count &- UInt32(freeSlots.count) >= limits.flows { return true }
    return (freeSlots.isEmpty || wantsRoom) && !hasRoomInTable()
  }

  /// Whether the table may still grow.
  mutating func hasRoomInTable() -> Bool {
    let slots = Int(slots.count) * MemoryLayout<FlowSlot>.stride
    let details = Int(details.count) * MemoryLayout<FlowDetail>.stride
    let ends = Int(ends.count) * MemoryLayout<FlowEnds>.stride
    return slots + details + ends + index.bytes < limits.tableBytes
  }

  /// Ends the eighth of the flows that have been idle longest.
  @inline(never)
  mutating func endOldest() {
    var idle = IdleFlows(seed: seed)
    idle.reserve(Int(slots.count))
    for slot in 0..<slots.count where !slots[slot].isGone { idle.add(slot, since: slots[slot].lastTime) }
    end(idle.oldestEighth())
  }

  /// Ends the eighth of the watched flows that have been idle longest, so that their resets are judged now.
  @inline(never)
  mutating func endOldestWatched() {
    var idle = IdleFlows(seed: seed)
    let free = Set(freeWatches)
    for place in watchedSlots.indices where !free.contains(UInt32(place)) {
      idle.add(watchedSlots[place], since: slots[watchedSlots[place]].lastTime)
    }
    end(idle.oldestEighth())
  }

  private mutating func end(_ chosen: [UInt32]) {
    let deaf = deafEnds()
    for slot in chosen {
      if slots[slot].traits.contains(.isSelected) { tellEarly(slot, deaf) }
      if slots[slot].detail != 0 { learnEarly(slot) }
      release(slot)
    }
    counts.evictedFlows &+= UInt64(chosen.count)
    wantsRoom = false
    early.hasReusedSlots = true
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
      guard baselines.hosts[address] != nil || baselines.hosts.count < limits.controlNotes else { continue }
      learn(slot, side, into: &baselines.hosts[address, default: HostBaseline()])
    }
  }

  /// Gives a flow's place, and all that is kept of it, to others.
  mutating func release(_ slot: UInt32) {
    if !slots[slot].traits.contains(.isSuperseded) { index.remove(slots[slot].hash(seed: seed), slot: slot) }
    if slots[slot].detail != 0 { freeDetails.append(slots[slot].detail &- 1) }
    if slots[slot].traits.contains(.isV6) { freeEnds.append(slots[slot].ends) }
    if slots[slot].watch != 0 {
      freeWatches.append(slots[slot].watch &- 1)
      watchedPackets -= watches[Int(slots[slot].watch) - 1].packets.count
      watches[Int(slots[slot].watch) - 1] = ResetWatch(before: [])
    }
    controlNotes[slot] = nil
    names[slot] = nil
    partialHellos[slot] = nil
    slots[slot].leave()
    freeSlots.append(slot)
  }
}

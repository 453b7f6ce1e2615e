import Wire

// What keeps the table within `FlowLimits`: the oldest idle flows end early, an eighth of the table at a time.
extension FlowTracker {
  /// Ends the eighth of the flows that have been idle longest.
  @inline(never)
  mutating func endOldest() {
    let live = (0..<slots.count).filter { !slots[$0].traits.contains(.isGone) }
    end(live.sorted { slots[$0].lastTime < slots[$1].lastTime }.prefix(max(1, live.count / 8)))
  }

  /// Ends the eighth of the watched flows that have been idle longest, so that their resets are judged now.
  @inline(never)
  mutating func endOldestWatched() {
    let free = Set(freeWatches)
    let live = watchedSlots.indices.filter { !free.contains(UInt32($0)) }.map { watchedSlots[$0] }
    end(live.sorted { slots[$0].lastTime < slots[$1].lastTime }.prefix(max(1, live.count / 8)))
  }

  private mutating func end(_ chosen: ArraySlice<UInt32>) {
    let deaf = deafServers()
    for slot in chosen {
      var quiet = early.quiet
      let ending = ending(of: slot, deaf: deaf, wantsQuiet: false, &quiet)
      early.quiet = quiet
      if let ending, slots[slot].traits.contains(.isSelected) { early.endings.append(ending) }
      if slots[slot].detail != 0 {
        var baselines = early.baselines
        early.baselines = Baselines()
        let known = baselines.hosts
        let hasRoom = known.count < limits.controlNotes
        learn(slot, into: &baselines) { hasRoom || known[$0] != nil }
        early.baselines = baselines
      }
      release(slot)
    }
    counts.evictedFlows &+= UInt64(chosen.count)
    early.hasReusedSlots = true
  }

  private mutating func release(_ slot: UInt32) {
    if !slots[slot].traits.contains(.isSuperseded) { index.remove(slots[slot].hash(seed: seed), slot: slot) }
    if slots[slot].detail != 0 { freeDetails.append(slots[slot].detail &- 1) }
    if slots[slot].watch != 0 {
      freeWatches.append(slots[slot].watch &- 1)
      watches[Int(slots[slot].watch) - 1] = ResetWatch(before: [])
    }
    controlNotes[slot] = nil
    names[slot] = nil
    slots[slot].traits = .isGone
    freeSlots.append(slot)
  }
}

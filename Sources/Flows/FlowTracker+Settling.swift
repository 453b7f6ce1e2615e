package import Wire

// While packets still come: endings are told once they have settled, and flows that have ended are forgotten, so that memory does not grow
// with time. A capture file needs none of this.
extension FlowTracker {
  /// Tells what has settled by `now`, which is the time of the last frame, or later where none has come since. Each flow is told once, and
  /// once more when it is forgotten.
  package mutating func settle(at now: Timestamp, _ times: SettlingTimes = SettlingTimes()) -> SettledEndings {
    var settled = SettledEndings()
    settled.last = takeEarlyEndings()
    early.beginAnew()
    settling.isWaiting = false
    settleResets(at: now, times, &settled)
    settleRefusals(at: now, times, &settled)
    lookThrough(at: now, times, &settled)
    return settled
  }

  /// Tells what has settled by `now`, each flow once, and forgets nothing: for a capture that is told as a whole in the end.
  package mutating func foretell(at now: Timestamp) -> [Ending] {
    var times = SettlingTimes()
    (times.rest, times.silentRest) = (.max, .max)
    var settled = SettledEndings()
    settling.isWaiting = false
    settleResets(at: now, times, &settled)
    settleRefusals(at: now, times, &settled)
    lookThrough(at: now, times, &settled)
    return settled.new
  }

  /// Adds what earlier captures taught of hosts.
  package mutating func learn(_ known: Baselines) {
    for (address, baseline) in known.hosts { early.baselines.hosts[address, default: HostBaseline()].merge(baseline) }
    for (form, users) in known.forms { early.baselines.forms[form, default: ResetUsers()].merge(users) }
  }

  /// Keeps which of these hosts are translated: that is seen while the connections that show it are there, and they will be forgotten.
  package mutating func keepTranslations(in known: Baselines) {
    for (address, host) in known.hosts {
      guard let frame = host.translation, early.baselines.hosts[address]?.translation != frame else { continue }
      guard early.baselines.hosts[address] != nil || early.baselines.hosts.count < limits.controlNotes else { continue }
      early.baselines.hosts[address, default: HostBaseline()].noteTranslation(frame)
    }
  }

  /// What is known of every host, that which was learned before included: of new ones as many as `FlowLimits.controlNotes`.
  package func allBaselines() -> Baselines {
    var baselines = early.baselines
    for slot in 0..<slots.count where !slots[slot].traits.contains(.isGone) {
      learnHosts(of: slot, into: &baselines)
    }
    for (address, limits) in echoReplies { baselines.hosts[address, default: HostBaseline()].echoReplies.merge(limits) }
    for slot in watchedSlots where !slots[slot].traits.contains(.isGone) { learnForm(slot, into: &baselines) }
    noteTranslations(in: &baselines)
    return baselines
  }

  private mutating func settleResets(at now: Timestamp, _ times: SettlingTimes, _ settled: inout SettledEndings) {
    for place in watches.indices {
      let slot = watchedSlots[place]
      guard slots[slot].watch == UInt32(place) + 1, isToBeTold(slot) else { continue }
      guard let first = watches[place].firstReset, now - first >= times.ending else {
        settling.isWaiting = true
        continue
      }
      tell(.reset(resetInContext(slot)), of: slot, &settled)
    }
  }

  private mutating func settleRefusals(at now: Timestamp, _ times: SettlingTimes, _ settled: inout SettledEndings) {
    let refused = controlNotes.filter { $0.value.refusal != nil && isToBeTold($0.key) }
    for (slot, note) in refused.sorted(by: { slots[$0.key].serial < slots[$1.key].serial }) {
      guard now - note.refusalTime >= times.ending else {
        settling.isWaiting = true
        continue
      }
      guard fate(of: slot, DeafEnds(seed: seed)) == .rejected else { continue }
      tell(.rejected(rejection(slot)), of: slot, &settled)
    }
  }

  private mutating func tell(_ ending: Ending, of slot: UInt32, _ settled: inout SettledEndings) {
    slots[slot].traits.insert(.isTold)
    settled.new.append(ending)
  }

  private func isToBeTold(_ slot: UInt32) -> Bool {
    slots[slot].traits.isDisjoint(with: [.isTold, .isGone]) && slots[slot].traits.contains(.isSelected)
  }

  /// Goes on through the table, a sixteenth of it a time: for SYNs that nobody answers, and for flows that can be forgotten.
  private mutating func lookThrough(at now: Timestamp, _ times: SettlingTimes, _ settled: inout SettledEndings) {
    var silent: [UInt32] = []
    var resting: [UInt32] = []
    var needsDeafEnds = false
    for _ in 0..<min(slots.count, slots.count / 16 + 1_024) {
      settling.cursor = settling.cursor &+ 1 < slots.count ? settling.cursor &+ 1 : 0
      let slot = settling.cursor
      guard !slots[slot].traits.contains(.isGone) else { continue }
      if isSilent(slot) {
        if now - slots[slot].firstTime >= times.silence, isToBeTold(slot) { silent.append(slot) }
        if now - slots[slot].lastTime >= times.silentRest { resting.append(slot) }
        needsDeafEnds = true
      } else if now - slots[slot].lastTime >= times.rest, hasEnded(slot) {
        resting.append(slot)
      }
    }
    guard !silent.isEmpty || !resting.isEmpty else { return }
    let deaf = needsDeafEnds ? deafEnds() : DeafEnds(seed: seed)
    for slot in silent where fate(of: slot, deaf) == .unanswered { tellSilence(of: slot, &settled) }
    for slot in resting { forget(slot, deaf, &settled) }
  }

  private mutating func tellSilence(of slot: UInt32, _ settled: inout SettledEndings) {
    let server = end(slot, .server)
    if settling.silences.count >= 10_000 { settling.silences = [:] }
    settling.silences[server, default: 0] += 1
    guard settling.silences[server, default: 0] <= 1_000 else {
      slots[slot].traits.insert(.isTold)
      settled.flood += 1
      return
    }
    tell(.unanswered(silence(slot)), of: slot, &settled)
  }

  /// Whether only one end has sent anything, and nothing but SYNs.
  private func isSilent(_ slot: UInt32) -> Bool {
    slots[slot].detail == .none && slots[slot].watch == 0 && slots[slot].traits.contains(.beganWithSyn)
      && slots[slot].traits.isDisjoint(with: .hasControlMessages)
  }

  private func hasEnded(_ slot: UInt32) -> Bool {
    if slots[slot].watch != 0 || slots[slot].traits.contains(.isSuperseded) { return true }
    if slots[slot].traits.contains(.isTold) { return true }
    return slots[slot].directions[0].seen.contains(.fin) && slots[slot].directions[1].seen.contains(.fin)
  }

  /// Tells a flow for the last time, keeps what it taught of its hosts, and gives its slot back.
  private mutating func forget(_ slot: UInt32, _ deaf: DeafEnds, _ settled: inout SettledEndings) {
    if slots[slot].traits.contains(.isSelected) {
      var quiet = early.quiet
      let ending = ending(of: slot, deaf: deaf, wantsQuiet: false, &quiet)
      early.quiet = quiet
      if let ending { settled.last.append(ending) }
    }
    if slots[slot].detail != .none { learnEarly(slot) }
    release(slot)
    early.hasReusedSlots = true
  }
}

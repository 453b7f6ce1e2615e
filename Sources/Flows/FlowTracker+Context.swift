import Wire

// What the table knows of a flow, as values.
extension FlowTracker {
  /// The kinds of ending, before anything costly is gathered.
  enum Fate { case closed, open, partial, reset, rejected, unanswered }

  func fate(of slot: UInt32, _ deaf: DeafEnds) -> Fate {
    if slots[slot].watch != 0 { return .reset }
    let traits = slots[slot].traits
    let client = slots[slot].directions[slots[slot].index(of: .client)]
    let server = slots[slot].directions[slots[slot].index(of: .server)]
    if client.seen.contains(.fin), server.seen.contains(.fin) { return .closed }
    if traits.contains(.hasControlMessages), let refusal = controlNotes[slot]?.refusal, !hasOvercome(refusal, slot) {
      return .rejected
    }
    guard server.packets == 0 || client.packets == 0 else { return traits.contains(.beganWithSyn) ? .open : .partial }
    let isOnlySyn = client.seen.contains(.syn) && client.seen.isDisjoint(with: [.acknowledgment, .fin])
    guard traits.contains(.beganWithSyn), isOnlySyn, !deaf.hears(nothingOf: end(slot, .server), end(slot, .client)) else { return .partial }
    return .unanswered
  }

  /// Whether what an ICMP error quotes was acknowledged all the same: such errors may pass (RFC 1122, section 4.2.3.9).
  private func hasOvercome(_ refusal: ControlMessage, _ slot: UInt32) -> Bool {
    let isFromLow = end(slot, side: 0) == Endpoint(address: refusal.quoted.ip.source, port: refusal.quoted.sourcePort)
    let other = slots[slot].directions[isFromLow ? 1 : 0]
    return refusal.quoted.sequence.map { other.seen.contains(.acknowledgment) && other.acknowledged.isAfter($0) } ?? false
  }

  func quietFlow(_ slot: UInt32) -> QuietFlow {
    QuietFlow(flow: summary(slot), client: endInContext(slot, .client), server: endInContext(slot, .server))
  }

  func rejection(_ slot: UInt32) -> RejectionInContext {
    RejectionInContext(
      flow: summary(slot), note: controlNotes[slot] ?? ControlNote(), client: endInContext(slot, .client),
      server: endInContext(slot, .server))
  }

  func silence(_ slot: UInt32) -> SilenceInContext {
    let client = endInContext(slot, .client)
    return SilenceInContext(flow: summary(slot), attempts: client.packets, note: controlNotes[slot], client: client)
  }

  func resetInContext(_ slot: UInt32) -> ResetInContext {
    let flow = slots[slot]
    let watch = watches[Int(flow.watch) - 1]
    let packets = watch.packets.map { $0.orientated(clientIsHigh: flow.clientIsHigh) }
    return ResetInContext(
      flow: summary(slot), packets: packets, resetsTotal: watch.resets, client: endInContext(slot, .client),
      server: endInContext(slot, .server), firstOfClient: first(slot, .client), firstOfServer: first(slot, .server),
      isWhole: packets.first?.position == flow.firstFrame.position, beganWithSyn: flow.traits.contains(.beganWithSyn),
      firstPayload: names[slot], controlNote: controlNotes[slot], notes: watch.notes)
  }

  private func first(_ slot: UInt32, _ party: Party) -> RecordedPacket? {
    let flow = slots[slot]
    guard flow.detail != .none else { return nil }
    let packet = first(slot, side: flow.index(of: party)).orientated(clientIsHigh: flow.clientIsHigh)
    return packet.from == party ? packet : nil
  }

  func endInContext(_ slot: UInt32, _ party: Party) -> EndInContext {
    let side = slots[slot].index(of: party)
    let state = slots[slot].directions[side]
    return EndInContext(
      hopLimits: HopLimits(hopLimits(slot, side)), packets: state.packets, next: state.next, acknowledged: state.acknowledged,
      hasSegments: state.seen.contains(.segment), hasData: state.seen.contains(.data) || partialHellos[slot] != nil,
      hasSyn: state.seen.contains(.syn),
      hasFin: state.seen.contains(.fin), hasGap: state.seen.contains(.gap), roundTrip: roundTrip(slot, party),
      offloads: slots[slot].offloads(party))
  }

  /// The hop limits of what an end sent, resets excepted, and how many packets of each: the last, the least and the most are known.
  func hopLimits(_ slot: UInt32, _ side: Int) -> HopLimitRange {
    let state = slots[slot].directions[side]
    guard state.seen.contains(.segment) else { return HopLimitRange() }
    let watch = slots[slot].watch
    let resets = watch == 0 ? 0 : watches[Int(watch) - 1].resets(fromHigh: side == 1)
    return HopLimitRange(
      last: state.lastHopLimit, least: state.leastHopLimit, most: state.mostHopLimit,
      packets: state.packets > resets ? state.packets - resets : 1)
  }

  /// The handshake's round trip between the capture point and that end, where it is known.
  func roundTrip(_ slot: UInt32, _ party: Party) -> Int64? {
    let roundTrip = party == .server ? slots[slot].serverRoundTrip : slots[slot].clientRoundTrip
    return roundTrip == 0 ? nil : roundTrip
  }
}

/// What a flow remembers of one end's hop limits, as a value without memory of its own: every flow is asked for two.
struct HopLimitRange {
  var last: UInt8 = 0
  var least: UInt8 = 0
  var most: UInt8 = 0
  /// How many packets there were; 0 where nothing is known.
  var packets: UInt32 = 0
}

extension HopLimits {
  /// The hop limits of one end of a flow.
  init(_ range: HopLimitRange) {
    self.init()
    add(range)
  }

  /// Adds the hop limits of one end of a flow. Of how many packets each is, is an estimate where they differ.
  mutating func add(_ range: HopLimitRange) {
    guard range.packets > 0 else { return }
    guard range.least != range.most else { return add(range.last, packets: range.packets) }
    add(range.last, packets: max(1, range.packets / 2))
    if range.least != range.last { add(range.least, packets: max(1, range.packets / 4)) }
    if range.most != range.last { add(range.most, packets: max(1, range.packets / 4)) }
  }
}

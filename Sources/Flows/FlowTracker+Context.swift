import Wire

// What the table knows of a flow, as values.
extension FlowTracker {
  /// The kinds of ending, before anything costly is gathered.
  enum Fate { case closed, open, partial, reset, rejected, unanswered }

  func fate(of slot: UInt32, _ deaf: Set<IPAddress>) -> Fate {
    let flow = slots[slot]
    if flow.watch != 0 { return .reset }
    if flow.traits.contains(.hasControlMessages), controlNotes[slot]?.refusal != nil { return .rejected }
    let client = flow.directions[flow.index(of: .client)]
    let server = flow.directions[flow.index(of: .server)]
    if client.seen.contains(.fin), server.seen.contains(.fin) { return .closed }
    guard server.packets == 0 || client.packets == 0 else { return flow.traits.contains(.beganWithSyn) ? .open : .partial }
    let isOnlySyn = client.seen.contains(.syn) && client.seen.isDisjoint(with: [.acknowledgment, .fin])
    guard flow.traits.contains(.beganWithSyn), isOnlySyn, !deaf.contains(flow.end(.server).address) else { return .partial }
    return .unanswered
  }

  /// Servers whose answers the capture does not show though their clients go on: it is one-sided, and silence means nothing.
  func deafServers() -> Set<IPAddress> {
    var deaf: Set<IPAddress> = []
    for slot in 0..<slots.count where isDeaf(slot) && deaf.count < 100_000 { deaf.insert(slots[slot].end(.server).address) }
    guard !deaf.isEmpty else { return [] }
    for slot in 0..<slots.count where slots[slot].directions[slots[slot].index(of: .server)].packets > 0 {
      deaf.remove(slots[slot].end(.server).address)
    }
    return deaf
  }

  /// Whether the client acknowledges a server of which nothing was captured.
  private func isDeaf(_ slot: UInt32) -> Bool {
    let flow = slots[slot]
    return flow.directions[flow.index(of: .server)].packets == 0
      && flow.directions[flow.index(of: .client)].seen.contains(.acknowledgment)
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
      firstPayload: names[slot], controlNote: controlNotes[slot])
  }

  private func first(_ slot: UInt32, _ party: Party) -> RecordedPacket? {
    let flow = slots[slot]
    guard flow.detail != 0 else { return nil }
    let packet = details[flow.detail &- 1].first[flow.index(of: party)].orientated(clientIsHigh: flow.clientIsHigh)
    return packet.from == party ? packet : nil
  }

  func endInContext(_ slot: UInt32, _ party: Party) -> EndInContext {
    let flow = slots[slot]
    let state = flow.directions[flow.index(of: party)]
    var limits = HopLimits()
    if state.seen.contains(.segment) {
      let resets = flow.watch == 0 ? 0 : watches[Int(flow.watch) - 1].resets(fromHigh: flow.index(of: party) == 1)
      let count = state.packets > resets ? state.packets - resets : 1
      limits.add(state.lastHopLimit, packets: state.leastHopLimit == state.mostHopLimit ? count : max(1, count / 2))
      for other in Set([state.leastHopLimit, state.mostHopLimit]) where other != state.lastHopLimit {
        limits.add(other, packets: max(1, count / 4))
      }
    }
    let detail: FlowDetail? = flow.detail == 0 ? nil : details[flow.detail &- 1]
    let roundTrip = party == .server ? detail?.serverRoundTrip : detail?.clientRoundTrip
    return EndInContext(
      hopLimits: limits, packets: state.packets, next: state.next, acknowledged: state.acknowledged,
      hasSegments: state.seen.contains(.segment), hasData: state.seen.contains(.data), hasSyn: state.seen.contains(.syn),
      hasFin: state.seen.contains(.fin), hasGap: state.seen.contains(.gap), roundTrip: roundTrip == 0 ? nil : roundTrip)
  }
}

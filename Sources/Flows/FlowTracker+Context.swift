import Wire

// What the table knows of a flow, as values.
extension FlowTracker {
  /// The kinds of ending, before anything costly is gathered.
  enum Fate { case closed, open, partial, reset, rejected, unanswered }

  func fate(of slot: UInt32, _ deaf: DeafEnds) -> Fate {
    let flow = slots[slot]
    if flow.watch != 0 { return .reset }
    let client = flow.directions[flow.index(of: .client)]
    let server = flow.directions[flow.index(of: .server)]
    let isClosed = client.seen.contains(.fin) && server.seen.contains(.fin)
    if !isClosed, flow.traits.contains(.hasControlMessages), let refusal = controlNotes[slot]?.refusal, !flow.hasOvercome(refusal) {
      return .rejected
    }
    if isClosed { return .closed }
    guard server.packets == 0 || client.packets == 0 else { return flow.traits.contains(.beganWithSyn) ? .open : .partial }
    let isOnlySyn = client.seen.contains(.syn) && client.seen.isDisjoint(with: [.acknowledgment, .fin])
    guard flow.traits.contains(.beganWithSyn), isOnlySyn, !deaf.hears(nothingOf: flow) else { return .partial }
    return .unanswered
  }

  /// Ends that the capture shows on one side only: there, silence means nothing.
  func deafEnds() -> DeafEnds {
    var deaf = DeafEnds()
    for slot in 0..<slots.count where isDeaf(slot) && deaf.servers.count < 100_000 { deaf.insert(slots[slot]) }
    guard !deaf.servers.isEmpty else { return deaf }
    for slot in 0..<slots.count where slots[slot].directions[slots[slot].index(of: .server)].packets > 0 { deaf.remove(slots[slot]) }
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

/// Servers whose answers the capture does not show though their clients go on, and clients of such that it shows no answer to at all.
struct DeafEnds {
  private(set) var servers: Set<IPAddress> = []
  private var clients: Set<IPAddress> = []

  mutating func insert(_ flow: FlowSlot) {
    servers.insert(flow.end(.server).address)
    clients.insert(flow.end(.client).address)
  }

  mutating func remove(_ flow: FlowSlot) {
    servers.remove(flow.end(.server).address)
    clients.remove(flow.end(.client).address)
  }

  /// Whether the capture may hold one side only of what this flow's ends say to each other.
  func hears(nothingOf flow: FlowSlot) -> Bool {
    servers.contains(flow.end(.server).address) || clients.contains(flow.end(.client).address)
  }
}

extension FlowSlot {
  /// Whether what an ICMP error quotes was acknowledged all the same: such errors may pass (RFC 1122, section 4.2.3.9).
  fileprivate func hasOvercome(_ refusal: ControlMessage) -> Bool {
    let isFromLow = refusal.quoted.ip.source == lowAddress && refusal.quoted.sourcePort == lowPort
    let other = directions[isFromLow ? 1 : 0]
    return other.seen.contains(.acknowledgment) && other.acknowledged.isAfter(refusal.quoted.sequence)
  }
}

import Wire

// At the end of the capture, every flow is told as an `Ending`, and every host that a verdict may ask for as a baseline.
extension FlowTracker {
  /// Tells the ending of every flow that the expression chose, in the order of their serials. `wantsQuiet` false leaves out flows without a
  /// verdict, and of the unanswered SYNs to one port those after the first thousand; they are counted in the result all the same.
  package func endings(wantsQuiet: Bool, _ body: (Ending) throws -> Void) rethrows -> QuietCounts {
    var quiet = early.quiet
    let deaf = deafEnds()
    var silences: [Endpoint: Int] = [:]
    for slot in slotsBySerial() where slots[slot].traits.contains(.isSelected) {
      if !wantsQuiet, isFlood(slot, deaf, &silences) {
        quiet.flood += 1
        continue
      }
      if let ending = ending(of: slot, deaf: deaf, wantsQuiet: wantsQuiet, &quiet) { try body(ending) }
    }
    return quiet
  }

  /// Whether a flow is an unanswered SYN to a port that has had a thousand of them before. Of at most 100,000 ports.
  private func isFlood(_ slot: UInt32, _ deaf: DeafEnds, _ silences: inout [Endpoint: Int]) -> Bool {
    guard slots[slot].detail == 0, fate(of: slot, deaf) == .unanswered else { return false }
    let server = end(slot, .server)
    guard let before = silences[server] else {
      if silences.count < 100_000 { silences[server] = 1 }
      return false
    }
    guard before < 1_000 else { return true }
    silences[server] = before + 1
    return false
  }

  /// One flow's ending; nil where it has no verdict and `wantsQuiet` is false. Counts those without a verdict.
  func ending(of slot: UInt32, deaf: DeafEnds, wantsQuiet: Bool, _ quiet: inout QuietCounts) -> Ending? {
    switch fate(of: slot, deaf) {
    case .reset: return .reset(resetInContext(slot))
    case .rejected: return .rejected(rejection(slot))
    case .unanswered: return .unanswered(silence(slot))
    case .closed:
      if wantsQuiet { return .closed(quietFlow(slot)) }
      quiet.closed += 1
    case .open:
      if wantsQuiet { return .open(quietFlow(slot)) }
      quiet.open += 1
    case .partial:
      if wantsQuiet { return .partial(quietFlow(slot)) }
      quiet.partial += 1
    }
    return nil
  }

  /// The endings of flows that had to be told early to stay within `FlowLimits`, once each.
  package mutating func takeEarlyEndings() -> [Ending] {
    guard !early.endings.isEmpty else { return [] }
    defer { early.endings = [] }
    return early.endings
  }

  /// What is known of every host that takes part in a flow with a reset or an ICMP refusal.
  package func baselines() -> Baselines {
    var wanted: Set<IPAddress> = []
    for slot in watchedSlots { wanted.formUnion(addresses(slot)) }
    for slot in controlNotes.keys { wanted.formUnion(addresses(slot)) }
    var baselines = early.baselines
    guard !wanted.isEmpty else { return baselines }
    let numbers = AddressNumbers(wanted, seed: seed)
    var hosts = [HostBaseline](repeating: HostBaseline(), count: numbers.addresses.count)
    for slot in 0..<slots.count where !slots[slot].traits.contains(.isGone) {
      for side in 0...1 {
        guard let number = numbers.number(of: end(slot, side: side).address) else { continue }
        learn(slot, side, into: &hosts[number])
      }
    }
    for (number, host) in hosts.enumerated() where host.flows > 0 || !host.refusals.isEmpty {
      baselines.hosts[numbers.addresses[number], default: HostBaseline()].merge(host)
    }
    for (slot, note) in controlNotes where note.timesExceeded > 0 {
      baselines.hosts[end(slot, .client).address, default: HostBaseline()].timesExceeded &+= UInt32(clamping: note.timesExceeded)
    }
    for (address, limits) in echoReplies where wanted.contains(address) {
      baselines.hosts[address, default: HostBaseline()].echoReplies.merge(limits)
    }
    for slot in watchedSlots where !slots[slot].traits.contains(.isGone) { learnForm(slot, into: &baselines) }
    noteTranslations(in: &baselines)
    baselines.isLossy = counts.flowsWithGaps >= 3 && counts.flowsWithGaps &* 20 >= counts.flows
    return baselines
  }

  /// What a flow tells of the host at one of its ends.
  func learn(_ slot: UInt32, _ side: Int, into host: inout HostBaseline) {
    let party: Party = side == slots[slot].index(of: .client) ? .client : .server
    if slots[slot].directions[side].seen.contains(.segment) {
      let detail = slots[slot].detail
      let first = detail == 0 ? ring.packet(slots[slot].newest) : details[detail &- 1].first[side]
      host.learn(hopLimits(slot, side), roundTrip(slot, party), as: party, port: end(slot, side: side).port, first: first)
    }
    guard slots[slot].watch != 0 else { return }
    if party == .server, let refusal = refusal(slot) { host.refusals.learn(refusal, port: end(slot, side: side).port) }
    for reset in watches[Int(slots[slot].watch) - 1].harmlessResets(clientIsHigh: slots[slot].clientIsHigh) where reset.from == party {
      host.learnHarmlessReset(reset)
    }
  }

  private func slotsBySerial() -> [UInt32] {
    let live = (0..<slots.count).filter { !slots[$0].traits.contains(.isGone) }
    guard !freeSlots.isEmpty || early.hasReusedSlots else { return live }
    return live.sorted { slots[$0].serial < slots[$1].serial }
  }
}

/// How many flows ended without a verdict.
package struct QuietCounts: Sendable {
  /// Both ends closed in order.
  package var closed = 0
  /// Open at the end of the capture.
  package var open = 0
  /// Too little captured to say.
  package var partial = 0
  /// Unanswered SYNs to one port, after the first thousand; and those that ended early beyond `FlowLimits.earlyEndings`.
  package var flood = 0
  /// Flows with a reset that ended early beyond `FlowLimits.earlyEndings`.
  package var reset = 0
  /// Flows with an ICMP refusal, likewise.
  package var rejected = 0

  /// None.
  package init() {}

  /// Counts an ending that is not told.
  fileprivate mutating func count(_ ending: Ending) {
    switch ending {
    case .reset: reset += 1
    case .rejected: rejected += 1
    case .unanswered: flood += 1
    case .closed: closed += 1
    case .open: open += 1
    case .partial: partial += 1
    }
  }
}

/// What flows that ended before the capture did leave behind.
struct EarlyEndings {
  /// Those that were not taken yet.
  var endings: [Ending] = []
  /// How many were told, and how many packets they hold.
  private var told = 0
  private var packets = 0
  var quiet = QuietCounts()
  var baselines = Baselines()
  var hasReusedSlots = false

  /// Lets as many endings be kept as at first: those before were told, and are kept nowhere.
  mutating func beginAnew() {
    (told, packets) = (0, 0)
  }

  /// Keeps an ending to be told, or only counts it where as many were told as memory allows.
  mutating func add(_ ending: Ending, _ limits: FlowLimits) {
    guard told < limits.earlyEndings, packets < limits.earlyPackets else { return quiet.count(ending) }
    told += 1
    if case .reset(let context) = ending { packets += context.packets.count }
    endings.append(ending)
  }
}

extension ResetWatch {
  /// The resets that answer data sent after the resetting end's own FIN, in a flow that shows other packets of it.
  func harmlessResets(clientIsHigh: Bool) -> [RecordedPacket] {
    var fins: Set<Party> = []
    var late: Set<Party> = []
    var harmless: [RecordedPacket] = []
    for packet in packets.map({ $0.orientated(clientIsHigh: clientIsHigh) }) where !packet.isCopy {
      if packet.flags.contains(.rst) {
        if fins.contains(packet.from), late.contains(packet.from.other) { harmless.append(packet) }
      } else if packet.flags.contains(.fin) {
        fins.insert(packet.from)
      } else if packet.payloadLength > 0, fins.contains(packet.from.other) {
        late.insert(packet.from)
      }
    }
    return harmless
  }
}

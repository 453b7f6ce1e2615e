import Wire

// At the end of the capture, every flow is told as an `Ending`, and every host that a verdict may ask for as a baseline.
extension FlowTracker {
  /// Tells the ending of every flow that the expression chose, in the order of their serials. `wantsQuiet` false leaves out flows without a
  /// verdict, and of the unanswered SYNs to one port those after the first thousand; they are counted in the result all the same.
  package func endings(wantsQuiet: Bool, _ body: (Ending) throws -> Void) rethrows -> QuietCounts {
    var quiet = early.quiet
    let deaf = deafEnds()
    var silences = SilenceCounts()
    func tell(_ slot: UInt32) throws {
      guard slots[slot].traits.contains(.isSelected) else { return }
      if !wantsQuiet, isFlood(slot, deaf, &silences) {
        quiet.flood += 1
      } else if let ending = ending(of: slot, deaf: deaf, wantsQuiet: wantsQuiet, &quiet) {
        try body(ending)
      }
    }
    if freeSlots.isEmpty, !early.hasReusedSlots {
      for slot in 0..<slots.count { try tell(slot) }
    } else {
      for slot in slotsBySerial() { try tell(slot) }
    }
    return quiet
  }

  /// Whether a flow is an unanswered SYN to a port that has had a thousand of them before.
  func isFlood(_ slot: UInt32, _ deaf: DeafEnds, _ silences: inout SilenceCounts) -> Bool {
    guard slots[slot].detail == .none, fate(of: slot, deaf) == .unanswered else { return false }
    return silences.isBeyond(1_000, to: end(slot, .server))
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
    var wanted = AddressNumbers(seed: seed)
    for slot in watchedSlots { for side in 0...1 { wanted.add(end(slot, side: side).address) } }
    for slot in controlNotes.keys { for side in 0...1 { wanted.add(end(slot, side: side).address) } }
    var baselines = early.baselines
    guard wanted.count > 0 else { return baselines }
    baselines.hosts.reserveCapacity(baselines.hosts.count + wanted.count)
    learn(of: wanted, into: &baselines)
    for (slot, note) in controlNotes where note.timesExceeded > 0 {
      baselines.hosts[end(slot, .client).address, default: HostBaseline()].timesExceeded &+= UInt32(clamping: note.timesExceeded)
    }
    for (address, limits) in echoReplies where wanted.number(of: address) != nil {
      baselines.hosts[address, default: HostBaseline()].echoReplies.merge(limits)
    }
    for slot in watchedSlots where !slots[slot].traits.contains(.isGone) {
      learnForm(slot, into: &baselines)
      learnSteps(slot, into: &baselines)
    }
    noteTranslations(in: &baselines)
    notePrecedents(in: &baselines)
    baselines.isLossy = counts.flowsWithGaps >= 3 && counts.flowsWithGaps &* 20 >= counts.flows
    return baselines
  }

  /// What a flow tells of the host at one of its ends.
  func learn(_ slot: UInt32, _ side: Int, into host: inout HostBaseline) {
    let party: Party = side == slots[slot].index(of: .client) ? .client : .server
    if slots[slot].directions[side].seen.contains(.segment) {
      let first = slots[slot].detail == .none ? ring.packet(slots[slot].newest) : first(slot, side: side)
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
    return live.sorted { slots[$0].serial < slots[$1].serial }
  }
}

/// How many SYNs to each port nobody answered. Bound: 100,000 ports.
struct SilenceCounts {
  private var counts: [Endpoint: Int] = [:]
  /// A flood goes to one port mostly, whose count is kept at hand.
  private var recent: (port: Endpoint, count: Int)?

  /// Counts one more to that port, and tells whether there were so many before.
  mutating func isBeyond(_ most: Int, to port: Endpoint) -> Bool {
    if let recent, recent.port == port, recent.count >= most { return true }
    let before = counts[port] ?? 0
    if before > 0 || counts.count < 100_000 { counts[port] = before + 1 }
    recent = (port, before)
    return before >= most
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
  mutating func count(_ fate: FlowTracker.Fate) {
    switch fate {
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
  var silences = SilenceCounts()
  /// Who ends next.
  var idle = IdleQueue()

  /// Lets as many endings be kept as at first: those before were told, and are kept nowhere.
  mutating func beginAnew() {
    (told, packets) = (0, 0)
  }

  /// Whether as many more may be told.
  func hasRoom(_ limits: FlowLimits) -> Bool {
    told < limits.earlyEndings && packets < limits.earlyPackets
  }

  /// Keeps an ending to be told.
  mutating func add(_ ending: Ending) {
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

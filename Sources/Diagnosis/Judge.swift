package import Flows
import Wire

/// Judges how a flow ended: a pure function of the ending, of what is known of the hosts, and of what findings weigh.
package func judge(_ ending: Ending, knowing baselines: Baselines, by weighing: Weighing = .table) -> Judgment {
  switch ending {
  case .reset(let context): judge(context, knowing: baselines, by: weighing)
  case .rejected(let context): judge(context, knowing: baselines)
  case .unanswered(let context): judge(context, knowing: baselines)
  case .closed(let flow): Judgment(flow: flow.flow, outcome: .closed, stage: .postFin)
  case .open(let flow): Judgment(flow: flow.flow, outcome: .open, stage: flow.stage)
  case .partial(let flow): Judgment(flow: flow.flow, outcome: .partial, stage: .midStream)
  }
}

/// How many resets of a flow are judged each by itself: looking at 256 of one flow would take 17 ms, and an attacker may send such flows.
let resetsJudged = 64

/// Judges a flow with resets: each reset by itself, the flow by the first that took effect.
private func judge(_ context: ResetInContext, knowing baselines: Baselines, by weighing: Weighing) -> Judgment {
  var judgment = Judgment(flow: context.flow, outcome: .reset, stage: context.stage)
  let indices = context.packets.indices.filter { context.packets[$0].flags.contains(.rst) }
  let originals = indices.filter { !context.packets[$0].isCopy }
  var resets: [JudgedReset] = []
  var isDecided = false
  for index in originals.prefix(resetsJudged) {
    let claim = ClaimedReset(context, at: index, knowing: baselines, heedsSignatures: weighing.heedsSignatures)
    let opinion = Opinion(on: claim, by: weighing)
    let isEffective = claim.isEffective
    // The first that took effect decides; where none did, the first.
    if resets.isEmpty || isEffective && !isDecided { judgment = judge(claim, opinion, isEffective: isEffective) }
    isDecided = isDecided || isEffective
    resets.append(JudgedReset(claim, opinion, isEffective: isEffective))
  }
  judgment.resets = resets
  judgment.resetsTotal = context.resetsTotal
  judgment.addFurther(originals.dropFirst(resetsJudged).map { context.packets[$0] })
  judgment.addCopies(context, indices)
  return judgment
}

/// Judges a flow by the reset that decides.
private func judge(_ claim: borrowing ClaimedReset, _ opinion: Opinion, isEffective: Bool) -> Judgment {
  var judgment = Judgment(flow: claim.context.flow, outcome: .reset, stage: claim.stage)
  if isEffective ? claim.isAfterClose : claim.isInClosedFlow {
    judgment.outcome = .closed
    return judgment
  }
  let verdict = claim.verdict(opinion)
  judgment.verdict = verdict
  judgment.evidence = opinion.evidence(for: claim.sender, saysDevice: opinion.odds > 0)
  judgment.against = opinion.evidence(for: claim.sender, saysDevice: opinion.odds <= 0)
  judgment.trigger = claim.trigger.map { Trigger($0.packet, payload: claim.context.firstPayload) }
  judgment.idle = claim.silence
  judgment.habits = SenderHabits(of: claim)
  judgment.timer = claim.timer?.words
  judgment.nextStep = NextStep.settling(claim, verdict)
  judgment.isFolded = verdict.isHarmless(at: judgment.stage)
  return judgment
}

extension Judgment {
  /// Adds resets beyond those that were judged, each with the verdict of one that is alike, or without one.
  fileprivate mutating func addFurther(_ packets: [RecordedPacket]) {
    let judged = resets
    for packet in packets {
      guard var reset = judged.last(where: { $0.isAlike(packet) }) ?? judged.last else { return }
      if !reset.isAlike(packet) { (reset.forged, reset.origin, reset.answers) = (nil, .undetermined, nil) }
      reset.take(packet)
      resets.append(reset)
    }
  }

  /// Adds the copies that the capture made, each with the verdict of its original.
  fileprivate mutating func addCopies(_ context: ResetInContext, _ indices: [Int]) {
    for packet in indices.map({ context.packets[$0] }) where packet.isCopy {
      guard
        let original = resets.last(where: { $0.isOriginal(of: packet) })
          ?? resets.last(where: { $0.time <= packet.time && $0.from == packet.from })
      else {
        continue
      }
      var copy = original
      copy.packet = packet.position
      copy.time = packet.time
      copy.hopLimit = packet.hopLimit
      copy.isEffective = false
      copy.duplicateOf = original.packet
      resets.append(copy)
    }
    resets.sort { ($0.packet.file, $0.packet.number) < ($1.packet.file, $1.packet.number) }
  }
}

extension JudgedReset {
  init(_ claim: borrowing ClaimedReset, _ opinion: Opinion, isEffective: Bool) {
    let reset = claim.reset
    self.init(
      packet: reset.position, time: reset.time, from: claim.sender, flags: reset.flags, hopLimit: reset.hopLimit,
      sequence: reset.sequence, acknowledgment: reset.acknowledgment, window: reset.window, identification: reset.identification,
      forged: opinion.forged, origin: Verdict.origin(claim, opinion), isEffective: isEffective,
      answers: claim.trigger?.packet.position)
  }

  /// Whether a packet is a reset of the same making.
  fileprivate func isAlike(_ packet: RecordedPacket) -> Bool {
    from == packet.from && flags == packet.flags && hopLimit == packet.hopLimit && window == packet.window
  }

  /// Becomes the record of that packet, with the verdict that it has.
  fileprivate mutating func take(_ packet: RecordedPacket) {
    self = JudgedReset(
      packet: packet.position, time: packet.time, from: packet.from, flags: packet.flags, hopLimit: packet.hopLimit,
      sequence: packet.sequence, acknowledgment: packet.acknowledgment, window: packet.window, identification: packet.identification,
      forged: forged, origin: origin, isEffective: false)
  }

  fileprivate func isOriginal(of packet: RecordedPacket) -> Bool {
    duplicateOf == nil && time <= packet.time && sequence == packet.sequence && flags == packet.flags && from == packet.from
      && identification == packet.identification
  }
}

extension Trigger {
  init(_ packet: RecordedPacket, payload: FirstPayload?) {
    let kind: Kind
    if packet.flags.contains(.syn) {
      kind = packet.flags.contains(.ack) ? .synAck : .syn
    } else if packet.payloadLength > 0 {
      kind = packet.isFromServer ? .data : payload.map { $0.kind == .tlsClientHello ? .tlsClientHello : .httpRequest } ?? .data
    } else {
      kind = packet.flags.contains(.fin) ? .fin : .ack
    }
    self.init(packet: packet.position, kind: kind)
    guard let name = payload?.name.map({ String(decoding: $0, as: UTF8.self) }) else { return }
    if kind == .tlsClientHello { serverName = name }
    if kind == .httpRequest { host = name }
  }
}

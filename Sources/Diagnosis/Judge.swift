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
  judgment.resetsTotal = context.resetsTotal
  let indices = context.packets.indices.filter { context.packets[$0].flags.contains(.rst) }
  let originals = indices.filter { !context.packets[$0].isCopy }
  var deciding: ExaminedReset?
  for index in originals.prefix(resetsJudged) {
    let examined = ExaminedReset(context, at: index, knowing: baselines, by: weighing)
    judgment.resets.append(JudgedReset(examined.claim, examined.opinion, isEffective: examined.isEffective))
    // The first that took effect decides; where none did, the first.
    if deciding == nil || examined.isEffective && deciding?.isEffective == false { deciding = examined }
  }
  judgment.addFurther(originals.dropFirst(resetsJudged).map { context.packets[$0] })
  judgment.addCopies(context, indices)
  guard let deciding else { return judgment }
  if deciding.isEffective ? deciding.claim.isAfterClose : deciding.claim.isInClosedFlow {
    judgment.outcome = .closed
  } else {
    judgment.take(Verdict(on: deciding.claim, deciding.opinion), on: deciding.claim, deciding.opinion)
  }
  return judgment
}

/// One reset and what was found of it. A class, since all of that is some two thousand octets, which would be copied from hand to hand.
private final class ExaminedReset {
  let claim: ClaimedReset
  let opinion: Opinion
  let isEffective: Bool

  init(_ context: ResetInContext, at index: Int, knowing baselines: Baselines, by weighing: Weighing) {
    claim = ClaimedReset(context, at: index, knowing: baselines, heedsSignatures: weighing.heedsSignatures)
    opinion = Opinion(on: claim, by: weighing)
    isEffective = claim.isEffective
  }
}

extension Judgment {
  /// Takes over what was found of the reset that decides.
  fileprivate mutating func take(_ verdict: Verdict, on claim: ClaimedReset, _ opinion: Opinion) {
    self.verdict = verdict
    evidence = opinion.evidence(for: claim.sender, saysDevice: opinion.odds > 0)
    against = opinion.evidence(for: claim.sender, saysDevice: opinion.odds <= 0)
    trigger = claim.trigger.map { Trigger($0.packet, payload: claim.context.firstPayload) }
    idle = claim.silence
    habits = SenderHabits(of: claim)
    timer = claim.timer?.words
    nextStep = NextStep(for: claim, verdict)
    isFolded = verdict.isHarmless(at: stage)
  }

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
  init(_ claim: ClaimedReset, _ opinion: Opinion, isEffective: Bool) {
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

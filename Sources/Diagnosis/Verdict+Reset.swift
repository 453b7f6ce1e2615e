import Flows
import Wire

extension Verdict {
  /// The verdict on the reset that ended a flow.
  init(on claim: ClaimedReset, _ opinion: Opinion) {
    let origin = Self.origin(claim, opinion)
    self.init(origin: origin, forged: opinion.forged, proof: opinion.proof, summary: Phrase(en: ""))
    cause = claim.cause(origin)
    if origin == .device { posingAs = claim.sender }
    if origin == .device || opinion.odds > 0 { place = claim.place }
    if origin == .undetermined, claim.mayBeOwner { place = Place(side: claim.sender == .server ? .server : .client) }
    summary = claim.summary(origin, opinion, cause, place)
  }

  /// Who sent it, as far as the opinion goes.
  static func origin(_ claim: ClaimedReset, _ opinion: Opinion) -> Origin {
    switch opinion.forged {
    case true?: .device
    case false?: claim.sender == .server ? .server : .client
    case nil: .undetermined
    }
  }

  /// Whether nobody needs to act: ordinary resets of hosts that end what had ended, and probes.
  var isHarmless: Bool {
    guard forged == false else { return false }
    return [.lateData, .scanner, .pathProbe, .clientGaveUp].contains(cause)
  }
}

extension ClaimedReset {
  /// Whether the reset comes from one or two hops beside the claimed sender.
  var isNeighbouring: Bool {
    let seen = references.isEmpty ? hopLimitsAsServer : references.reduce(into: HopLimits()) { $0.add($1.hopLimit) }
    guard seen.total > 0, case .neighbouring = HopDistance(of: reset.hopLimit, to: seen) else { return false }
    return true
  }

  /// Whether it came from elsewhere than the claimed sender's packets, but from where the owner of the address may stand.
  var mayBeOwner: Bool {
    guard !isNeighbouring, sender == .server else { return isNeighbouring }
    let isElsewhere = !ownHopLimits.contains(reset.hopLimit)
    return isElsewhere && (isOfTranslatedAddress || (!reset.isV6 && isRefusedByDefault))
  }

  /// Where a device that sent this stands: its distance from the capture, and on which part of the path that is.
  var place: Place {
    // An injector that varies its hop limit, or copies that of others, does not tell how far away it is.
    let siblings = (before + after).filter { $0.isOfOneBurst(with: reset) }
    let hops = HopDistance.hops(reset.hopLimit)
    guard siblings.allSatisfy({ $0.hopLimit == reset.hopLimit }), hops <= 30 else { return Place(side: .path) }
    let own = references.first.map(\.hopLimit) ?? hopLimitsAsServer.usual
    let other = sender == .server ? otherBaseline.asClient.usual : otherBaseline.allAsServer.usual
    guard let own, let other else { return Place(hops: hops, side: nil) }
    let toSender = HopDistance.hops(own)
    let toOther = HopDistance.hops(other)
    guard toSender + toOther > 0, hops <= toSender else { return Place(hops: hops, side: .path) }
    let share = Double(toOther + hops) / Double(toOther + toSender)
    let near: Place.Side = share <= 0.34 ? .client : share >= 0.84 ? .server : .path
    return Place(hops: hops, side: sender == .server ? near : near.mirrored)
  }

  /// Why it happened, as far as the packets tell.
  func cause(_ origin: Origin) -> Cause? {
    let answersSyn = trigger.map { $0.packet.flags.contains(.syn) && !$0.packet.flags.contains(.ack) } ?? false
    if origin == .device { return answersSyn ? .policyReject : .midstreamReset }
    guard origin != .undetermined else { return nil }
    if answersSyn { return .closedPort }
    if isHalfOpenFinish { return otherProbes ? .pathProbe : .scanner }
    if isLateData { return .lateData }
    let isBare = !reset.flags.contains(.ack)
    if !isBare { return sender == .client && isAfterOtherFin ? .clientGaveUp : .abort }
    if stage == .postAck, sender == .server { return .listenOverflow }
    return sender == .client && isAfterOtherFin ? .clientGaveUp : .halfOpen
  }

  /// Whether the claimed sender is a client that probes the path with small hop limits.
  private var otherProbes: Bool {
    baseline.timesExceeded > 0
  }

  private var isAfterOtherFin: Bool {
    before.contains { $0.from == sender.other && $0.flags.contains(.fin) }
  }
}

extension Place.Side {
  fileprivate var mirrored: Place.Side {
    switch self {
    case .client: .server
    case .path: .path
    case .server: .client
    }
  }
}

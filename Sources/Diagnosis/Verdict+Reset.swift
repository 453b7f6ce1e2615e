import Flows
import Wire

extension ClaimedReset {
  /// The verdict on it, as the reset that ended a flow.
  func verdict(_ opinion: Opinion) -> Verdict {
    let origin = Verdict.origin(self, opinion)
    var verdict = Verdict(origin: origin, forged: opinion.forged, proof: opinion.proof, summary: Phrase(en: "", ja: ""))
    verdict.cause = cause(origin)
    if origin == .device { verdict.posingAs = sender }
    if origin == .device || opinion.odds > 0 { verdict.place = place }
    if origin == .undetermined, mayBeOwner { verdict.place = Place(side: sender == .server ? .server : .client) }
    verdict.product = signature.flatMap { $0.isNamed(with: origin) ? $0.product : nil }
    verdict.summary = summary(origin, opinion, verdict.cause, verdict.place)
    if let reason = declaredReason { verdict.summary.en += " It gives a reason: \(reason)." }
    return verdict
  }
}

extension Verdict {
  /// Who sent it, as far as the opinion goes.
  static func origin(_ claim: borrowing ClaimedReset, _ opinion: Opinion) -> Origin {
    switch opinion.forged {
    case true?: .device
    case false?: claim.sender == .server ? .server : .client
    case nil: .undetermined
    }
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
    guard !isNeighbouring, !mayBeClientsTranslator else { return true }
    guard sender == .server else { return false }
    let isElsewhere = !ownHopLimits.contains(reset.hopLimit)
    return isElsewhere && (isOfTranslatedAddress || (!reset.isV6 && isWhereMostIsRefused))
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

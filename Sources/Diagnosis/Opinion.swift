import Flows
import Wire

/// One heuristic's finding, weighed.
struct WeighedFinding: Sendable {
  var heuristic: Heuristic
  var finding: Finding
  /// The decimal logarithm of the likelihood ratio.
  var weight: Double
}

/// What the heuristics together say of one reset, after the hard rules.
struct Opinion: Sendable {
  /// The decimal logarithm of the odds that a device sent it.
  var odds: Double
  /// The same before any finding.
  let prior: Double
  /// The findings, with the heuristics that made them.
  var findings: [WeighedFinding]
  /// Whether the packets allow a verdict that one would act on, and which.
  var forged: Bool?
  /// How sure.
  var proof: Proof

  /// Weighs one reset: the strongest finding of a group each way counts, groups add up, and the hard rules have the last word.
  init(on claim: borrowing ClaimedReset, by weighing: Weighing = .table) {
    findings = []
    // As many as hardly any reset has.
    findings.reserveCapacity(12)
    let all = Heuristic.all
    // By index: an element of the loop would be counted as used.
    for number in all.indices {
      guard let finding = all[number].examine(claim) else { continue }
      findings.append(WeighedFinding(heuristic: all[number], finding: finding, weight: weighing.weight(of: finding.row)))
    }
    prior = Odds.prior(claim.sender, at: claim.stage)
    odds = prior
    forged = nil
    proof = .none
    // A balancer or translator beside the server has a stack of its own, and its form is no sign of forgery: it may own the address. IPv6
    // ports are hardly ever forwarded one by one, so there what refuses a SYN is another matter.
    let isRefusedV6 = claim.reset.isV6 && claim.trigger?.packet.flags.contains(.syn) == true
    let mayOwnAddress = claim.sender == .server && claim.isNeighbouring && !isRefusedV6
    for group in Evidence.Group.allCases { odds += weight(of: group, ownForm: group == .header && mayOwnAddress) }
    // Weights are tenths; no verdict hangs on how a processor adds them.
    odds = (odds * 100).rounded() / 100
    decide(claim)
  }

  /// What the findings of one group weigh together. A decisive one is not outweighed by others of its kind.
  private func weight(of group: Evidence.Group, ownForm: Bool) -> Double {
    var (least, strongest, isOfNoStack) = (0.0, 0.0, false)
    // By index: an element of the loop would be a copy.
    for index in findings.indices where findings[index].heuristic.group == group {
      let weight = findings[index].weight
      least = min(least, weight)
      strongest = max(strongest, weight)
      if weight > 0, findings[index].finding.row.isOfNoStack { isOfNoStack = true }
    }
    if strongest >= Odds.decisive { return strongest }
    return min(strongest, ownForm && !isOfNoStack ? Odds.ownForm : strongest) + least
  }

  private mutating func decide(_ claim: borrowing ClaimedReset) {
    let found = odds - prior
    if odds >= Odds.likely {
      let isAllowed = hasAgreement || standsAlone(claim)
      forged = isAllowed ? true : nil
      proof = isAllowed ? .likely : .possible
    } else if odds <= -Odds.likely, found <= -Odds.ownEvidence {
      let isAllowed = hasMoreThanEqualHopLimit
      forged = isAllowed ? false : nil
      proof = isAllowed ? .likely : .possible
    } else if odds >= Odds.possible || (odds <= -Odds.possible && findings.contains { $0.weight <= -Odds.ownEvidence }) {
      // That most resets are genuine is no leaning in this case.
      proof = .possible
    }
  }

  /// Hard rule: facts of the headers alone, or of the place alone, never make `forged`; a fact of another group must agree.
  private var hasAgreement: Bool {
    let telling = findings.indices.filter { findings[$0].weight >= Odds.agreement }
    guard let group = telling.first.map({ findings[$0].heuristic.group }) else { return false }
    return !(group == .header || group == .topology) || telling.contains { findings[$0].heuristic.group != group }
  }

  /// Hard rule's exception: the hop distance against steady references of the same flow or port over at least two round trips.
  private func standsAlone(_ claim: borrowing ClaimedReset) -> Bool {
    guard !claim.isOfForwardedAddress, !claim.isFromSecondDistance else { return false }
    let sameFlow = claim.comparableReferences.reduce(into: HopLimits()) { $0.add($1.hopLimit) }
    if claim.isSteadyOverRoundTrips, isElsewhere(claim, sameFlow, atLeast: 3) { return true }
    guard claim.sender == .server else { return false }
    // Other connections to the port, three segments each at least: more than two round trips.
    return isElsewhere(claim, claim.hopLimitsOfPortElsewhere, atLeast: 6)
  }

  private func isElsewhere(_ claim: borrowing ClaimedReset, _ seen: HopLimits, atLeast count: UInt32) -> Bool {
    guard seen.isSteady, seen.total >= count, case .elsewhere = HopDistance(of: claim.reset.hopLimit, to: seen) else { return false }
    return true
  }

  /// Hard rule: an equal hop limit alone never makes the claimed sender.
  private var hasMoreThanEqualHopLimit: Bool {
    findings.contains { $0.weight < 0 && !$0.heuristic.name.hasPrefix("hop-distance") }
  }

  /// The findings as evidence, strongest first.
  func evidence(for sender: Party, saysDevice: Bool) -> [Evidence] {
    // By index: findings are moved about at greater cost than numbers.
    let chosen = findings.indices.filter { (findings[$0].weight > 0) == saysDevice }
    let says: Evidence.Says = saysDevice ? .device : sender == .server ? .server : .client
    return chosen.sorted { abs(findings[$0].weight) > abs(findings[$1].weight) }.map { findings[$0].evidence(says) }
  }
}

extension WeighedFinding {
  fileprivate func evidence(_ says: Evidence.Says) -> Evidence {
    Evidence(
      rule: heuristic.name, group: heuristic.group, says: says, strength: Self.strength(weight), text: finding.text,
      packets: finding.packets.map(\.position))
  }

  private static func strength(_ weight: Double) -> Evidence.Strength {
    switch abs(weight) {
    case ..<Odds.strong: .weak
    case ..<Odds.decisive: .strong
    default: .decisive
    }
  }
}

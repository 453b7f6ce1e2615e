import Flows
import Wire

extension Heuristic {
  /// The reset's hop limit against the claimed sender's other packets in the same flow.
  ///
  /// A host's packets of one flow come the same way. Silent without such packets. A difference of one or two hops may be a route change or
  /// a balancer, and the distance from another initial value is how 4.4 % of stacks reset (nmap-os-db): less still on the sender's own link,
  /// where nothing of another distance could have sent it, more where its other resets begin like its data. Next to nothing where the host's
  /// other connections arrive with this very hop limit: routes of equal cost, or one that changed, give a host several distances.
  static let hopDistance = Heuristic(
    "hop-distance", .topology, source: "RFC 791, section 3.2 (time to live); RFC 8200, section 3 (hop limit)"
  ) { claim in
    let references = claim.comparableReferences
    guard !references.isEmpty else { return nil }
    let seen = references.reduce(into: HopLimits()) { $0.add($1.hopLimit) }
    let distance = HopDistance(of: claim.reset.hopLimit, to: seen)
    if distance != .same, claim.isFromSecondDistance {
      return Finding(.hopSecondDistance, secondDistanceText(claim, seen), [claim.reset] + references.prefix(2))
    }
    let isNextDoor = distance == .same && claim.isFromNextDoor
    let isForeign = distance == .otherInitialValue && claim.hasOwnResets(among: seen)
    let isHere = distance == .otherInitialValue && claim.isCapturedAtSender && HopDistance.hops(claim.reset.hopLimit) == 0
    let rows = claim.isOfForwardedAddress ? HopWeights.translated : claim.isSteadyOverRoundTrips ? .flowOverRoundTrips : .flow
    return Finding(
      isNextDoor ? .hopNextDoor : isForeign ? .hopOtherInitialForeign : isHere ? .hopOtherInitialHere : rows.weight(of: distance, to: seen),
      hopText(claim, seen, Phrase(en: "its other packets of this connection", ja: "この接続のほかのパケット")),
      [claim.reset] + references.prefix(2))
  }

  /// The same against other connections to the same port of the host, other ports, and its echo replies.
  ///
  /// Less than the same flow: another port may be forwarded to another machine. Other flows of a client address are silent once they show
  /// several distances, for then several hosts share it.
  static let hopDistanceElsewhere = Heuristic(
    "hop-distance-elsewhere", .topology, source: "RFC 791, section 3.2; measured: a port may be forwarded to another machine"
  ) { claim in
    guard let (seen, words, usual) = claim.elsewhere else { return nil }
    let rows = claim.isOfForwardedAddress ? HopWeights.translatedElsewhere : usual
    let distance = HopDistance(of: claim.reset.hopLimit, to: seen)
    return Finding(rows.weight(of: distance, to: seen), hopText(claim, seen, words), [claim.reset])
  }
}

/// What the distances weigh against one kind of references. A class, since one of these tables is chosen for every reset, and eight rows would
/// be copied.
private final class HopWeights: Sendable {
  private let same, sameFew, otherInitial, oneOff, twoOff, fewOff, far, farFew: Weight

  private init(
    same: Weight = .flowsSame, sameFew: Weight = .flowsSameFew, otherInitial: Weight = .flowsOtherInitial,
    oneOff: Weight = .flowsOneOffLess, twoOff: Weight = .flowsTwoOffLess, fewOff: Weight = .flowsFewOff, far: Weight,
    farFew: Weight = .flowsFarFew
  ) {
    (self.same, self.sameFew, self.otherInitial, self.oneOff) = (same, sameFew, otherInitial, oneOff)
    (self.twoOff, self.fewOff, self.far, self.farFew) = (twoOff, fewOff, far, farFew)
  }

  static let flow = HopWeights(
    same: .hopSame, sameFew: .hopSameFew, otherInitial: .hopOtherInitial, oneOff: .hopOneOffBriefly, twoOff: .hopTwoOffBriefly,
    fewOff: .hopFewOff, far: .hopFar, farFew: .hopFarFew)
  static let flowOverRoundTrips = HopWeights(
    same: .hopSame, sameFew: .hopSameFew, otherInitial: .hopOtherInitial, oneOff: .hopOneOff, twoOff: .hopTwoOff,
    fewOff: .hopFewOff, far: .hopFar, farFew: .hopFarFew)
  // What owns a translated address stands elsewhere than the machines behind it.
  static let translated = HopWeights(
    same: .hopSame, sameFew: .hopSameFew, otherInitial: .hopFewOff, oneOff: .hopFewOff, twoOff: .hopFewOff, fewOff: .hopFewOff,
    far: .hopFewOff, farFew: .hopFewOff)
  static let translatedElsewhere = HopWeights(
    otherInitial: .flowsFewOff, oneOff: .flowsFewOff, twoOff: .flowsFewOff, far: .flowsFewOff, farFew: .flowsFewOff)
  static let client = HopWeights(far: .flowsFarClient)
  static let port = HopWeights(far: .flowsFarPort)
  // Of the same port, other connections are as good as this one.
  static let portOften = HopWeights(oneOff: .flowsOneOff, twoOff: .flowsTwoOff, far: .flowsFarPort)
  static let otherPorts = HopWeights(far: .flowsFarPorts)
  static let echo = HopWeights(far: .flowsFarEcho)

  func weight(of distance: HopDistance, to seen: HopLimits) -> Weight {
    let isSteady = seen.isSteady && seen.total >= 3
    switch distance {
    case .same: return isSteady ? same : sameFew
    case .otherInitialValue: return otherInitial
    case .neighbouring(let hops): return isSteady ? (abs(hops) == 1 ? oneOff : twoOff) : fewOff
    case .elsewhere: return isSteady ? far : farFew
    }
  }
}

extension ClaimedReset {
  /// The references that the sender's own stack made: a scanner or a path probe crafts its SYN with a hop limit of its own choice, and a
  /// SYN-ACK from another distance than all data is a SYN proxy's.
  var comparableReferences: [RecordedPacket] {
    let isCrafted = sender == .client ? isHalfOpenFinish || baseline.timesExceeded > 0 : isProxied
    return isCrafted ? references.filter { !$0.flags.contains(.syn) } : references
  }

  /// Whether a SYN-ACK of the sender came from another distance than all that followed, as a SYN proxy's does.
  private var isProxied: Bool { references.contains { $0.flags.contains(.syn) && isUnlikeLater($0) } }

  /// Whether packets of the sender other than SYNs came, and none from the distance of this one.
  func isUnlikeLater(_ handshake: RecordedPacket) -> Bool {
    let later = references.lazy.filter { !$0.flags.contains(.syn) }
    return !later.isEmpty && !later.contains { $0.hopLimit == handshake.hopLimit }
  }

  /// Whether resets of the claimed sender are known to arrive like its other packets: then its stack begins them at the same initial value.
  fileprivate func hasOwnResets(among seen: HopLimits) -> Bool {
    let harmless = baseline.harmlessResets.counts.map(\.hopLimit)
    let inFlow = (before + after).filter { $0.from == sender && $0.flags.contains(.rst) && !$0.flags.contains(.ack) }.map(\.hopLimit)
    guard !harmless.contains(reset.hopLimit), !inFlow.contains(reset.hopLimit) else { return false }
    return (harmless + inFlow).contains { seen.contains($0) }
  }

  /// Whether no router touched the reset nor the references, and all came from one link address: then they come from one machine.
  fileprivate var isFromNextDoor: Bool {
    HopDistance.hops(reset.hopLimit) == 0 && reset.hardwareAddress != 0
      && references.allSatisfy { $0.hopLimit == reset.hopLimit && $0.hardwareAddress == reset.hardwareAddress }
  }

  /// Whether this flow's references were spread over at least two round trips: a route that changed just with the reset is then unlikely.
  var isSteadyOverRoundTrips: Bool {
    guard let first = references.first, let last = references.last, references.count >= 3 else { return false }
    return last.time - first.time >= 2 * (shortestRoundTrip?.time ?? .max / 4)
  }

  /// Whether the sender's packets of other connections arrived with the reset's hop limit: three at least, since others may have been injected
  /// too, such as the single SYN-ACKs with which the GFW answers later SYNs.
  var isFromSecondDistance: Bool {
    let all = sender == .server ? hopLimitsAsServer : baseline.asClient
    let packets = all.packets(with: reset.hopLimit)
    return packets >= 3 && packets >= context.end(sender).hopLimits.packets(with: reset.hopLimit) &+ 3
  }

  /// Hop limits of the server's packets on this port in other connections; empty where there are none.
  var hopLimitsOfPortElsewhere: HopLimits {
    (baseline.asServer[port] ?? HopLimits()).subtracting(context.server.hopLimits)
  }

  /// What other flows of the claimed sender tell of its distance, the nearest kin first, in words, and what that weighs.
  fileprivate var elsewhere: (HopLimits, Phrase, HopWeights)? {
    if sender == .client {
      let others = baseline.asClient
      return others.isSteady && references.isEmpty ? (others, Phrase(en: "its other connections", ja: "別の接続"), .client) : nil
    }
    let samePort = hopLimitsOfPortElsewhere
    if samePort.total > 0 {
      return (samePort, Phrase(en: "its other connections on this port", ja: "このポートの別の接続"), samePort.total >= 4 ? .portOften : .port)
    }
    let others = hopLimitsAsServer.subtracting(context.server.hopLimits)
    if others.total > 0 { return (others, Phrase(en: "its packets from other ports", ja: "ほかのポートからのパケット"), .otherPorts) }
    if baseline.echoReplies.total > 0 { return (baseline.echoReplies, Phrase(en: "its echo replies", ja: "エコー応答"), .echo) }
    // Only a host's own stack labels: these refusals are its own.
    let labelled = baseline.refusals.labelled
    return reset.flowLabel == 0 && labelled.total > 0
      ? (labelled, Phrase(en: "its refusals with a flow label", ja: "フローラベル付きの拒否"), .otherPorts) : nil
  }
}

extension HopLimits {
  /// What remains when another count is taken away.
  func subtracting(_ other: HopLimits) -> HopLimits {
    var rest = HopLimits()
    forEach { hopLimit in
      let (all, taken) = (packets(with: hopLimit), other.packets(with: hopLimit))
      if all > taken { rest.add(hopLimit, packets: all - taken) }
    }
    return rest
  }

  /// The values in words: `59`, or `59 and 60`.
  var inWords: String {
    if isSteady, let usual { return String(usual) }
    return counts.prefix(3).map { String($0.hopLimit) }.joined(separator: " and ")
  }

  /// The values in Japanese: `59と60`.
  var valuesJa: String {
    counts.prefix(3).map { String($0.hopLimit) }.joined(separator: "と")
  }
}

private func secondDistanceText(_ claim: borrowing ClaimedReset, _ seen: HopLimits) -> Phrase {
  let (hopLimit, sender) = (claim.reset.hopLimit, claim.sender)
  let (name, nameJa) = claim.reset.isV6 ? ("hop limit", "ホップリミット") : ("TTL", "TTL")
  return Phrase(
    en:
      "its \(name) is \(hopLimit), and \(seen.inWords) in this connection; but the \(sender.rawValue)'s other connections show \(hopLimit) too",
    ja: "\(nameJa)が\(hopLimit)。この接続では\(seen.valuesJa)だが、\(sender.ja)の別の接続には\(hopLimit)のものもある")
}

private func hopText(_ claim: borrowing ClaimedReset, _ seen: HopLimits, _ references: Phrase) -> Phrase {
  let name = claim.reset.isV6 ? "hop limit" : "TTL"
  let nameJa = claim.reset.isV6 ? "ホップリミット" : "TTL"
  // Values and no claim: the translation holds on to what it uses.
  let (hopLimit, sender) = (claim.reset.hopLimit, claim.sender)
  if seen.contains(hopLimit) {
    return Phrase(
      en: "its \(name) \(hopLimit) is that of the \(sender.rawValue) in \(references.en)",
      ja: "\(nameJa)が\(hopLimit)で、\(sender.ja)の\(references.ja ?? "")と同じ")
  }
  return Phrase(
    en: "its \(name) is \(hopLimit); the \(sender.rawValue)'s is \(seen.inWords) in \(references.en)",
    ja: "\(nameJa)が\(hopLimit)。\(sender.ja)の\(references.ja ?? "")では\(seen.valuesJa)")
}

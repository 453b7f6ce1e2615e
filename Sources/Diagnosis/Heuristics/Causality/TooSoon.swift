import Flows
import Wire

extension Heuristic {
  /// The reset came sooner after the packet that drew it than its claimed sender has ever answered from here.
  ///
  /// A genuine host answers after a full round trip, at least. Silent where the capture stands beside the claimed sender (round trips
  /// below 0.3 ms), where the capture's clock is too coarse, and above 0.7 of the shortest round trip. Weak where a single round trip is
  /// known, which may have been a slow one, where the numbers in the reset were known before, and where only other ports of the address
  /// are known to answer later: a gateway that owns it may forward those, and refuse the others itself.
  static let tooSoon = Heuristic(
    "too-soon", .causality, source: "Weaver et al., Detecting Forged TCP Reset Packets, NDSS 2009: an injector wins a race"
  ) { claim in
    guard let trigger = claim.trigger, let delay = claim.delay, let roundTrip = claim.shortestRoundTrip else { return nil }
    guard roundTrip.time >= 300_000, roundTrip.time - delay >= 200_000, claim.clockStep <= roundTrip.time / 10 else { return nil }
    let share = Double(delay) / Double(roundTrip.time)
    guard share < 0.7 else { return nil }
    return Finding(
      claim.weight(ofTooSoon: share, trigger, roundTrip), tooSoonText(delay, roundTrip.time, claim.sender), [trigger.packet, claim.reset])
  }

  /// The reset came as long after the packet that drew it as its claimed sender takes to answer from here.
  ///
  /// So does one of a device next to it: this only speaks against devices that stand nearer, and hardly where the distance is a hop off.
  static let inTime = Heuristic(
    "in-time", .causality, source: "RFC 9293, section 3.10.7: a host answers what reaches it"
  ) { claim in
    guard let trigger = claim.trigger, let delay = claim.delay, let roundTrip = claim.shortestRoundTrip else { return nil }
    guard !claim.answersNothing, roundTrip.time >= 300_000, roundTrip.isHandshake, trigger.isNews || claim.isAnswerInKind else {
      return nil
    }
    let share = Double(delay) / Double(roundTrip.time)
    guard share >= 0.95, delay < roundTrip.time + 50_000_000 else { return nil }
    return Finding(
      claim.isNeighbouring ? .inTimeBeside : .inTime, inTimeText(delay, roundTrip.time, claim.sender), [trigger.packet, claim.reset])
  }
}

extension ClaimedReset {
  /// What it weighs that the reset came in that share of a round trip: the least of what holds.
  fileprivate func weight(ofTooSoon share: Double, _ trigger: Trigger, _ roundTrip: RoundTrip) -> Weight {
    if mayBeForwarded { return .tooSoonForwarded }
    if !trigger.isNews { return .tooSoonKnown }
    let isSure = roundTrip.isConfirmed && roundTrip.isHandshake
    // A single slow start may take fifteen times as long as the next try, hardly a hundred times.
    if !isSure, share >= 0.01 { return .tooSoonOnce }
    if share >= 0.5 { return .tooSoonMost }
    let mayBeLateAccept = !roundTrip.isOfData && !trigger.packet.flags.contains(.syn)
    if mayBeLateAccept { return .tooSoonAccepting }
    if !isSure { return .tooSoonOnceByFar }
    return share < 0.1 ? .tooSoonTenth : .tooSoonHalf
  }

  /// Whether the reset refuses a SYN to a port of which nothing else was captured, so that another machine may answer for it than for the
  /// address's other ports, or whether the address is known to be translated: what is forwarded comes from a hop or two further, or from
  /// anywhere where the nearer place refuses most ports. IPv6 ports are hardly ever forwarded one by one.
  fileprivate var mayBeForwarded: Bool {
    if isOfForwardedAddress { return true }
    guard sender == .server, !reset.isV6, references.isEmpty, isNeighbouring || isRefusedByDefault else { return false }
    return hopLimitsOfPortElsewhere.isEmpty
  }

  /// Whether the claimed sender could have answered in this time, as far as is known.
  var mayBeInTime: Bool {
    guard let delay, let roundTrip = shortestRoundTrip else { return true }
    return Double(delay) >= 0.7 * Double(roundTrip.time) || roundTrip.time < 300_000
  }

  /// Whether the reset has the form of an answer to a stray segment: no ACK, no window, its sequence number taken from the segment (RFC 9293, 3.5.2).
  var isAnswerInKind: Bool {
    !reset.flags.contains(.ack) && reset.window == 0 && trigger?.packet.acknowledgment == reset.sequence
  }
}

private func tooSoonText(_ delay: Int64, _ roundTrip: Int64, _ sender: Party) -> Phrase {
  Phrase(
    en: "it came \(inWords(delay)) after the packet that drew it; the \(sender.rawValue) never answered in less than \(inWords(roundTrip))",
    ja: "きっかけのパケットの\(inWords(delay))後に到着。\(sender.ja)が\(inWords(roundTrip))より早く応答したことはない")
}

private func inTimeText(_ delay: Int64, _ roundTrip: Int64, _ sender: Party) -> Phrase {
  Phrase(
    en: "it came \(inWords(delay)) after the packet that drew it, as the \(sender.rawValue)'s answers do (\(inWords(roundTrip)))",
    ja: "きっかけのパケットの\(inWords(delay))後に到着。\(sender.ja)の応答の早さ（\(inWords(roundTrip))）と合う")
}

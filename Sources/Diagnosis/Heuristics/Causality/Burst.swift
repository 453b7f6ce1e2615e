import Flows
import Wire

extension Heuristic {
  /// Several resets at once for fewer packets that could have drawn them.
  ///
  /// A stack sends one reset for each segment that it has no connection for (RFC 9293, section 3.5.2), and one for an abort. Injectors send
  /// several, to hit the window. Silent where the other end had sent at least as many segments within the last round trips, or as many that were
  /// not acknowledged yet, since a queue makes round trips longer; and where the capture holds no plain segment of the flow, as one filtered on flags, or nothing of the other end. A segment that the capturing host's network
  /// card cut up counts as what the link carried; in a capture that misses segments twice as many may have been there.
  static let burst = Heuristic(
    "burst", .causality, source: "dsniff tcpkill.c; net4people/bbs 285 (three a trigger); Weaver et al., NDSS 2009"
  ) { claim in
    let resets = claim.siblings.withoutForwardedCopies
    guard resets.count >= 2, claim.showsPlainSegments, let first = resets.first?.time, let last = resets.last?.time else { return nil }
    let reach = max(50_000_000, 2 * (claim.shortestRoundTrip?.time ?? 0))
    // What the capture missed of the other end may have drawn them.
    let other = claim.context.end(claim.sender.other)
    guard other.hasSegments, !other.hasGap else { return nil }
    // Segments from before the kept packets may have drawn some of them.
    guard claim.context.isWhole || claim.before.first.map({ first - $0.time > reach }) ?? false else { return nil }
    let received = claim.acknowledged
    let triggers = (claim.before + claim.after).filter {
      claim.isOfOther($0) && $0.time <= last
        && (first - $0.time <= reach || $0.isOutstanding(beyond: received, for: first - $0.time))
    }
    let drawn = triggers.reduce(0) { $0 + $1.segmentsOnTheLink }
    guard resets.count > (claim.known.isLossy ? 2 * drawn + 2 : drawn) else { return nil }
    let progress = Set(resets.map(\.sequence)).count > 1
    return Finding(progress ? .burstGrowing : .burst, burstText(resets.count, triggers.count), Array(resets.prefix(4)))
  }
}

extension [RecordedPacket] {
  /// These without those that differ from an earlier one only in the hop limit, or the link: the same reset on both sides of a router, in
  /// whichever order the capture holds them.
  fileprivate var withoutForwardedCopies: [RecordedPacket] {
    var kept: [RecordedPacket] = []
    for packet in self where !kept.contains(where: { $0.isSameOnAnotherLink(as: packet) }) { kept.append(packet) }
    return kept
  }
}

extension RecordedPacket {
  fileprivate func isSameOnAnotherLink(as other: RecordedPacket) -> Bool {
    sequence == other.sequence && acknowledgment == other.acknowledgment && window == other.window && identification == other.identification
      && timestampValue == other.timestampValue && flowLabel == other.flowLabel
      && (hopLimit != other.hopLimit || hardwareAddress != other.hardwareAddress || passage != other.passage)
  }

  /// How many segments the link carried for it: a network card cuts up what the capture shows as one (at 1,220 octets, IPv6's least).
  fileprivate var segmentsOnTheLink: Int { max(1, (Int(payloadLength) + 1_219) / 1_220) }

  /// Whether this is a reset of the same making, captured within 10 ms of the other: injectors vary the hop limit by little, and other resets
  /// of the flow are not theirs, such as those that a stack without the connection sends with identification 0.
  func isOfOneBurst(with reset: RecordedPacket) -> Bool {
    flags.contains(.rst) && flags == reset.flags && from == reset.from && (time - reset.time).magnitude <= 10_000_000
      && abs(Int(hopLimit) - Int(reset.hopLimit)) <= 5 && (identification == 0) == (reset.identification == 0)
  }
}

private func burstText(_ resets: Int, _ triggers: Int) -> Phrase {
  let drawn =
    triggers == 0
    ? "no packet that could have drawn one" : triggers == 1 ? "one packet to draw them" : "only \(triggers) packets to draw them"
  let cause = triggers == 0 ? "きっかけになるパケットはない" : "きっかけになるパケットは\(triggers)個だけ"
  return Phrase(
    en: "\(resets) resets came within 10 ms with \(drawn): a host sends one for each",
    ja: "10 ms以内に\(resets)個のリセットが到着し、\(cause)：ホストなら1個につき1つ返す")
}

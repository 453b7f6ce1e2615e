import Flows
import Wire

extension Heuristic {
  /// Both ends seem to reset at once: sooner after each other than anything can travel between them.
  ///
  /// No host answers a reset (RFC 9293, section 3.10.7), and two hosts do not end a connection in the same moment without a cause that
  /// reached them both; an injector that tells both does. Silent where the round trips to both ends are unknown or below a millisecond in all,
  /// where the capture's clock is too coarse, after a FIN, when both may answer what was still on its way, and where a packet came between
  /// the two, which the second may answer.
  static let bothDirections = Heuristic(
    "both-directions", .causality, source: "Clayton, Murdoch, Watson, PET 2006: resets to both ends; RFC 9293, section 3.10.7"
  ) { claim in
    guard let whole = claim.wholeRoundTrip, whole >= 1_000_000, let twin = claim.resetOfOther(within: whole / 4) else { return nil }
    guard claim.clockStep <= whole / 20, !claim.before.contains(where: { $0.flags.contains(.fin) }) else { return nil }
    let gap = Int64(clamping: (twin.time - claim.reset.time).magnitude)
    return Finding(.bothDirections, bothText(gap, whole), [claim.reset, twin])
  }
}

extension ClaimedReset {
  /// The least time from one end to the other and back, through the capture point; nil where one side's is not known.
  fileprivate var wholeRoundTrip: Int64? {
    guard let server = context.server.roundTrip, let client = context.client.roundTrip else { return nil }
    return server + client
  }

  /// The other end's reset that was captured next before this or next after it, sooner than that, in nanoseconds.
  fileprivate func resetOfOther(within time: Int64) -> RecordedPacket? {
    func isMeant(_ packet: RecordedPacket) -> Bool {
      packet.flags.contains(.rst) && packet.from == sender.other && (packet.time - reset.time).magnitude < time.magnitude
    }
    if let last = before.last, isMeant(last) { return last }
    if let next = after.first, isMeant(next) { return next }
    return nil
  }
}

private func bothText(_ gap: Int64, _ whole: Int64) -> Phrase {
  Phrase(
    en: "both ends seem to reset within \(inWords(gap)), while a round trip between them takes \(inWords(whole))",
    ja: "両端がほぼ同時（\(inWords(gap))以内）にリセットしたように見えるが、両者間の往復には\(inWords(whole))かかる")
}

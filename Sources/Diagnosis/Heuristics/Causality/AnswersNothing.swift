import Flows
import Wire

extension Heuristic {
  /// A reset in the form of an answer to a stray segment, with nothing left to answer: the claimed sender had acknowledged it all.
  ///
  /// Without ACK a stack resets only in answer to a segment that it has no connection for (RFC 9293, section 3.5.2), and so does a packet
  /// filter on the host, before the segment reaches its stack. Here every segment with that acknowledgment number had been received on the live
  /// connection, as later acknowledgments show. Silent after a FIN or reset of the sender, where the capture misses segments or began
  /// late. Not more than a doubt: the capture may have missed the segment, and a few stacks abort without ACK.
  static let answersNothing = Heuristic(
    "answers-nothing", .causality, source: "RFC 9293, sections 3.5.2 and 3.10.5; Linux tcp_v4_send_reset"
  ) { claim in
    guard claim.answersNothing, let last = claim.earlierReferences.last else { return nil }
    let isHostsOwnDistance = claim.references.contains { $0.hopLimit == claim.reset.hopLimit }
    return Finding(isHostsOwnDistance ? .answersNothingHere : .answersNothing, answersNothingText(claim.sender), [last, claim.reset])
  }
}

extension ClaimedReset {
  /// Whether every segment that the reset could answer had been received before on the live connection.
  func leavesNothingToAnswer() -> Bool {
    guard !reset.flags.contains(.ack), reset.window == 0, context.isWhole, context.beganWithSyn, !known.isLossy else { return false }
    guard !context.client.hasGap, !context.server.hasGap, showsPlainSegments else { return false }
    let own = before.filter { $0.from == sender }
    guard !own.contains(where: { !$0.flags.isDisjoint(with: [.fin, .rst]) }) else { return false }
    guard
      let received = own.filter({ $0.flags.contains(.ack) && !$0.flags.contains(.syn) }).map(\.acknowledgment).max(by: { $1.isAfter($0) })
    else { return false }
    let others = before.filter { isOfOther($0) }
    // The newest segment of the other end that was certainly received: nothing sent before it can still be on its way.
    guard let newest = others.lastIndex(where: { $0.sequenceLength > 0 && !$0.sequenceEnd.isAfter(received) && others.isFirst($0) }) else {
      return false
    }
    guard let last = others.lastIndex(where: { $0.acknowledges(reset.sequence) }) else { return false }
    return last <= newest
  }
}

extension [RecordedPacket] {
  /// Whether no other packet with the same end stands in it: what was sent again may have been received the first time.
  fileprivate func isFirst(_ packet: RecordedPacket) -> Bool {
    !contains { $0.position != packet.position && $0.sequenceLength > 0 && $0.sequenceEnd == packet.sequenceEnd }
  }
}

private func answersNothingText(_ sender: Party) -> Phrase {
  Phrase(
    en: "it has the form of an answer to a stray segment, but the \(sender.rawValue) had acknowledged all that it could answer",
    ja: "迷子のセグメントへの応答の形だが、応答の対象になりうるものは\(sender.ja)がすべて確認応答済み")
}

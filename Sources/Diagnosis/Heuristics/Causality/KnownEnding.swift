import Flows
import Wire

extension Heuristic {
  /// Data arrived after the claimed sender had closed: its stack has no socket for it, and says so.
  ///
  /// Silent unless the sender's own FIN was captured before, and data of the other end after it.
  static let lateData = Heuristic(
    "late-data", .causality, source: "RFC 9293, section 3.5.2, group 1; RFC 1122, section 4.2.2.13"
  ) { claim in
    guard claim.isLateData, let trigger = claim.trigger?.packet else { return nil }
    return Finding(.lateData, lateDataText(claim.sender), [trigger, claim.reset])
  }
}

extension ClaimedReset {
  /// Whether the reset answers data sent to an end that had closed before.
  var isLateData: Bool {
    guard let fin = before.firstIndex(where: { $0.from == sender && $0.flags.contains(.fin) }) else { return false }
    guard let trigger = trigger?.packet, trigger.time >= before[fin].time else { return false }
    let isBare = !reset.flags.contains(.ack) && reset.sequence == trigger.acknowledgment
    return isBare && before[fin...].contains { $0.from == sender.other && $0.payloadLength > 0 }
  }
}

private func lateDataText(_ sender: Party) -> Phrase {
  Phrase(
    en: "the \(sender.rawValue) had closed already (FIN), and data still came for it: its stack answers that with a reset",
    ja: "\(sender.ja)はすでに終了（FIN）しており、そこへデータが届いた：スタックはリセットで応える")
}

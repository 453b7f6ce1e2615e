import Flows

extension Heuristic {
  /// A field copied from the packet that the reset answers: its window, or its IP identification.
  ///
  /// Host stacks announce their own window or none and count their own identification; security devices of several makers copy (3 % of
  /// fingerprinted stacks mirror the window, nearly all of them behind one maker's firewall). Silent where the sender itself
  /// announces about that window: two hosts of one kind often do.
  static let mirrored = Heuristic(
    "mirrored-field", .header, source: "nmap-os-db 7.93; Suricata respond-reject-libnet11.c"
  ) { claim in
    guard let trigger = claim.trigger?.packet else { return nil }
    if claim.reset.window != 0, claim.reset.window == trigger.window, !claim.references.contains(where: { $0.isNear(trigger.window) }) {
      return Finding(.mirroredWindow, windowText(claim.reset.window), [trigger, claim.reset])
    }
    guard claim.reset.identification != 0, claim.reset.identification == trigger.identification, !claim.hasConstantIdentification else {
      return nil
    }
    return Finding(.mirroredIdentification, identificationText(trigger.identification), [trigger, claim.reset])
  }
}

extension ClaimedReset {
  /// Whether the other end gives all its packets one identification: then agreeing with it is no copying.
  fileprivate var hasConstantIdentification: Bool {
    let others = (before + after).filter { $0.from == sender.other && $0.identification != 0 }
    return others.count > 1 && Set(others.map(\.identification)).count == 1
  }
}

extension RecordedPacket {
  /// Whether this packet announces about that window.
  fileprivate func isNear(_ other: UInt16) -> Bool {
    Int(window) <= 2 * Int(other) && 2 * Int(window) >= Int(other)
  }
}

private func windowText(_ window: UInt16) -> Phrase {
  Phrase(
    en: "its window, \(window), is copied from the packet that it answers; a host's own stack does not do that",
    ja: "ウィンドウ\(window)が、応答相手のパケットの写し。ホスト自身のスタックはそうしない")
}

private func identificationText(_ identification: UInt16) -> Phrase {
  Phrase(
    en: "its IP identification, \(identification), is copied from the packet that it answers",
    ja: "IP識別子\(identification)が、応答相手のパケットの写し")
}

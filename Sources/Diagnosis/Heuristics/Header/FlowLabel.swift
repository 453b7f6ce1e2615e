import Flows

extension Heuristic {
  /// IPv6: the flow label against that of the sender's other packets.
  ///
  /// Hosts label their flows, their kernels' resets too; netfilter's REJECT leaves the label 0. Weak at the host's own distance:
  /// its own packet filter may have rejected. Silent where the sender does not label.
  static let flowLabel = Heuristic(
    "flow-label", .header, source: "RFC 6437, section 3; Linux nf_reject_ipv6.c"
  ) { claim in
    guard claim.reset.isV6 else { return nil }
    let labels = claim.references.map(\.flowLabel)
    if claim.reset.flowLabel != 0 {
      let isOwn = labels.contains(claim.reset.flowLabel)
      return Finding(isOwn ? .flowLabelOwn : .flowLabelOther, labelledText(isOwn), [claim.reset])
    }
    let isLabelling = labels.isEmpty ? claim.baseline.labelledFlows > 0 || claim.baseline.refusals.labelled.total > 0 : true
    guard isLabelling, !labels.contains(0), claim.baseline.unlabelledFlows == 0 else { return nil }
    let isHostsOwnDistance =
      claim.references.contains { $0.hopLimit == claim.reset.hopLimit } || claim.hopLimitsAsServer.usual == claim.reset.hopLimit
      || claim.baseline.refusals.labelled.contains(claim.reset.hopLimit)
    return Finding(isHostsOwnDistance ? .flowLabelNoneHere : .flowLabelNone, unlabelledText(claim.sender), [claim.reset])
  }
}

private func labelledText(_ isOwn: Bool) -> Phrase {
  Phrase(
    en: isOwn ? "its IPv6 flow label is that of the connection" : "it carries an IPv6 flow label, as a host's own stack sets it",
    ja: isOwn ? "IPv6フローラベルがこの接続のもの" : "ホスト自身のスタックのように、IPv6フローラベルが付いている")
}

private func unlabelledText(_ sender: Party) -> Phrase {
  Phrase(
    en: "its IPv6 flow label is 0; the \(sender.rawValue) labels its packets",
    ja: "IPv6フローラベルが0。\(sender.ja)は自分のパケットにラベルを付ける")
}

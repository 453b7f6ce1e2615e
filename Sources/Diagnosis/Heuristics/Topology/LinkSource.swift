import Flows
import Wire

extension Heuristic {
  /// The frame's source on the link, its VLAN, or the tunnel around it, is unlike that of all the sender's other frames.
  ///
  /// Weak where only few frames are known; bridged virtual machines, redundant gateways and equal-cost routes show several sources for one
  /// host, so it is silent where more than one was seen.
  static let linkSource = Heuristic(
    "link-source", .topology, source: "IEEE 802.3, 802.1Q; measured: a foreign address alone misleads behind redundant gateways"
  ) { claim in
    guard claim.reset.hardwareAddress != 0 else { return nil }
    // What a box forwards it captures twice, the second time as its own frame.
    let passage = claim.reset.passage
    let link = claim.baseline.links.first { $0.key.passage == passage }?.key
    let reference = claim.references.first { $0.passage == passage }
    guard let source = link?.hardwareAddress ?? reference?.hardwareAddress, let vlan = link?.vlan ?? reference?.vlan else { return nil }
    let isInTunnel = reference.map { $0.tunnel == claim.reset.tunnel } ?? true
    guard source != claim.reset.hardwareAddress || vlan != claim.reset.vlan || !isInTunnel else { return nil }
    let references = claim.references.filter { $0.passage == passage }
    let links = claim.baseline.links.keys.filter { $0.passage == passage }
    guard links.allSatisfy({ $0.hardwareAddress == source && $0.vlan == vlan }),
      references.allSatisfy({ $0.hardwareAddress == source && $0.vlan == vlan && $0.tunnel == reference?.tunnel })
    else { return nil }
    return Finding(
      references.count + Int(claim.baseline.flows) >= 3 ? .linkSource : .linkSourceFew, linkText(claim),
      [claim.reset] + references.prefix(1))
  }

  /// On a box that forwards, captured on all its interfaces: the sender's packets come in and go out, the reset only goes out. It began here.
  ///
  /// Silent unless the same flow or host shows packets that came in, and the reset left with the hop limit that stacks begin with: that of one
  /// that was forwarded, and whose incoming original the capture lost, is one less at least.
  static let beganHere = Heuristic(
    "began-here", .proof, source: "LINKTYPE_LINUX_SLL2: packet type; what a box forwards passes it twice"
  ) { claim in
    guard claim.reset.passage == .outgoing, !claim.hasCopy, HopDistance.hops(claim.reset.hopLimit) == 0 else { return nil }
    let own = claim.references.filter { $0.passage == .incoming }
    let cameIn = own.count + claim.baseline.links.filter { $0.key.passage == .incoming }.reduce(0) { $0 + Int($1.value) }
    guard cameIn > 0, !claim.references.contains(where: { $0.passage == .outgoing }) else { return nil }
    return Finding(.beganHere, beganHereText(claim.sender), [claim.reset] + own.prefix(1))
  }

  /// Captured on the claimed sender itself: it only ever sends these packets, and sent the reset like the others.
  ///
  /// Silent where the link does not tell incoming from outgoing, or where the sender's packets also pass through.
  static let sentHere = Heuristic(
    "sent-here", .proof, source: "LINKTYPE_LINUX_SLL2: packet type"
  ) { claim in
    guard claim.reset.passage == .outgoing, !claim.hasCopy else { return nil }
    let references = claim.references
    guard !references.isEmpty, references.allSatisfy({ $0.passage == .outgoing }), claim.copiesOfSender.isEmpty else { return nil }
    return Finding(.sentHere, sentHereText(claim.sender), [claim.reset] + references.prefix(1))
  }
}

private func linkText(_ claim: borrowing ClaimedReset) -> Phrase {
  let sender = claim.sender
  return Phrase(
    en: "its frame came from another address, VLAN or tunnel on the link than all other frames of the \(sender.rawValue)",
    ja: "フレームのリンク上の送信元（アドレス、VLAN、トンネル）が、\(sender.ja)のほかの全フレームと違う")
}

private func beganHereText(_ sender: Party) -> Phrase {
  Phrase(
    en: "it only left the capturing machine, while the \(sender.rawValue)'s packets come in first: the capturing machine made it",
    ja: "\(sender.ja)のパケットはまず入ってくるのに、これは出ていっただけ：キャプチャしたマシンが作ったもの")
}

private func sentHereText(_ sender: Party) -> Phrase {
  Phrase(
    en: "the capturing machine is the \(sender.rawValue) and sent it itself, like its other packets",
    ja: "キャプチャしたマシンが\(sender.ja)であり、ほかのパケットと同様に自分で送った")
}

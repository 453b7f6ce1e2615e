import Flows

extension Heuristic {
  /// Another connection shows that the server's address is translated, and the reset came from elsewhere than the machines behind it.
  ///
  /// A balancer or a port forwarder owns the address: it may answer for it, and it is not the machine that answers most of the time. Hop
  /// distance and time then tell nothing against it. Silent where the reset came from the distance of the server's other packets.
  static let translated = Heuristic(
    "translated-address", .crossFlow,
    source: "RFC 3022, section 4.3 (ICMP errors are translated); Linux nf_conntrack: what is INVALID passes untranslated (kubernetes 74839)"
  ) { claim in
    guard claim.sender == .server, claim.baseline.isTranslated else { return nil }
    guard !claim.references.contains(where: { $0.hopLimit == claim.reset.hopLimit }) else { return nil }
    return Finding(.translated, translatedText(claim.baseline.translation), [claim.reset])
  }
}

extension ClaimedReset {
  /// Whether another machine than the one that answers most of the time may own the address in whose name this came.
  var isOfTranslatedAddress: Bool {
    sender == .server && baseline.isTranslated
  }
}

private func translatedText(_ frame: FramePosition?) -> Phrase {
  let (shown, shownJa) =
    frame.map { ("frame \($0.number) shows", "フレーム\($0.number)から") } ?? ("an earlier capture showed", "以前のキャプチャから")
  return Phrase(
    en: "\(shown) that the server's address is translated: the balancer or gateway that owns it may have sent this itself",
    ja: "\(shownJa)、サーバーのアドレスは変換されている：それを持つバランサーやゲートウェイ自身が送ったかもしれない")
}

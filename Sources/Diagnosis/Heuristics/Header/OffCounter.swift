import Flows
import Wire

extension Heuristic {
  /// An abort whose IP identification is off the counter on which all other packets of the connection stand.
  ///
  /// An abort leaves through the socket as data does, and takes the next number. Silent for resets without ACK or without a
  /// window, which stacks send without a socket and number elsewhere; for hosts that do not count up by little; below three numbers; and after a second of silence, in which a counter that
  /// all of a host's connections share may have gone far.
  static let offCounter = Heuristic(
    "off-counter", .header, source: "RFC 6864; Linux tcp_send_active_reset, ip_select_ident_segs"
  ) { claim in
    guard !claim.reset.isV6, claim.reset.flags.contains(.ack), claim.reset.window > 0 else { return nil }
    let numbers = claim.onUsualPath.suffix(8).filter { $0.identification != 0 }
    guard numbers.count >= 3, let last = numbers.last, claim.reset.time - last.time <= longestPause else { return nil }
    let steps = zip(numbers.dropFirst(), numbers).map { $0.identification &- $1.identification }
    guard steps.allSatisfy({ (1...8).contains($0) }) else { return nil }
    let step = claim.reset.identification &- last.identification
    guard step > 1_024, step < 0xff00 else { return nil }
    return Finding(.offCounter, offCounterText(last.identification, claim.reset.identification, claim.sender), [last, claim.reset])
  }
}

/// After this, nanoseconds, a busy host's shared counter may be anywhere.
private let longestPause: Int64 = 1_000_000_000

extension ClaimedReset {
  /// The sender's earlier packets, without those from another distance: others may have been injected too.
  fileprivate var onUsualPath: [RecordedPacket] {
    let usual = earlierReferences.reduce(into: HopLimits()) { $0.add($1.hopLimit) }.usual
    return earlierReferences.filter { $0.hopLimit == usual }
  }
}

private func offCounterText(_ last: UInt16, _ own: UInt16, _ sender: Party) -> Phrase {
  Phrase(
    en: "its IP identification is \(own); the \(sender.rawValue) counts its packets of this connection one by one, and stood at \(last)",
    ja: "IP識別子が\(own)。\(sender.ja)はこの接続のパケットを1つずつ数えており、直前は\(last)")
}

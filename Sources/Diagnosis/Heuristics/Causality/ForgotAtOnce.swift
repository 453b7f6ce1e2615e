import Flows
import Wire

extension Heuristic {
  /// A reset as from a host without the connection, in the name of one that just spoke on it.
  ///
  /// A stack that has a connection aborts with RST and ACK, its own window and options (RFC 9293, section 3.10.5); the bare form means that it
  /// has none, and it does not forget within a round trip. Silent after the sender's FIN or an earlier reset of its own, straight after the handshake (a full
  /// accept queue forgets at once), after two seconds of silence, in which a fail-over may have happened, and at a distance from which the host's
  /// own packets came in this connection or another: a packet filter on it, or its loss of state, sends this too, and was counted there more often
  /// than a device. Silent too where only the initial hop limit differs: a service that sets its own (RFC 5082) or an address that fails over to a
  /// machine beside. Weak a hop or two beside a
  /// server, where a balancer that owns the address and lost its state does.
  static let forgotAtOnce = Heuristic(
    "forgot-at-once", .causality, source: "RFC 9293, sections 3.5.2 and 3.10.5; measured: stacks abort with RST and ACK"
  ) { claim in
    guard !claim.reset.flags.contains(.ack), claim.reset.window == 0, claim.trigger != nil else { return nil }
    let own = claim.before.filter { $0.from == claim.sender }
    guard let last = own.last, !own.contains(where: { !$0.flags.isDisjoint(with: [.fin, .rst]) }) else { return nil }
    guard own.contains(where: { !$0.flags.contains(.syn) && $0.options == last.options }) else { return nil }
    guard claim.sender == .client || own.contains(where: { !$0.flags.contains(.syn) }) else { return nil }
    let patience = max(2_000_000_000, 2 * (claim.shortestRoundTrip?.time ?? 0))
    guard claim.reset.time - last.time <= patience else { return nil }
    guard !claim.isOfForwardedAddress, !claim.references.contains(where: { $0.hopLimit == claim.reset.hopLimit }) else { return nil }
    guard !claim.isFromSecondDistance, !claim.isFromOtherInitialValue else { return nil }
    let row = claim.mayBeTranslator ? Weight.forgotBeside : .forgotAfar
    return Finding(row, forgotText(claim.reset.time - last.time, claim.sender), [last, claim.reset])
  }
}

extension ClaimedReset {
  /// Whether it may have come from the distance of the sender's other packets, having begun at another initial value.
  fileprivate var isFromOtherInitialValue: Bool {
    HopDistance(of: reset.hopLimit, to: references.reduce(into: HopLimits()) { $0.add($1.hopLimit) }) == .otherInitialValue
  }

  /// Whether a balancer or translator may have sent it, which owns the server's address, stands a hop or two before the machines behind it,
  /// and has lost this connection's entry. IPv6 addresses are hardly ever translated.
  fileprivate var mayBeTranslator: Bool {
    sender == .server && !reset.isV6 && isNeighbouring
  }
}

private func forgotText(_ gap: Int64, _ sender: Party) -> Phrase {
  Phrase(
    en: "it has the form of a host that does not know the connection, \(inWords(gap)) after the \(sender.rawValue) had spoken on it",
    ja: "接続を知らないホストの形だが、\(sender.ja)がこの接続で送信してから\(inWords(gap))しか経っていない")
}

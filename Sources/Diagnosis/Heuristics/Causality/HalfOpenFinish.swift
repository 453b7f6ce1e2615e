import Flows
import Wire

extension Heuristic {
  /// A client's reset right after the SYN-ACK, and nothing else from it: a scanner's or a probe's own kernel never knew of the SYN.
  ///
  /// Such SYNs are crafted on a raw socket, so the stack answers the SYN-ACK as one for which it has no connection (RFC 9293, section
  /// 3.5.2). Silent where the client went on, for then it had wanted the connection.
  static let halfOpenFinish = Heuristic(
    "half-open-finish", .causality, source: "RFC 9293, section 3.5.2, group 1; nmap -sS, traceroute -T"
  ) { claim in
    guard claim.isHalfOpenFinish, claim.reset.window == 0, claim.isAnswerInKind else { return nil }
    guard !claim.after.contains(where: { $0.from == .client && !$0.flags.contains(.rst) && !$0.flags.contains(.syn) }) else { return nil }
    return Finding(-0.6, halfOpenText, [claim.reset])
  }

  /// A reset as from a host without the connection, in the name of one that just spoke on it.
  ///
  /// A stack that has a connection aborts with RST and ACK, its own window and options (RFC 9293, section 3.10.5); the bare form means that it
  /// has none, and it does not forget within a round trip. Silent after the sender's FIN or an earlier reset of its own, straight after the handshake (a full
  /// accept queue forgets at once), and after a silence. A packet filter on the host itself does send this.
  static let forgotAtOnce = Heuristic(
    "forgot-at-once", .causality, source: "RFC 9293, sections 3.5.2 and 3.10.5; measured: stacks abort with RST and ACK"
  ) { claim in
    guard !claim.reset.flags.contains(.ack), claim.reset.window == 0, claim.trigger != nil else { return nil }
    let own = claim.before.filter { $0.from == claim.sender }
    guard let last = own.last, !own.contains(where: { !$0.flags.isDisjoint(with: [.fin, .rst]) }) else { return nil }
    guard own.contains(where: { !$0.flags.contains(.syn) && $0.options == last.options }) else { return nil }
    guard claim.sender == .client || own.contains(where: { !$0.flags.contains(.syn) }) else { return nil }
    let patience = max(200_000_000, 2 * (claim.shortestRoundTrip?.time ?? 0))
    guard claim.reset.time - last.time <= patience else { return nil }
    return Finding(0.7, forgotText(claim.reset.time - last.time, claim.sender), [last, claim.reset])
  }
}

private let halfOpenText = Phrase(
  en: "it answers the SYN-ACK at once and nothing else came from the client: its kernel never knew of the SYN, as in a scan")

private func forgotText(_ gap: Int64, _ sender: Party) -> Phrase {
  Phrase(en: "it has the form of a host that does not know the connection, \(inWords(gap)) after the \(sender.rawValue) had spoken on it")
}

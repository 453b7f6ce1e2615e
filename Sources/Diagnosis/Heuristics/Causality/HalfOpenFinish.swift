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
    return Finding(.halfOpenFinish, halfOpenText, [claim.reset])
  }
}

private let halfOpenText = Phrase(
  en: "it answers the SYN-ACK at once and nothing else came from the client: its kernel never knew of the SYN, as in a scan",
  ja: "SYN-ACKに即座に返したもので、ほかにクライアントからは何も来ていない：スキャンのように、カーネルはSYNを知らなかった")

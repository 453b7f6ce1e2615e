import Flows
import Wire

extension Heuristic {
  /// Several resets at once for fewer packets that could have drawn them.
  ///
  /// A stack sends one reset for each segment that it has no connection for (RFC 9293, section 3.5.2), and one for an abort. Injectors send
  /// several, to hit the window. Silent where the other end had sent at least as many segments within the last round trips.
  static let burst = Heuristic(
    "burst", .causality, source: "dsniff tcpkill.c; net4people/bbs 285 (three a trigger); Weaver et al., NDSS 2009"
  ) { claim in
    let others = (claim.before + claim.after).filter { $0.flags.contains(.rst) && $0.from == claim.sender }
    let near = others.filter { abs($0.time - claim.reset.time) <= 10_000_000 }
    guard !near.isEmpty, let first = (near + [claim.reset]).map(\.time).min() else { return nil }
    let start = Timestamp(nanoseconds: first.nanoseconds &- max(50_000_000, 2 * (claim.shortestRoundTrip?.time ?? 0)))
    let triggers = claim.before.filter { $0.from == claim.sender.other && !$0.flags.contains(.rst) && $0.time >= start }
    guard triggers.count < near.count + 1 else { return nil }
    let progress = Set((near + [claim.reset]).map(\.sequence)).count > 1
    return Finding(progress ? 2.0 : 1.4, burstText(near.count + 1, triggers.count), [claim.reset] + near.prefix(3))
  }
}

private func burstText(_ resets: Int, _ triggers: Int) -> Phrase {
  let drawn =
    triggers == 0
    ? "no packet that could have drawn one" : triggers == 1 ? "one packet to draw them" : "only \(triggers) packets to draw them"
  return Phrase(en: "\(resets) resets came within 10 ms with \(drawn): a host sends one for each")
}

import Flows
import Wire

extension Heuristic {
  /// One port is refused from elsewhere, while the address refuses its other closed ports from the host's own distance.
  ///
  /// Whoever owns an address answers for every port that nobody forwards: here that is the host. A nearer refusal of a single port is then a
  /// policy, not the owner's. Silent below three other refused ports, and where as many ports were refused from the nearer place:
  /// that may be a translator, which forwards some ports and refuses all others itself.
  static let singledOut = Heuristic(
    "singled-out-port", .crossFlow, source: "RFC 9293, section 3.5.2; RFC 3022, section 4 (port translation); measured"
  ) { claim in
    guard claim.sender == .server, claim.refusesSyn, !claim.baseline.isTranslated else { return nil }
    let own = claim.ownHopLimits
    guard claim.isNearer(than: own) else { return nil }
    let there = claim.refusedPorts { own.contains($0) }.subtracting([claim.port])
    let here = claim.refusedPorts { $0 == claim.reset.hopLimit }
    guard there.count >= 3, there.count > here.count else { return nil }
    return Finding(.singledOut, singledOutText(there.count, own), [claim.reset])
  }
}

extension ClaimedReset {
  /// Whether it refuses a SYN that nothing else of the claimed sender had answered.
  var refusesSyn: Bool {
    guard let trigger = trigger?.packet, earlierReferences.isEmpty else { return false }
    return trigger.flags.contains(.syn) && !trigger.flags.contains(.ack)
  }

  /// The hop limits that the claimed server's own stack is known to arrive with: its segments, echo replies, and labelled refusals.
  var ownHopLimits: HopLimits {
    var own = hopLimitsAsServer
    own.merge(baseline.echoReplies)
    own.merge(baseline.refusals.labelled)
    return own
  }

  /// Whether the place that it came from, nearer than the host, refuses more ports than any other does, three at least, or two where another refuses some: then it
  /// may own the address, and forward a few ports to machines behind it.
  var isRefusedByDefault: Bool { refusesSyn && isWhereMostIsRefused }

  /// Whether the place that it came from, nearer than the host, refuses most ports of the address: see `isRefusedByDefault`.
  var isWhereMostIsRefused: Bool {
    guard sender == .server, isNearer(than: ownHopLimits) else { return false }
    let here = refusedPorts { $0 == reset.hopLimit }.count
    let elsewhere = refusedPorts { $0 != reset.hopLimit }.count
    return here > elsewhere && here >= (elsewhere > 0 ? 2 : 3)
  }

  /// Whether it came from fewer hops away than those, whatever the initial value; false where none are known.
  func isNearer(than own: HopLimits) -> Bool {
    var isNearer = !own.isEmpty
    own.forEach { if HopDistance.hops(reset.hopLimit) >= HopDistance.hops($0) { isNearer = false } }
    return isNearer
  }

  /// The ports of the address that were refused with a hop limit of some kind.
  fileprivate func refusedPorts(_ isOfKind: (UInt8) -> Bool) -> Set<UInt16> {
    baseline.refusals.ports.reduce(into: []) { ports, entry in
      if isOfKind(entry.key) { ports.formUnion(entry.value) }
    }
  }
}

private func singledOutText(_ others: Int, _ own: HopLimits) -> Phrase {
  Phrase(
    en: "the server refused \(others) other ports itself, from its own distance (\(own.inWords)): only this port is refused from elsewhere",
    ja: "サーバーはほかの\(others)ポートを自分の距離（\(own.valuesJa)）から拒否した：このポートだけが別の場所から拒否されている")
}

import Flows
import Wire

extension Heuristic {
  /// Resets alike to the last field that tells, in the names of several servers, for at least one of which the hop limit is foreign.
  ///
  /// Servers at different distances do not arrive with one hop limit: one box speaks for them all, and the hop limit is the box's. A box
  /// that does so for IPv6 too hardly translates addresses, which is what an owner of several would do. Silent where the other servers'
  /// own packets arrive with that hop limit, or where nothing else of them is known.
  static let oneBox = Heuristic(
    "one-box", .crossFlow,
    source: "evidence: the same profile from servers at different distances is one device; RFC 4864 (IPv6 without translation)"
  ) { claim in
    guard claim.sender == .server, claim.isNearer(than: claim.ownHopLimits) else { return nil }
    let others = (claim.known.forms[ResetForm(claim.reset)]?.ends ?? []).filter { claim.isForeign(to: $0) }
    guard !others.isEmpty else { return nil }
    let hosts = Set(others.map(\.address))
    let isV6Too = others.contains { !$0.address.isV4 }
    guard isV6Too || hosts.count >= 2 else { return nil }
    return Finding(isV6Too ? .oneBoxV6 : .oneBox, oneBoxText(hosts.count, isV6Too), [claim.reset])
  }
}

extension ClaimedReset {
  /// Whether a reset of this form in that other server's name came from elsewhere than its own packets do.
  fileprivate func isForeign(to end: Endpoint) -> Bool {
    guard end.address != context.address(.server) else { return false }
    let host = known[end.address]
    var own = host.allAsServer
    own.merge(host.refusals.labelled)
    guard own.total > 0, !host.isTranslated else { return false }
    switch HopDistance(of: reset.hopLimit, to: own) {
    case .same, .otherInitialValue: return false
    case .neighbouring, .elsewhere: return true
    }
  }
}

private func oneBoxText(_ hosts: Int, _ isV6Too: Bool) -> Phrase {
  let family = isV6Too ? ", of IPv6 too" : ""
  let familyJa = isV6Too ? "（IPv6も含む）" : ""
  return Phrase(
    en:
      "resets of the same form and hop limit came in the name of \(hosts + 1) servers\(family), whose own packets come from elsewhere: one box",
    ja: "同じ形・同じホップリミットのリセットが、\(hosts + 1)台のサーバーの名で来ている\(familyJa)。各サーバー自身のパケットは別の場所から来る：1台の装置による"
  )
}

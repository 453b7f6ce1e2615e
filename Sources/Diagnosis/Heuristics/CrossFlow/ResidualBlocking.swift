import Flows
import Wire

extension Heuristic {
  /// The next connection of two hosts is reset at its beginning, in the way in which a device reset the one before for what the client had said.
  ///
  /// Such a device goes on for one to three minutes, whatever is said, between that client and that port of that server only. A host that
  /// bans a client, or is down, sends from where it stands: silent at every distance from which the claimed sender is known, from another
  /// initial value there, and a hop or two beside a server, where a balancer that owns the address stands; where the earlier reset is not
  /// judged a device's for what was said; where form or hop limit differ, but for hop limits both far off, since some devices count them up;
  /// and where other clients or ports are reset just then.
  static let residualBlocking = Heuristic(
    "residual-blocking", .crossFlow,
    source:
      "Rambert et al., WWW 2021 (90 s, 50 to 75 % of further connections); GFW Report, 2020 (120 or 180 s between the same hosts and port)"
  ) { claim in
    guard let earlier = claim.known.precedents[claim.context.flow.serial], claim.isAtBeginning else { return nil }
    guard let distance = claim.foreignDistance, !claim.isOfForwardedAddress, claim.singlesOutPort else { return nil }
    guard let first = claim.blockingReset(in: earlier, likewiseFar: distance) else { return nil }
    let gap = claim.reset.time - first.time
    guard gap <= Precedents.longest else { return nil }
    return Finding(.residualBlocking, residualText(gap, claim.sender), [first, claim.reset])
  }
}

extension ClaimedReset {
  /// Whether it came before the server had said anything, and is one of the first: a device sends a few at once.
  fileprivate var isAtBeginning: Bool {
    guard context.beganWithSyn, context.isWhole, !before.contains(where: { $0.isFromServer && $0.payloadLength > 0 }) else { return false }
    return before.count { $0.flags.contains(.rst) } < 3
  }

  /// How far it came from elsewhere than everything that is known of its claimed sender; nil where it did not, or nothing is known.
  fileprivate var foreignDistance: HopDistance? {
    var own = sender == .server ? hopLimitsAsServer : baseline.asClient
    own.merge(baseline.echoReplies)
    own.merge(baseline.harmlessResets)
    guard own.total > 0 else { return nil }
    let distance = HopDistance(of: reset.hopLimit, to: own)
    switch distance {
    case .same, .otherInitialValue: return nil
    // A balancer beside its machines owns their address, and may ban a client itself. IPv6 addresses are hardly ever translated.
    case .neighbouring: return sender == .server && !reset.isV6 ? nil : distance
    case .elsewhere: return distance
    }
  }

  /// Whether resets of this form came in the name of no other port of the server.
  fileprivate var singlesOutPort: Bool {
    let server = context.flow.server
    return !(known.forms[ResetForm(reset)]?.ends ?? []).contains { $0.address == server.address && $0.port != server.port }
  }

  /// The reset of an earlier connection that was judged a device's for what the client had said, if it was of the same making.
  fileprivate func blockingReset(in earlier: ResetInContext, likewiseFar distance: HopDistance) -> RecordedPacket? {
    var others = known
    others.precedents = Precedents()
    let indices = earlier.packets.indices.filter {
      let packet = earlier.packets[$0]
      return packet.from == sender && !packet.isCopy && packet.isOfMaking(of: self, likewiseFar: distance)
    }
    for index in indices.prefix(2) {
      let claim = ClaimedReset(earlier, at: index, knowing: others, heedsSignatures: heedsSignatures)
      if claim.cause(.device) == .contentTrigger, Opinion(on: claim).forged == true { return claim.reset }
    }
    return nil
  }
}

extension RecordedPacket {
  /// Whether both are resets of the same form, from one distance or both far off. By the standard's numbers (RFC 9293, section 3.5.2) a SYN is
  /// refused with ACK and a segment without.
  fileprivate func isOfMaking(of claim: borrowing ClaimedReset, likewiseFar distance: HopDistance) -> Bool {
    let other = claim.reset
    guard flags.contains(.rst), (window == 0) == (other.window == 0), dontFragment == other.dontFragment, options == other.options,
      (identification == 0) == (other.identification == 0)
    else { return false }
    if hopLimit == other.hopLimit { return flags == other.flags || (claim.refusesSyn && window == 0) }
    guard case .elsewhere = distance else { return false }
    return flags == other.flags && window != 0
  }
}

private func residualText(_ gap: Int64, _ sender: Party) -> Phrase {
  Phrase(
    en:
      "\(inWords(gap)) before, a device had reset a connection of these two hosts in this form, for what the client had said: it goes on blocking",
    ja: "\(inWords(gap))前に、同じ2台の間の接続を、クライアントの発言を理由に装置が同じ形でリセットした：しばらく続く遮断")
}

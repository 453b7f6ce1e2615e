import Flows
import Wire

// Why it happened, as far as the packets tell; where several causes fit, the one that says less, or none.
extension ClaimedReset {
  /// The cause, given who sent it: what a device does and what a host does have different names.
  func cause(_ origin: Origin) -> Cause? {
    switch origin {
    case .device: deviceCause
    case .server, .client:
      declaresIdleness ? .idleTimeout : answersSyn ? .closedPort : closingCause ?? hostCause
    case .undetermined: nil
    }
  }

  /// Whether it answers a SYN, and its sender had not accepted the connection before.
  private var answersSyn: Bool {
    guard let trigger = trigger?.packet, trigger.flags.contains(.syn), !trigger.flags.contains(.ack) else { return false }
    return !before.contains { $0.from == sender && $0.flags.isSuperset(of: [.syn, .ack]) }
  }

  /// Whether the reset carries the code of its product for an idle connection.
  private var declaresIdleness: Bool {
    signature?.product == Signature.netScaler.product && NetScalerCode.idle.contains(reset.window)
  }

  private var deviceCause: Cause? {
    // It passes on how its own connection to the server ended, which is not seen here.
    if signature?.author == .translator { return nil }
    if answersSyn { return .policyReject }
    if let silence, silence >= IdleTimer.shortest { return .idleTimeout }
    return drawnByName ? .contentTrigger : .midstreamReset
  }

  /// Whether the client's first words, a TLS ClientHello or an HTTP request, drew it: in their own packet, or in one that the server had
  /// not answered yet.
  private var drawnByName: Bool {
    guard context.firstPayload != nil, context.beganWithSyn, context.isWhole else { return false }
    let said = before.filter { $0.payloadLength > 0 }
    guard let first = said.first, first.from == .client, !said.contains(where: { $0.from == .server }) else { return false }
    return sender == .client || trigger?.packet.payloadLength ?? 0 > 0
  }

  /// Causes after a FIN, or beside a connection.
  private var closingCause: Cause? {
    if isUntranslated { return .conntrackInvalid }
    if isHalfOpenFinish { return otherProbes ? .pathProbe : hasCraftedSyn ? .scanner : .clientGaveUp }
    if isLateData { return .lateData }
    if isStray { return .strayPacket }
    return sender == .client && isAfterOtherFin ? .clientGaveUp : nil
  }

  /// Causes in the middle of a connection.
  private var hostCause: Cause {
    guard reset.flags.contains(.ack) else {
      return stage == .postAck && sender == .server ? .listenOverflow : .halfOpen
    }
    if sender == .client, stage == .postAck { return .clientGaveUp }
    if sender == .server, endsSilence, timer != nil { return .idleTimeout }
    return hasAnsweredEverything ? .linger : .abort
  }

  /// Whether its sender spoke last, had acknowledged all that it was sent, and had been sent one segment at most before it spoke: then nothing
  /// can have been left unread, and a stack resets such a connection only where it was told to (SO_LINGER with time 0).
  private var hasAnsweredEverything: Bool {
    guard context.isWhole, context.beganWithSyn, !context.end(sender).hasGap, !context.end(sender.other).hasGap else { return false }
    // After long silence its own timers, keep-alive or retransmission, may have run out.
    guard silence ?? 0 < IdleTimer.shortest else { return false }
    let said = before.filter { $0.payloadLength > 0 }
    guard let last = said.lastIndex(where: { $0.from == sender }), last == said.count - 1 else { return false }
    guard reset.acknowledgment == before.last(where: { $0.from == sender && $0.flags.contains(.ack) })?.acknowledgment else { return false }
    let asked = said[..<last].reversed().drop { $0.from == sender }.prefix { $0.from != sender }
    return asked.count <= 1
  }

  /// Whether it answers a packet of another connection of its sender, which came from an address that is not that connection's.
  private var isUntranslated: Bool {
    let flow = context.flow
    return twin?.shared == (sender == .server ? flow.server : flow.client) && references.isEmpty
  }

  /// Whether it answers what was no part of a connection of its sender: a SYN-ACK for no SYN, or an acknowledgment of what it never sent.
  private var isStray: Bool {
    guard context.isWhole, !reset.flags.contains(.ack), let trigger = trigger?.packet else { return false }
    if references.isEmpty { return !context.beganWithSyn && trigger.flags.isSuperset(of: [.syn, .ack]) }
    guard context.beganWithSyn, let known = knownNumbers, known.isGapless else { return false }
    // A little beyond is what the capture lost.
    return known.first.isAfter(trigger.acknowledgment) || trigger.acknowledgment - known.next > 1 << 24
  }

  /// Whether the SYN is none of a usual stack's: these all permit selective acknowledgments (RFC 2018, section 2), scanners' SYNs hardly ever.
  private var hasCraftedSyn: Bool {
    let syns = before.filter { $0.from == .client && $0.flags.contains(.syn) }
    return !syns.isEmpty && syns.allSatisfy { !$0.options.contains(.sackPermitted) }
  }

  /// Whether the claimed sender is a client that probes the path with small hop limits.
  private var otherProbes: Bool {
    baseline.timesExceeded > 0
  }

  private var isAfterOtherFin: Bool {
    before.contains { $0.from == sender.other && $0.flags.contains(.fin) }
  }
}

extension Verdict {
  /// Whether nobody needs to act: ordinary resets of hosts that end what had ended, and probes. A client that gives up before the server has
  /// answered may have been told to by somebody, and so may one whose numbers went astray.
  func isHarmless(at stage: Stage) -> Bool {
    guard forged == false, let cause else { return false }
    switch cause {
    case .lateData, .scanner, .pathProbe: return true
    case .clientGaveUp: return stage != .postSyn
    case .strayPacket: return stage == .midStream
    default: return false
    }
  }
}

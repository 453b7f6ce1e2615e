import Flows
import Wire

extension Heuristic {
  /// A sequence number that the claimed sender could not have used: beyond all that it sent and all that was acknowledged of it, or inside
  /// what it had already sent without answering any segment.
  ///
  /// A stack resets at SND.NXT or at the acknowledgment of the segment it answers (RFC 9293, sections 3.5.2 and 3.10.5). Silent where the
  /// capture misses segments, began late, shows nothing of the sender, or holds no plain segment of the flow, as one filtered on flags.
  static let impossibleNumber = Heuristic(
    "impossible-sequence", .causality, source: "RFC 9293, section 3.5.2; Weaver et al., NDSS 2009 (RST_SEQ_CHANGE, DATA_SEQ_RST)"
  ) { claim in
    guard let known = claim.knownNumbers, known.isGapless, claim.context.beganWithSyn, claim.context.isWhole else { return nil }
    guard !claim.context.end(claim.sender).hasGap, !claim.context.end(claim.sender.other).hasGap else { return nil }
    guard claim.showsPlainSegments else { return nil }
    let sequence = claim.reset.sequence
    guard sequence != known.next, !claim.before.contains(where: { $0.from == claim.sender.other && $0.acknowledges(sequence) }) else {
      return nil
    }
    if sequence.isAfter(known.next) {
      return Finding(claim.known.isLossy ? .sequenceLossy : .sequenceBeyond, beyondText(sequence - known.next, claim.sender), [claim.reset])
    }
    guard claim.reset.flags.contains(.ack), sequence.isAfter(known.first) else { return nil }
    return Finding(.sequenceInside, insideText(known.next - sequence, claim.sender), [claim.reset])
  }

  /// Sequence and acknowledgment numbers, options and window exactly as the sender's own stack aborts a live connection.
  ///
  /// An abort carries SND.NXT, RCV.NXT, a live window, and the timestamp option where it was negotiated (RFC 7323, section 3.2). No device
  /// in the lab made that shape except one that terminated the connection itself. Silent before the handshake is complete: there is no
  /// connection to abort, nor a window to compare, and the GFW's resets have one.
  static let abortInShape = Heuristic(
    "abort-in-shape", .causality, source: "RFC 9293, section 3.10.5 (ABORT); Linux tcp_send_active_reset; RFC 2525, section 2.17"
  ) { claim in
    guard claim.reset.flags.contains(.ack), claim.reset.window > 0, let known = claim.knownNumbers else { return nil }
    guard claim.reset.sequence == known.next else { return nil }
    guard let negotiated = claim.negotiatedTimestamps, negotiated == claim.reset.options.contains(.timestamps) else { return nil }
    guard claim.hasOwnWindow, claim.before.contains(where: { $0.from == .client && !$0.flags.contains(.syn) }) else { return nil }
    return Finding(negotiated ? .abortStamped : .abortPlain, abortText(claim.sender), [claim.reset])
  }

  /// The numbers with which any stack answers a segment for which it has no connection.
  ///
  /// A firewall that rejects in another's name uses the same: this only excludes clumsy forgers. Silent where the answer came too soon.
  static let answerInShape = Heuristic(
    "answer-in-shape", .causality, source: "RFC 9293, section 3.5.2, groups 1 and 2"
  ) { claim in
    guard let trigger = claim.trigger?.packet, claim.reset.window == 0, claim.mayBeInTime, !claim.answersNothing else { return nil }
    let answersSyn = trigger.flags.contains(.syn) && !trigger.flags.contains(.ack)
    if claim.reset.flags.contains(.ack) {
      guard answersSyn, claim.reset.sequence.value == 0 else { return nil }
    } else {
      guard claim.reset.sequence == trigger.acknowledgment, !answersSyn else { return nil }
    }
    // Without ACK it is also the form of a host that should know the connection: see forgot-at-once.
    return Finding(answersSyn ? .answerToSyn : .answerToOther, answerText(claim.sender), [trigger, claim.reset])
  }
}

/// The sequence numbers that an end had used before the reset, as captured.
struct KnownNumbers {
  /// The first.
  var first: SequenceNumber
  /// One beyond the highest.
  var next: SequenceNumber
  /// Whether none between them is missing.
  var isGapless: Bool
}

extension ClaimedReset {
  /// The numbers that the claimed sender had used before the reset, as captured; nil where nothing was.
  var knownNumbers: KnownNumbers? {
    let own = earlierReferences
    guard var next = own.first?.sequenceEnd, let first = own.first?.sequence else { return nil }
    var isGapless = true
    for packet in own {
      if packet.sequence.isAfter(next) { isGapless = false }
      if packet.sequenceEnd.isAfter(next) { next = packet.sequenceEnd }
    }
    return KnownNumbers(first: first, next: next, isGapless: isGapless)
  }

  /// Whether both ends offered TCP timestamps; nil where the handshake was not captured.
  var negotiatedTimestamps: Bool? {
    guard let server = context.firstOfServer, server.flags.isSuperset(of: [.syn, .ack]) else { return nil }
    return server.options.contains(.timestamps)
  }

  /// Whether the reset's window is near one that the sender itself last announced.
  fileprivate var hasOwnWindow: Bool {
    // The window of a SYN is never scaled (RFC 7323, section 2.2), so it cannot be compared.
    guard let last = earlierReferences.last(where: { !$0.flags.contains(.syn) }) else { return !earlierReferences.isEmpty }
    return Int(reset.window) >= Int(last.window) / 4 && Int(reset.window) <= max(Int(last.window) * 4, Int(last.window) + 1024)
  }
}

private func beyondText(_ distance: Int32, _ sender: Party) -> Phrase {
  Phrase(
    en: "its sequence number is \(distance) beyond all that the \(sender.rawValue) had sent, and answers nothing",
    ja: "シーケンス番号が、\(sender.ja)が送信したすべてより\(distance)先で、何にも応答していない")
}

private func insideText(_ distance: Int32, _ sender: Party) -> Phrase {
  Phrase(
    en: "its sequence number is \(distance) before the end of what the \(sender.rawValue) had already sent, and answers nothing",
    ja: "シーケンス番号が、\(sender.ja)が送信済みの末尾より\(distance)手前で、何にも応答していない")
}

private func abortText(_ sender: Party) -> Phrase {
  Phrase(
    en: "its numbers, window and options are those with which the \(sender.rawValue)'s own stack aborts this connection",
    ja: "番号・ウィンドウ・オプションが、\(sender.ja)自身のスタックがこの接続を中断するときのものと一致")
}

private func answerText(_ sender: Party) -> Phrase {
  Phrase(
    en: "its numbers are those with which any stack answers what it has no connection for",
    ja: "番号は、接続を知らないスタックなら何であれ返すもの")
}

import Flows
import Wire

// How far the connection had come when the reset was captured.
extension ClaimedReset {
  /// Whether its receiver would have acted on it (RFC 9293, section 3.10.7; RFC 5961, section 3): the number it expects, or in its window.
  var isEffective: Bool {
    guard let last = before.last(where: { isOfOther($0) }) else { return true }
    let isOpening = !before.contains { isOfOther($0) && (!$0.flags.contains(.syn) || $0.flags.contains(.ack)) }
    if isOpening { return reset.flags.contains(.ack) && before.contains { isOfOther($0) && $0.isAcknowledged(by: reset) } }
    guard let expected = before.last(where: { isOfOther($0) && $0.flags.contains(.ack) })?.acknowledgment else { return true }
    let distance = reset.sequence - expected
    return distance >= 0 && distance <= Int32(max(1, last.window)) << 8
  }

  /// Whether the capture can be trusted to hold what goes between the control segments. A filter on flags (`tcp[tcpflags] & tcp-rst != 0`)
  /// leaves SYN, FIN and RST alone: then what drew a reset, and how far its sender had come, is not known. A SYN refused needs no more.
  var showsPlainSegments: Bool {
    let answersSyn = trigger.map { $0.packet.flags.contains(.syn) } ?? false
    if answersSyn, !before.contains(where: { $0.flags.isSuperset(of: [.syn, .ack]) }) { return true }
    return before.contains(where: \.isPlain) || after.contains(where: \.isPlain)
  }

  /// Whether both ends had closed, and both FINs were acknowledged, before it.
  var isAfterClose: Bool {
    isAcknowledgedFin(of: .client, in: before) && isAcknowledgedFin(of: .server, in: before)
  }

  /// Whether both ends closed in order, before it or as if it had not been sent.
  var isInClosedFlow: Bool {
    let packets = before + after
    return isAcknowledgedFin(of: .client, in: packets) && isAcknowledgedFin(of: .server, in: packets)
  }

  private func isAcknowledgedFin(of party: Party, in packets: [RecordedPacket]) -> Bool {
    guard let fin = packets.last(where: { $0.from == party && $0.flags.contains(.fin) }) else { return false }
    return packets.contains {
      $0.from == party.other && $0.flags.contains(.ack) && !$0.flags.contains(.rst) && !($0.acknowledgment - fin.sequenceEnd < 0)
    }
  }

  /// The longest silence just before the reset, or before what drew it, nanoseconds: of all packets of the flow.
  var silence: Int64? {
    let end = trigger.map { trigger in before.lastIndex { $0.position == trigger.packet.position } ?? before.count } ?? before.count
    guard let last = before.last else { return nil }
    let beforeReset = reset.time - last.time
    guard end > 0, end < before.count else { return max(0, beforeReset) }
    return max(0, beforeReset, before[end].time - before[end - 1].time)
  }

  /// Whether it follows a SYN-ACK without anything else from the client, as a port scan or a probe ends.
  var isHalfOpenFinish: Bool {
    sender == .client
      && before.allSatisfy { $0.flags.contains(.syn) || ($0.from == .client && $0.payloadLength == 0 && !$0.flags.contains(.fin)) }
      && before.contains { $0.flags.contains(.syn) && $0.acknowledges(reset.sequence) }
      && !before.contains { $0.from == .client && !$0.flags.contains(.syn) }
  }
}

extension RecordedPacket {
  /// Whether it acknowledges just what comes before that number.
  func acknowledges(_ number: SequenceNumber) -> Bool { flags.contains(.ack) && acknowledgment == number }

  fileprivate var isPlain: Bool { flags.isDisjoint(with: [.syn, .fin, .rst]) }

  /// Whether an answer acknowledges this SYN, with or without the data that it may carry (RFC 7413, section 4.2).
  fileprivate func isAcknowledged(by answer: RecordedPacket) -> Bool {
    answer.acknowledgment.isAfter(sequence) && !answer.acknowledgment.isAfter(sequenceEnd)
  }
}

extension ResetInContext {
  /// How far the flow had come at its first reset.
  var stage: Stage {
    guard beganWithSyn, isWhole else { return beganWithSyn && packets.count >= 48 ? .later : .midStream }
    var (clientData, serverData, isComplete) = (0, false, false)
    for packet in packets {
      if packet.flags.contains(.rst) { break }
      if packet.isCopy { continue }
      if packet.flags.contains(.fin) { return .postFin }
      let isOfClient = packet.from == .client
      if isOfClient, !packet.flags.contains(.syn), packet.flags.contains(.ack) { isComplete = true }
      guard packet.payloadLength > 0 else { continue }
      if isOfClient { clientData += 1 } else { serverData = true }
    }
    if clientData > 1 || serverData { return .later }
    if clientData == 1 { return .postPsh }
    return isComplete ? .postAck : .postSyn
  }
}

extension QuietFlow {
  /// How far a flow without an ending has come.
  var stage: Stage {
    if client.hasFin || server.hasFin { return .postFin }
    if server.hasData { return .later }
    if client.hasData { return .postPsh }
    return server.hasSyn ? .postAck : client.hasSyn ? .postSyn : .midStream
  }
}

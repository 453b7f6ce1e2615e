import Flows
import Wire

extension Heuristic {
  /// The claimed sender goes on after its reset: new data, an acknowledgment of later data, a SYN-ACK.
  ///
  /// A host that reset a connection has nothing left to send from (RFC 9293, section 3.10.5). Silent for packets that were sent before
  /// the reset and only arrived after it (by IP ID or TCP timestamp), and weak for those that came within
  /// a moment, which reordering explains, and where a packet filter on the host itself may have sent the reset without telling its stack, or the stack without telling a program with its own TCP; or a
  /// client's translator, without telling the client.
  static let goesOn = Heuristic(
    "goes-on", .causality, source: "RFC 9293, section 3.10.5: an aborted connection is deleted; Weaver et al., NDSS 2009 (RST_SEQ_DATA)"
  ) { claim in
    let later = claim.after.filter { $0.from == claim.sender && !$0.flags.contains(.rst) && !claim.wasSentBefore($0) }
    guard let sign = later.first(where: { claim.showsLife($0) }) else { return nil }
    let gap = sign.time - claim.reset.time
    let patience = min(5_000_000, max(500_000, (claim.shortestRoundTrip?.time ?? 20_000_000) / 4))
    let weight: Weight = claim.mayBeHostFirewall || claim.mayBeClientsTranslator ? .goesOnFilter : gap < patience ? .goesOnAtOnce : .goesOn
    return Finding(weight, goesOnText(gap, claim.sender, sign), [claim.reset, sign])
  }
}

extension ClaimedReset {
  /// Whether the reset has the distance, the time and the form that a packet filter on the claimed sender itself would give it.
  fileprivate var mayBeHostFirewall: Bool {
    reset.window == 0 && !reset.flags.contains(.ack) && mayBeInTime
      && references.contains { $0.hopLimit == reset.hopLimit }
  }

  /// Whether a packet captured after the reset left its sender before it, as its counters tell.
  fileprivate func wasSentBefore(_ packet: RecordedPacket) -> Bool {
    if packet.options.contains(.timestamps), reset.options.contains(.timestamps),
      Int32(bitPattern: packet.timestampValue &- reset.timestampValue) < 0
    {
      return true
    }
    // What was overtaken by something that came before the reset was sent before it too.
    if before.contains(where: { $0.from == sender && $0.wasSent(after: packet) }) { return true }
    guard packet.identification != 0, reset.identification != 0 else { return false }
    let distance = Int16(bitPattern: packet.identification &- reset.identification)
    return distance < 0 && distance > -64
  }

  /// Whether only a host that still knows the connection sends this.
  fileprivate func showsLife(_ packet: RecordedPacket) -> Bool {
    if packet.flags.contains(.syn) { return packet.flags.contains(.ack) && sender == .server }
    if packet.payloadLength > 0 || packet.flags.contains(.fin) { return true }
    let acknowledgedBefore = earlierReferences.filter { $0.flags.contains(.ack) }.map(\.acknowledgment)
    return acknowledgedBefore.allSatisfy { packet.acknowledgment.isAfter($0) }
  }
}

extension RecordedPacket {
  /// Whether its TCP timestamp, or its IP identification on a counter, is later than another's of the same end.
  fileprivate func wasSent(after other: RecordedPacket) -> Bool {
    if options.contains(.timestamps), other.options.contains(.timestamps) {
      return Int32(bitPattern: timestampValue &- other.timestampValue) > 0
    }
    guard identification != 0, other.identification != 0 else { return false }
    return (1...64).contains(identification &- other.identification)
  }
}

private func goesOnText(_ gap: Int64, _ sender: Party, _ packet: RecordedPacket) -> Phrase {
  let what = packet.flags.contains(.syn) ? "accepted the connection" : packet.payloadLength > 0 ? "sent data" : "went on"
  let deed = packet.flags.contains(.syn) ? "接続を受け付けた" : packet.payloadLength > 0 ? "データを送った" : "通信を続けた"
  return Phrase(
    en: "the \(sender.rawValue) \(what) \(inWords(gap)) after the reset in its name: it had not reset the connection",
    ja: "\(sender.ja)は、その名をかたるリセットの\(inWords(gap))後に\(deed)：接続をリセットしていない")
}

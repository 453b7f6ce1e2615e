package import Flows
import Wire

/// One reset, whom it claims to come from, and everything that may be held against that claim: what a heuristic looks at.
///
/// Lent to whoever looks at it, and never copied: it is two thousand octets, and holds some twenty arrays and tables.
package struct ClaimedReset: ~Copyable, Sendable {
  /// The flow with all its kept packets.
  package var context: ResetInContext
  /// The reset itself.
  package var reset: RecordedPacket
  /// How far the flow had come at its first reset.
  package let stage: Stage
  /// What was captured before it, copies left out.
  package var before: [RecordedPacket]
  /// What was captured after it, copies left out.
  package var after: [RecordedPacket]
  /// Whether the capture also holds a copy of it further on its way.
  package var hasCopy: Bool
  /// The packet of the other end that it answers, as its numbers tell.
  package var trigger: Trigger?
  /// The claimed sender's baseline over its flows.
  package var baseline: HostBaseline
  /// The other end's baseline.
  package var otherBaseline: HostBaseline
  /// What is known of all hosts.
  package var known: Baselines
  /// Hop limits of what the claimed sender sent as a server, over all its ports.
  package var hopLimitsAsServer: HopLimits
  /// Whether the reset has the form of an answer, and nothing was left to answer.
  package private(set) var answersNothing: Bool
  /// The claimed sender's own packets in this flow, resets and copies left out, in the order of capture.
  package private(set) var references: [RecordedPacket]
  /// Those of them that were captured before the reset.
  package private(set) var earlierReferences: [RecordedPacket]
  /// How soon the claimed sender is known to answer as seen from here.
  package private(set) var shortestRoundTrip: RoundTrip?
  /// Copies of the claimed sender's packets other than resets in this flow, as captured twice by a forwarding box.
  package var copiesOfSender: [RecordedPacket]
  /// The flow to which the packets of the other end belong, where it is not this one.
  package private(set) var twin: FlowTwin?
  /// Whether signatures are to be heeded.
  let heedsSignatures: Bool
  /// The product whose resets have this form; nil where none has, or signatures are not to be heeded.
  private(set) var signature: Signature?

  /// What a reset answers, and which of its numbers it can only have from there.
  package struct Trigger: Sendable {
    /// The packet of the other end.
    package var packet: RecordedPacket
    /// Whether its sender could not have made the reset before this packet reached it: a number in it appeared there first.
    package var isNews: Bool
  }

  /// The reset at `index` of the flow's packets.
  package init(_ context: ResetInContext, at index: Int, knowing baselines: Baselines, heedsSignatures: Bool = true) {
    let reset = context.packets[index]
    self.context = context
    self.reset = reset
    self.heedsSignatures = heedsSignatures
    stage = context.stage
    // Copies are rare: without them, nothing is gone through packet by packet.
    let hasCopies = context.packets.contains { $0.isCopy }
    before = hasCopies ? context.packets[..<index].filter { !$0.isCopy } : Array(context.packets[..<index])
    after = hasCopies ? context.packets[(index + 1)...].filter { !$0.isCopy } : Array(context.packets[(index + 1)...])
    hasCopy = hasCopies && context.packets[(index + 1)...].contains { $0.isCopy && $0.isCopy(of: reset) }
    baseline = baselines[context.address(reset.from)]
    otherBaseline = baselines[context.address(reset.from.other)]
    known = baselines
    hopLimitsAsServer = baseline.allAsServer
    copiesOfSender = hasCopies ? context.packets.filter { $0.isCopy && $0.from == reset.from && !$0.flags.contains(.rst) } : []
    earlierReferences = []
    earlierReferences.reserveCapacity(before.count + 1)
    for packet in before where packet.from == reset.from && !packet.flags.contains(.rst) { earlierReferences.append(packet) }
    let first = reset.from == .server ? context.firstOfServer : context.firstOfClient
    if let first, !first.flags.contains(.rst), first.time <= reset.time, first.position != earlierReferences.first?.position,
      before.first.map({ first.time <= $0.time }) ?? true
    {
      earlierReferences.insert(first, at: 0)
    }
    references = earlierReferences
    for packet in after where packet.from == reset.from && !packet.flags.contains(.rst) { references.append(packet) }
    trigger = nil
    answersNothing = false
    shortestRoundTrip = leastRoundTrip()
    answersNothing = leavesNothingToAnswer()
    trigger = findTrigger()
    if !baselines.twins.isEmpty { twin = baselines.twins[context.flow.serial] }
    if heedsSignatures { signature = Signature.of(self) }
  }

  /// The end in whose name the reset was sent.
  package var sender: Party { reset.from }

  /// The claimed sender's port.
  package var port: UInt16 { sender == .server ? context.flow.server.port : context.flow.client.port }

  /// Nanoseconds from the packet that drew the reset to the reset.
  package var delay: Int64? {
    trigger.map { max(0, reset.time - $0.packet.time) }
  }

  /// Whether the other end sent it, and not as a reset: what the reset may answer, or meets.
  func isOfOther(_ packet: RecordedPacket) -> Bool { packet.from == sender.other && !packet.flags.contains(.rst) }

  /// The packet in which the reset's numbers first appeared: its acknowledgment is the end of it, or its sequence number was its acknowledgment.
  private func findTrigger() -> Trigger? {
    if reset.flags.contains(.ack) {
      func isAnswered(_ packet: RecordedPacket) -> Bool {
        isOfOther(packet) && packet.sequenceLength > 0 && packet.sequenceEnd == reset.acknowledgment
      }
      // Of a path probe's SYNs, alike but for their hop limits, only the last can have reached the sender.
      if let first = otherBaseline.timesExceeded > 0 ? before.last(where: isAnswered) : before.first(where: isAnswered) {
        return Trigger(packet: first, isNews: context.isWhole || first.position != before.first?.position)
      }
      return before.last { isOfOther($0) && $0.sequence == reset.acknowledgment }.map { Trigger(packet: $0, isNews: false) }
    }
    // The form without ACK answers a segment at once (RFC 9293, section 3.5.2): of those it may answer, one that is a round trip old; else the newest.
    func mayBeAnswered(_ packet: RecordedPacket) -> Bool { isOfOther(packet) && packet.acknowledges(reset.sequence) }
    guard let newest = before.last(where: mayBeAnswered) else { return nil }
    guard let roundTrip = shortestRoundTrip else { return Trigger(packet: newest, isNews: false) }
    let received = acknowledged
    let inTime = before.last { mayBeAnswered($0) && isOneRoundTripOld($0, roundTrip.time, received) }
    // The sender knows its own next number: an abort without ACK (RFC 9293, section 3.10.5) may come just after any acknowledgment.
    let isNews = inTime == nil && reset.window == 0 && newest.sequenceLength > 0 && reachesBack(roundTrip.time)
    return Trigger(packet: inTime ?? newest, isNews: isNews)
  }

  /// Whether the kept packets reach back so far that what a host answers now must be among them: of a fast transfer only the newest are kept.
  private func reachesBack(_ roundTrip: Int64) -> Bool {
    context.isWhole || before.first.map { reset.time - $0.time >= roundTrip / 2 * 3 } ?? false
  }

  /// Whether a packet could be what a host that answers at once has answered now: one that is a round trip old, or older and still on its way,
  /// since a queue on the path makes round trips longer.
  private func isOneRoundTripOld(_ packet: RecordedPacket, _ roundTrip: Int64, _ received: SequenceNumber?) -> Bool {
    let age = reset.time - packet.time
    guard Double(age) >= 0.9 * Double(roundTrip) else { return false }
    return age <= max(roundTrip / 2 * 3, roundTrip + 30_000_000) || packet.isOutstanding(beyond: received, for: age)
  }
}

extension RecordedPacket {
  fileprivate func isCopy(of other: RecordedPacket) -> Bool {
    from == other.from && sequence == other.sequence && acknowledgment == other.acknowledgment && flags == other.flags
      && identification == other.identification && window == other.window
  }
}

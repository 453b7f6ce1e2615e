import Wire

// What resets tell of hosts beside their own flow: collected once at the end, a step for each flow with a reset.
extension FlowTracker {
  /// The reset that refused a flow's SYN in the server's name; nil where something else came of it.
  func refusal(_ slot: UInt32) -> RecordedPacket? {
    guard let first = watches[Int(slots[slot].watch) - 1].firstOfServer(clientIsHigh: slots[slot].clientIsHigh), first.isOfSyn else {
      return nil
    }
    return first.reset
  }

  /// Learns the form of the first reset in the server's name.
  func learnForm(_ slot: UInt32, into baselines: inout Baselines) {
    guard slots[slot].watch != 0 else { return }
    guard let first = watches[Int(slots[slot].watch) - 1].firstOfServer(clientIsHigh: slots[slot].clientIsHigh) else { return }
    baselines.forms[ResetForm(first.reset), default: ResetUsers()].add(end(slot, .server))
  }
}

extension ResetWatch {
  /// The first reset in the server's name, and whether it refused a SYN that nothing else of the server had answered.
  fileprivate func firstOfServer(clientIsHigh: Bool) -> (reset: RecordedPacket, isOfSyn: Bool)? {
    var syn: RecordedPacket?
    var isOpening = true
    for packet in packets where !packet.isCopy {
      let packet = packet.orientated(clientIsHigh: clientIsHigh)
      if packet.from == .client {
        if packet.flags.contains(.syn), syn == nil { syn = packet }
        continue
      }
      guard packet.flags.contains(.rst) else {
        isOpening = false
        continue
      }
      let answersSyn =
        packet.flags.contains(.ack)
        && syn.map { $0.sequence + 1 == packet.acknowledgment || $0.sequenceEnd == packet.acknowledgment } ?? false
      return (packet, isOpening && answersSyn)
    }
    return nil
  }
}

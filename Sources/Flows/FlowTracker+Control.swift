package import Wire

// ICMP: errors are tied to their flow by what they quote; echo replies tell how far away a host is.
extension FlowTracker {
  @inline(never)
  mutating func record(_ message: borrowing ControlMessage, of header: FrameHeader) {
    counts.controlMessages &+= 1
    let quoted = message.quoted
    var pending = PendingSegment()
    pending.ends = SegmentEnds(from: quoted.ip.source, quoted.sourcePort, to: quoted.ip.destination, quoted.destinationPort)
    pending.setKey(seed)
    guard let slot = find(&pending) else { return }
    guard controlNotes[slot] != nil || controlNotes.count < limits.controlNotes else { return }
    slots[slot].traits.insert(.hasControlMessages)
    var note = controlNotes[slot] ?? ControlNote()
    if message.isTimeExceeded { note.timesExceeded += 1 }
    if message.isRefusal {
      note.refusals += 1
      if note.refusal == nil {
        note.refusal = copy message
        note.refusalPosition = FramePosition(file: header.file, number: header.number)
        note.refusalTime = header.time
      }
    }
    controlNotes[slot] = note
  }

  @inline(never)
  mutating func record(echoReplyFrom ip: InternetLayer) {
    guard echoReplies[ip.source] != nil || echoReplies.count < limits.controlNotes else { return }
    echoReplies[ip.source, default: HopLimits()].add(ip.hopLimit)
  }
}

extension ControlMessage {
  /// Time exceeded in transit (RFC 792; RFC 4443, section 3.3).
  package var isTimeExceeded: Bool {
    ip.source.isV4 ? type == 11 : type == 3
  }

  /// Destination unreachable, "fragmentation needed" excepted (RFC 792; RFC 4443, section 3.1).
  package var isRefusal: Bool {
    ip.source.isV4 ? type == 3 && code != 4 : type == 1
  }
}

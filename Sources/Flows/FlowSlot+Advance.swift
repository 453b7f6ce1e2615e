import Wire

/// What a segment changed in its flow, so that the rare cases can be handled apart from the straight path.
struct FlowEvents: OptionSet {
  var rawValue: UInt8

  /// SYN, FIN or RST.
  static let control = FlowEvents(rawValue: 1)
  /// The first segment of this end, or its first data or acknowledgment.
  static let first = FlowEvents(rawValue: 2)
  /// Nothing new: a retransmission, reordering, a keep-alive, or a copy made by the capture.
  static let repetition = FlowEvents(rawValue: 4)
  /// It acknowledges what was never captured.
  static let gap = FlowEvents(rawValue: 8)
  /// The flow was reset, and is watched for what comes after.
  static let watched = FlowEvents(rawValue: 16)
  /// The sequence number passed through 2^32.
  static let wrap = FlowEvents(rawValue: 32)
  /// What was acknowledged but never captured passed through 2^32.
  static let wrapInGap = FlowEvents(rawValue: 64)

  /// The events for which the condition holds, without a branch.
  @inline(__always)
  fileprivate mutating func insert(_ event: FlowEvents, if condition: Bool) {
    rawValue |= condition ? event.rawValue : 0
  }
}

extension FlowSlot {
  /// Takes over the flow's newest packet, which the ring holds under that serial, and tells what it changed.
  ///
  /// Only the slot's first cache line is touched: the second would be another miss a packet.
  @inline(__always)
  mutating func take(_ packet: inout RecordedPacket, serial: UInt32, side: Int) -> FlowEvents {
    newest = serial
    lastTime = packet.time
    return advance(&packet.segment, side: side)
  }

  /// Takes a segment into the counters of the end that sent it. `side` is 1 where that is the higher end, else 0.
  @inline(__always)
  mutating func advance(_ segment: inout CompactSegment, side: Int) -> FlowEvents {
    let flags = segment.flags
    var state = directions[side]
    let other = directions[1 &- side]
    var events: FlowEvents = []
    // A flow is watched from its first reset on.
    events.insert(.watched, if: (state.seen.rawValue | other.seen.rawValue) & DirectionState.Seen.reset.rawValue != 0)
    let isControl = flags.rawValue & (TCPFlags.syn.rawValue | TCPFlags.fin.rawValue | TCPFlags.rst.rawValue) != 0
    events.insert(.control, if: isControl)
    state.packets &+= 1
    guard !flags.contains(.rst) else {
      state.seen.add(.reset)
      directions[side] = state
      return events
    }
    let before = state.seen
    let end = segment.sequence + segment.sequenceLength
    let goesOn = !Choice(lowestBitOf: UInt32(before.rawValue)) | Choice(positive: end - state.next)
    events.rawValue |= UInt8(truncatingIfNeeded: goesOn.bits) & (end.value < state.next.value ? FlowEvents.wrap.rawValue : 0)
    state.next = SequenceNumber(goesOn(end.value, else: state.next.value))
    let acknowledges = Choice(lowestBitOf: UInt32(flags.rawValue >> 4))
    let isFirst = !Choice(lowestBitOf: UInt32(before.rawValue >> 5))
    let acknowledgesMore = acknowledges & (isFirst | Choice(positive: segment.acknowledgment - state.acknowledged))
    state.acknowledged = SequenceNumber(acknowledgesMore(segment.acknowledgment.value, else: state.acknowledged.value))
    let kind: DirectionState.Seen = segment.payloadLength > 0 ? .data : isControl ? .segment : .pureAcknowledgment
    state.seen.rawValue |=
      DirectionState.Seen.segment.rawValue | kind.rawValue
      | UInt8(truncatingIfNeeded: acknowledges.bits) & DirectionState.Seen.acknowledgment.rawValue
    events.insert(.first, if: state.seen.rawValue != before.rawValue)
    // A copy made by the capture brings nothing new, and its hop limit is none of the sender's: see `handle`.
    let isNew = goesOn | acknowledgesMore
    events.rawValue |= UInt8(truncatingIfNeeded: ~isNew.bits) & FlowEvents.repetition.rawValue
    state.note(hopLimit: UInt8(truncatingIfNeeded: isNew(UInt32(segment.hopLimit), else: UInt32(state.lastHopLimit))))
    directions[side] = state
    if flags.contains(.ack), other.isBehind(segment.acknowledgment) {
      events.formUnion(directions[1 &- side].skip(to: segment.acknowledgment))
    }
    return events
  }
}

extension DirectionState.Seen {
  /// As `insert`, without its answer and the branch for it.
  @inline(__always)
  mutating func add(_ kind: Self) { rawValue |= kind.rawValue }
}

extension DirectionState {
  /// Takes a segment's hop limit into the range.
  @inline(__always)
  mutating func note(hopLimit: UInt8) {
    lastHopLimit = hopLimit
    leastHopLimit = min(leastHopLimit, hopLimit)
    mostHopLimit = max(mostHopLimit, hopLimit)
  }

  /// Whether the other end acknowledges more than this end was seen to send.
  @inline(__always)
  fileprivate func isBehind(_ acknowledgment: SequenceNumber) -> Bool {
    seen.contains(.segment) && acknowledgment.isAfter(next)
  }

  /// Believes the acknowledgment: what it covers was sent, though not captured. Returns what that changed.
  @inline(never)
  fileprivate mutating func skip(to acknowledgment: SequenceNumber) -> FlowEvents {
    let wraps = acknowledgment.value < next.value
    next = acknowledgment
    seen.insert(.gap)
    return wraps ? [.gap, .wrapInGap] : .gap
  }
}

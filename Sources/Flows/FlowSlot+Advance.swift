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
  /// The sequence number passed through 2^32.
  static let wrap = FlowEvents(rawValue: 32)
  /// What was acknowledged but never captured passed through 2^32.
  static let wrapInGap = FlowEvents(rawValue: 64)
  /// The flow was reset, and is watched for what comes after.
  static let watched = FlowEvents(rawValue: 16)
}

extension FlowSlot {
  /// Takes over the flow's newest segment, which the ring will hold under that serial.
  ///
  /// Only the slot's first cache line is touched: the second would be another miss a packet.
  ///
  /// - Returns: what it changed, and the serial of the flow's packet before.
  @inline(__always)
  mutating func take(_ segment: inout Segment, at time: Timestamp, serial: UInt32, side: Int) -> (events: FlowEvents, previous: UInt32) {
    let previous = newest
    newest = serial
    lastTime = time
    return (advance(&segment, side: side), previous)
  }

  /// Takes a segment into the counters of the end that sent it. `side` is 1 where that is the higher end, else 0.
  @inline(__always)
  mutating func advance(_ segment: inout Segment, side: Int) -> FlowEvents {
    let flags = segment.flags
    var state = directions[side]
    // A flow is watched from its first reset on.
    var events: FlowEvents =
      (state.seen.rawValue | directions[1 &- side].seen.rawValue) & DirectionState.Seen.reset.rawValue == 0 ? [] : .watched
    let isControl = flags.rawValue & (TCPFlags.syn.rawValue | TCPFlags.fin.rawValue | TCPFlags.rst.rawValue) != 0
    if isControl { events.insert(.control) }
    state.packets &+= 1
    guard !flags.contains(.rst) else {
      state.seen.insert(.reset)
      directions[side] = state
      return events
    }
    let before = state.seen
    let next = state.next
    var isNews = state.advance(to: segment.sequence + segment.sequenceLength)
    if isNews, state.next.value < next.value { events.insert(.wrap) }
    if flags.contains(.ack) {
      if state.acknowledge(segment.acknowledgment) { isNews = true }
      if directions[1 &- side].isBehind(segment.acknowledgment) { events.insert(directions[1 &- side].skip(to: segment.acknowledgment)) }
    }
    state.seen.insert(.segment)
    if segment.payloadLength > 0 { state.seen.insert(.data) } else if !isControl { state.seen.insert(.pureAcknowledgment) }
    if state.seen != before { events.insert(.first) }
    // A copy made by the capture brings nothing new, and its hop limit is none of the sender's: see `handle`.
    if isNews { state.note(hopLimit: segment.ip.hopLimit) } else { events.insert(.repetition) }
    directions[side] = state
    return events
  }
}

extension DirectionState {
  /// Takes a segment's hop limit into the range.
  @inline(__always)
  mutating func note(hopLimit: UInt8) {
    lastHopLimit = hopLimit
    leastHopLimit = min(leastHopLimit, hopLimit)
    mostHopLimit = max(mostHopLimit, hopLimit)
  }

  /// Moves `next` forward; false where the segment brought nothing new.
  @inline(__always)
  fileprivate mutating func advance(to end: SequenceNumber) -> Bool {
    guard !seen.contains(.segment) || end.isAfter(next) else { return false }
    next = end
    return true
  }

  /// Moves `acknowledged` forward; false where nothing new was acknowledged.
  @inline(__always)
  fileprivate mutating func acknowledge(_ number: SequenceNumber) -> Bool {
    guard !seen.contains(.acknowledgment) || number.isAfter(acknowledged) else { return false }
    acknowledged = number
    seen.insert(.acknowledgment)
    return true
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

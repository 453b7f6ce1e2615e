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
  /// The flow was reset, and is watched for what comes after.
  static let watched = FlowEvents(rawValue: 16)
}

extension FlowSlot {
  /// Takes a segment into the counters of the end that sent it. `side` is 1 where that is the higher end, else 0.
  @inline(__always)
  mutating func advance(_ segment: borrowing Segment, side: Int) -> FlowEvents {
    var events: FlowEvents = watch == 0 ? [] : .watched
    var state = directions[side]
    defer { directions[side] = state }
    state.packets &+= 1
    if !segment.flags.isDisjoint(with: [.syn, .fin, .rst]) { events.insert(.control) }
    if segment.flags.contains(.rst) {
      state.seen.insert(.reset)
      return events
    }
    state.note(hopLimit: segment.ip.hopLimit)
    let before = state.seen
    let next = state.next
    var isNews = state.advance(to: segment.sequence + segment.sequenceLength)
    if isNews, state.next.value < next.value { events.insert(.wrap) }
    if segment.flags.contains(.ack) {
      if state.acknowledge(segment.acknowledgment) { isNews = true }
      if directions[1 &- side].isBehind(segment.acknowledgment) {
        directions[1 &- side].skip(to: segment.acknowledgment)
        events.insert(.gap)
      }
    }
    state.seen.insert(segment.payloadLength > 0 ? [.segment, .data] : .segment)
    if state.seen != before { events.insert(.first) }
    if !isNews {
      events.insert(.repetition)
    }
    return events
  }
}

extension DirectionState {
  @inline(__always)
  fileprivate mutating func note(hopLimit: UInt8) {
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

  /// Believes the acknowledgment: what it covers was sent, though not captured.
  fileprivate mutating func skip(to acknowledgment: SequenceNumber) {
    next = acknowledgment
    seen.insert(.gap)
  }
}

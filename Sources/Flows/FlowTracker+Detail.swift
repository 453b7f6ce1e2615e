import Wire

// What an answered flow is remembered for: its first packets, round trips, history; and the copies that a capture makes.
extension FlowTracker {
  /// Takes a segment that is not a copy into the flow's detail, which it opens at the first answer.
  mutating func detail(
    _ segment: inout Segment, at time: Timestamp, slot: UInt32, side: Int, serial: UInt32, _ events: FlowEvents
  ) {
    if slots[slot].detail == 0 {
      let flags = segment.flags
      let isPlainSyn = flags.contains(.syn) && flags.isDisjoint(with: [.ack, .rst])
      guard !isPlainSyn, let packet = ring.packet(serial) else { return }
      openDetail(slot: slot, answer: packet)
    }
    let place = slots[slot].detail &- 1
    if slots[slot].directions[side].packets == 1 {
      if let packet = ring.packet(serial) { details[place].first[side] = packet }
    } else if events.contains(.wrap) {
      details[place].wraps[side] &+= 1
    }
    details[place].history.add(&segment, fromHigh: side == 1, events)
    if slots[slot].isInHandshake { noteRoundTrips(&segment, at: time, slot: slot, side: side, place: place) }
  }

  private mutating func openDetail(slot: UInt32, answer: RecordedPacket) {
    // The SYN is in the ring unless very many packets came between; then the answer stands in for it, and is told by its direction.
    let first = ring.earliest(from: slots[slot].newest, limit: Int(limits.log2Packets) * 4) ?? answer
    var detail = FlowDetail(first: first)
    if first.flags.contains(.syn), first.position != answer.position {
      detail.history.add(first.flags, hasPayload: first.payloadLength > 0, fromHigh: first.isFromHigh, [])
    }
    guard let place = freeDetails.popLast() else {
      details.append(detail)
      slots[slot].detail = details.count
      return
    }
    details[place] = detail
    slots[slot].detail = place &+ 1
  }

  /// The handshake's round trips on both sides of the capture point, where no retransmission makes them ambiguous (Karn's rule).
  @inline(never)
  private mutating func noteRoundTrips(_ segment: inout Segment, at time: Timestamp, slot: UInt32, side: Int, place: UInt32) {
    guard slots[slot].traits.contains(.rolesAreKnown), segment.flags.contains(.ack) else { return }
    let other = 1 &- side
    // What this end acknowledges for the first time: the other end's SYN, or its SYN-ACK.
    guard slots[slot].directions[other].packets == 1 else { return }
    let isFromClient = side == slots[slot].index(of: .client)
    let flags = details[place].first[other].flags
    guard flags.contains(.syn), details[place].first[other].sequence + 1 == segment.acknowledgment else { return }
    let roundTrip = Self.plausible(time - details[place].first[other].time)
    if !isFromClient, segment.flags.contains(.syn) { details[place].serverRoundTrip = roundTrip }
    if isFromClient, !segment.flags.contains(.syn), flags.contains(.ack) { details[place].clientRoundTrip = roundTrip }
  }

  /// A round trip of an hour at most: a damaged file may claim centuries.
  private static func plausible(_ roundTrip: Int64) -> Int64 {
    min(max(0, roundTrip), 3_600_000_000_000)
  }

  /// Whether the capture itself made this packet of an earlier one: the same again a moment later, one or more hops on, or on another
  /// link (`-i any` on a router, a port mirror of both directions). A retransmission has another IP Identification.
  mutating func markCopy(slot: UInt32, serial: UInt32) -> Bool {
    guard let packet = ring.packet(serial) else { return false }
    var earlier = packet.previous
    for _ in 0..<6 {
      guard let candidate = ring.packet(earlier) else { return false }
      if packet.isCopyMadeByCapture(of: candidate) {
        ring.update(serial) { $0.markAsCopy() }
        return true
      }
      earlier = candidate.previous
    }
    return false
  }

  /// Keeps the name in a client's first payload. A ClientHello that goes on is awaited: until it is whole the end counts as one without
  /// data, so that its next segment comes by here again.
  mutating func names(_ segment: inout Segment, in bytes: Span<UInt8>, slot: UInt32, side: Int) {
    guard names.count < limits.names, names[slot] == nil, side == slots[slot].index(of: .client) else { return }
    guard var hello = partialHellos.removeValue(forKey: slot) ?? PartialHello(&segment, in: bytes) else {
      names[slot] = FirstPayload(&segment, in: bytes)
      return
    }
    guard hello.isBegun(by: segment.sequence) || hello.take(&segment, in: bytes), !hello.isWhole,
      partialHellos.count < limits.partialHellos
    else {
      names[slot] = hello.payload
      return
    }
    partialHellos[slot] = hello
    slots[slot].directions[side].seen.remove(.data)
  }
}

extension FlowSlot {
  /// Whether a packet of this flow may still tell a round trip of its handshake.
  fileprivate var isInHandshake: Bool {
    directions[0].packets <= 2 && directions[1].packets <= 2
  }
}

extension RecordedPacket {
  /// How long after the original a copy may be captured, nanoseconds: the longest forwarding delay inside one box, generously.
  private static var longestCopyDelay: UInt64 { 3_000_000 }
  /// The same where an IP Identification shows that it is the same packet: a mirrored port may lag.
  private static var longestIdentifiedCopyDelay: UInt64 { 100_000_000 }

  fileprivate func isCopyMadeByCapture(of other: RecordedPacket) -> Bool {
    guard isFromHigh == other.isFromHigh, sequence == other.sequence, acknowledgment == other.acknowledgment, flags == other.flags,
      payloadLength == other.payloadLength, window == other.window, identification == other.identification,
      timestampValue == other.timestampValue, timestampEcho == other.timestampEcho, flowLabel == other.flowLabel,
      (-8...0).contains(Int(hopLimit) - Int(other.hopLimit))
    else { return false }
    // No stack uses an identification twice in a row, except 0, which says nothing.
    let delay = (time - other.time).magnitude
    if identification != 0 { return delay <= Self.longestIdentifiedCopyDelay }
    guard delay <= Self.longestCopyDelay else { return false }
    // Two genuine resets or keep-alives may be alike to the last bit; on another hop or link they are not two.
    return hopLimit != other.hopLimit || hardwareAddress != other.hardwareAddress || vlan != other.vlan || passage != other.passage
      || tunnel != other.tunnel
  }
}

extension History {
  /// The letters of a segment, as Zeek's conn.log documents them.
  @inline(__always)
  fileprivate mutating func add(_ segment: inout Segment, fromHigh: Bool, _ events: FlowEvents) {
    add(segment.flags, hasPayload: segment.payloadLength > 0, fromHigh: fromHigh, events)
  }

  fileprivate mutating func add(_ flags: TCPFlags, hasPayload: Bool, fromHigh: Bool, _ events: FlowEvents) {
    if flags.contains(.rst) { return add(0x72, fromHigh: fromHigh) }
    if flags.contains(.syn) { add(flags.contains(.ack) ? 0x68 : 0x73, fromHigh: fromHigh) }
    if hasPayload { add(events.contains(.repetition) ? 0x74 : 0x64, fromHigh: fromHigh) }
    if events.contains(.gap) { add(0x67, fromHigh: !fromHigh) }
    if flags.contains(.fin) { return add(0x66, fromHigh: fromHigh) }
    if !hasPayload, !flags.contains(.syn), flags.contains(.ack) { add(0x61, fromHigh: fromHigh) }
  }
}

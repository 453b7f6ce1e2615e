import Wire

// What an answered flow is remembered for: its first packets, round trips, history; and the copies that a capture makes.
extension FlowTracker {
  /// Takes one of a flow's first segments, not a copy, into the flow's detail, which it opens at the first answer.
  @inline(never)
  mutating func detail(slot: UInt32, side: Int, serial: UInt32) {
    if slots[slot].detail == .none {
      let flags = ring[serial].flags
      guard !flags.contains(.syn) || flags.contains(.ack) || flags.contains(.rst) else { return }
      openDetail(slot: slot, side: side, answer: serial)
      guard slots[slot].detail != .none else { return }
    }
    let place = slots[slot].detail
    if slots[slot].directions[side].packets == 1, !place.isPlain { details[place.index].first[side] = ring[serial] }
    noteRoundTrips(slot: slot, side: side, serial: serial)
  }

  /// Notes whether an answered flow's end sent a segment whose checksum its network card was still to compute.
  @inline(never)
  mutating func noteOffload(_ pending: inout PendingSegment, in bytes: Span<UInt8>, slot: UInt32, side: Int) {
    guard slots[slot].detail != .none else { return }
    guard pending.ends.awaitsChecksum(payloadLength: ring[pending.serial].payloadLength, in: bytes) else { return }
    slots[slot].traits.insert(side == 0 ? .lowOffloads : .highOffloads)
  }

  private mutating func openDetail(slot: UInt32, side: Int, answer: UInt32) {
    // The SYN is in the ring unless very many packets came between; then the answer stands in for it, and is told by its direction.
    guard let opening = ring.earliest(from: answer, limit: Int(limits.log2Packets) * 4) else { return }
    var first = ring[opening]
    if slots[slot].directions[side].packets == 1, let plain = PlainHandshake(&first, &ring[answer], of: &slots[slot]) {
      guard let place = freeHandshakes.popLast() ?? (hasRoomInTable() ? handshakes.extend() : nil) else { return wantsRoom = true }
      handshakes[place] = plain
      slots[slot].detail = DetailPlace(plain: place)
    } else {
      // No room is asked for: ending flows frees none where those began as usual. The flow's next packet tries again.
      guard let place = freeDetails.popLast() ?? (hasRoomForDetail() ? details.extend() : nil) else { return }
      details[place] = FlowDetail(first: first)
      slots[slot].detail = DetailPlace(place)
    }
  }

  /// The handshake's round trips on both sides of the capture point, where no retransmission makes them ambiguous (Karn's rule).
  private mutating func noteRoundTrips(slot: UInt32, side: Int, serial: UInt32) {
    let now = ring[serial].flags
    guard slots[slot].traits.contains(.rolesAreKnown), now.contains(.ack) else { return }
    let other = 1 &- side
    // What this end acknowledges for the first time: the other end's SYN, or its SYN-ACK.
    guard slots[slot].directions[other].packets == 1 else { return }
    let isFromClient = side == slots[slot].index(of: .client)
    let first = firstNumber(slot, side: other)
    guard first.flags.contains(.syn), first.sequence + 1 == ring[serial].acknowledgment else { return }
    let roundTrip = Self.plausible(ring[serial].time - first.time)
    if !isFromClient, now.contains(.syn) { slots[slot].serverRoundTrip = roundTrip }
    if isFromClient, !now.contains(.syn), first.flags.contains(.ack) { slots[slot].clientRoundTrip = roundTrip }
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
  mutating func names(_ pending: inout PendingSegment, in bytes: Span<UInt8>, slot: UInt32, side: Int) {
    // Most that is said names nobody, and its first octet tells.
    let start = Int(pending.ends.payloadOffset)
    guard !partialHellos.isEmpty || start < bytes.count && FirstPayload.mayBegin(with: bytes[start]) else { return }
    guard side == slots[slot].index(of: .client), names.count < limits.names, names.isEmpty || names[slot] == nil else { return }
    let payload = PayloadPlace(&pending, ring[pending.serial], in: bytes)
    let begun = partialHellos.isEmpty ? nil : partialHellos.removeValue(forKey: slot)
    guard var hello = begun ?? PartialHello(payload, in: bytes) else {
      if let name = FirstPayload(payload, in: bytes) { names[slot] = name }
      return
    }
    guard hello.isBegun(by: payload.sequence) || hello.take(payload, in: bytes), !hello.isWhole,
      partialHellos.count < limits.partialHellos
    else {
      names[slot] = hello.payload
      return
    }
    partialHellos[slot] = hello
    slots[slot].directions[side].seen.remove(.data)
  }
}

extension FlowTraits {
  /// The lower end was captured sending segments whose checksum its network card was still to compute.
  fileprivate static let lowOffloads = FlowTraits(rawValue: 1 << 17)
  /// The higher end, likewise.
  fileprivate static let highOffloads = FlowTraits(rawValue: 1 << 18)
}

extension FlowSlot {
  /// Whether that party was captured sending segments whose checksum its network card was still to compute.
  func offloads(_ party: Party) -> Bool { traits.contains(index(of: party) == 0 ? .lowOffloads : .highOffloads) }

  /// Whether the newest packet, from that end, may be the first of its end, or the first answer, or tell a round trip of the handshake.
  @inline(__always)
  func isBeginning(side: Int) -> Bool {
    detail == .none || directions[side].packets == 1 || directions[0].packets <= 2 && directions[1].packets <= 2
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
  /// Adds the letters of a segment.
  @inline(__always)
  mutating func add(_ flags: TCPFlags, hasPayload: Bool, side: Int, _ events: FlowEvents) {
    if flags.contains(.rst) { return add(.reset, side: side) }
    if flags.contains(.syn) { add(flags.contains(.ack) ? .synAcknowledgment : .syn, side: side) }
    if hasPayload { add(events.contains(.repetition) ? .retransmission : .data, side: side) }
    if events.contains(.gap) { add(.gap, side: 1 &- side) }
    if flags.contains(.fin) { return add(.fin, side: side) }
    if !hasPayload, !flags.contains(.syn), flags.contains(.ack) { add(.acknowledgment, side: side) }
  }
}

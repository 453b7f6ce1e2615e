package import Wire

/// Follows every TCP flow of a capture in the order of time, within `FlowLimits`.
package struct FlowTracker: ~Copyable {
  /// What was counted so far.
  package internal(set) var counts = TrafficCounts()

  let limits: FlowLimits
  let seed: FlowSeed
  var index = FlowIndex()
  var slots: Arena<FlowSlot>
  var handshakes: Arena<PlainHandshake>
  var details: Arena<FlowDetail>
  var ends: Arena<FlowEnds>
  var ring: PacketRing
  var freeSlots: [UInt32] = []
  var freeHandshakes: [UInt32] = []
  var freeDetails: [UInt32] = []
  var freeEnds: [UInt32] = []
  var watches: [ResetWatch] = []
  var watchedSlots: [UInt32] = []
  var freeWatches: [UInt32] = []
  /// How many packets `watches` hold.
  var watchedPackets = 0
  /// Whether a flow was answered for whose handshake the table had no room.
  var wantsRoom = false
  /// Whether all is read, and no flow showed one end only: then nobody need look for such again.
  var showsBothEnds = false
  var controlNotes: [UInt32: ControlNote] = [:]
  var names: [UInt32: FirstPayload] = [:]
  var partialHellos: [UInt32: PartialHello] = [:]
  var echoReplies: [IPAddress: HopLimits] = [:]
  /// What flows that ended early taught, and their endings.
  var early = EarlyEndings()
  /// Where telling endings while packets still come has got to.
  var settling = SettlingState()
  var nextSerial: UInt32 = 1
  /// Whether a packet came that the expression did not choose.
  private var isSelective = false

  /// A tracker with those bounds; the seed keeps hash collisions from being made on purpose.
  package init(limits: FlowLimits = FlowLimits(), seed: FlowSeed) {
    self.seed = seed
    // First what must be there, then as much as there is room for.
    ring = PacketRing(log2Capacity: limits.log2Packets)
    slots = Arena(atMost: limits.flows)
    handshakes = Arena(atMost: limits.flows)
    details = Arena(atMost: limits.flows)
    ends = Arena(atMost: limits.flows)
    var limits = limits
    limits.flows = min(limits.flows, slots.capacity, handshakes.capacity, details.capacity, ends.capacity)
    self.limits = limits
  }

  /// Takes the next packet. `bytes` are the frame's, for the names in a first payload; `isSelected` chooses its flow for the report.
  package mutating func record(
    _ packet: borrowing Packet, of header: FrameHeader, in bytes: Span<UInt8>, isSelected: Bool = true
  ) {
    var header = header
    switch packet {
    case .segment(let segment):
      var pending = PendingSegment()
      var segment = segment
      pending.ends = SegmentEnds(of: segment)
      pending.serial = ring.append(&segment, of: &header)
      setKey(&pending)
      return follow(&pending, of: &header, in: bytes, FrameRange(of: bytes), isSelected: isSelected)
    case .controlMessage(let message): record(message, of: header)
    case .echoReply(let ip, _): record(echoReplyFrom: ip)
    case .other(let reason): counts.undecoded[Int(reason.rawValue)] &+= 1
    }
    count(&header)
  }

  /// Takes the next frame, which was prepared: nearly all are plain segments, and this way copies nothing.
  /// Nothing changes the header: it is `inout` all the way down because the compiler lends a large value as a copy otherwise.
  @inline(__always)
  package mutating func record(
    _ pending: inout PendingSegment, of header: inout FrameHeader, in bytes: Span<UInt8>, isSelected: Bool = true
  ) {
    record(&pending, of: &header, in: bytes, FrameRange(of: bytes), isSelected: isSelected)
  }

  /// The same of a frame in that range of the bytes, which hold others too.
  @inline(__always)
  mutating func record(
    _ pending: inout PendingSegment, of header: inout FrameHeader, in bytes: Span<UInt8>, _ range: FrameRange, isSelected: Bool
  ) {
    guard pending.isReady else { return recordOther(&header, in: bytes.extracting(range.within(bytes)), isSelected) }
    follow(&pending, of: &header, in: bytes, range, isSelected: isSelected)
  }

  /// Takes a frame that is not plain.
  @inline(never)
  private mutating func recordOther(_ header: inout FrameHeader, in bytes: Span<UInt8>, _ isSelected: Bool) {
    record(Packet(decoding: bytes, of: header), of: header, in: bytes, isSelected: isSelected)
  }

  /// Takes a segment that the ring holds into its flow. Hardly any is asked for its bytes.
  @inline(__always)
  private mutating func follow(
    _ pending: inout PendingSegment, of header: inout FrameHeader, in bytes: Span<UInt8>, _ range: FrameRange, isSelected: Bool
  ) {
    count(&header)
    counts.segments &+= 1
    let flags = ring[pending.serial].flags
    if flags.contains(.rst) { counts.resets &+= 1 }
    if !isSelected { isSelective = true }
    let side = pending.key.isFromHigh ? 1 : 0
    // Who has lost its ports or its slot has another key: see `FlowSlot.hide`.
    let isGuessed = slots[pending.guess].low == pending.key.low && slots[pending.guess].high == pending.key.high && !pending.key.isV6
    let known = isGuessed ? pending.guess : find(&pending)
    guard let slot = known, !begins(flags, pending.serial, anewIn: slot, side: side) else {
      return begin(&pending, of: &header, in: bytes.extracting(range.within(bytes)), isSelected, insteadOf: known)
    }
    // Where every packet is chosen, its flow was chosen when it began.
    if isSelective, isSelected { slots[slot].traits.insert(.isSelected) }
    ring[pending.serial].previous = slots[slot].newest
    let events = slots[slot].take(&ring[pending.serial], serial: pending.serial, side: side)
    if !events.isEmpty { handle(events, &pending, in: bytes.extracting(range.within(bytes)), slot: slot, side: side) }
  }

  @inline(__always)
  private mutating func count(_ header: inout FrameHeader) {
    counts.frames &+= 1
    if header.capturedLength < header.originalLength { counts.cutFrames &+= 1 }
    let time = header.time
    if let last = counts.lastTime, time >= last {
      counts.lastTime = time
    } else {
      noteEarlier(time)
    }
  }

  /// Takes the time of the first frame, or of one that is not in order.
  @inline(never)
  private mutating func noteEarlier(_ time: Timestamp) {
    counts.lastTime = counts.lastTime ?? time
    counts.firstTime = min(counts.firstTime ?? time, time)
  }

  /// The flow of a segment. Mutating only because the compiler lends a value that may change as a copy: 529 bytes a packet.
  @inline(__always)
  mutating func find(_ pending: inout PendingSegment) -> UInt32? {
    let (low, high) = (pending.key.low, pending.key.high)
    guard pending.key.isV6 else { return index.find(pending.hash) { slot in slots[slot].low == low && slots[slot].high == high } }
    return findV6(&pending)
  }

  /// Apart, so that what only IPv6 needs of the segment is not held in registers for IPv4.
  @inline(never)
  private mutating func findV6(_ pending: inout PendingSegment) -> UInt32? {
    let (source, destination, key) = (pending.ends.source, pending.ends.destination, pending.key)
    if isBetween(source, destination, key, slot: pending.guess) { return pending.guess }
    return index.find(pending.hash) { slot in isBetween(source, destination, key, slot: slot) }
  }
}

import Wire

/// The recent packets of all flows together: one ring of fixed size, each packet linked to its flow's previous one.
///
/// Bound: `capacity` times 64 bytes, whatever is captured.
struct PacketRing: ~Copyable {
  private var packets: Table<RecordedPacket>
  /// The serial of the next packet; 0 is never used, so that 0 can say "none".
  private(set) var next: UInt32 = 1

  /// A ring of 2 to that power packets.
  init(log2Capacity: Int) {
    packets = Table(log2Count: log2Capacity)
  }

  /// Adds a plain frame over the oldest packet and tells its serial in `serial`; false, and nothing is added, where it is not plain.
  @inline(__always)
  mutating func append(
    plain bytes: Span<UInt8>, of header: inout FrameHeader, ends: inout SegmentEnds, serial: inout UInt32
  ) -> Bool {
    serial = next
    packets.prefetch(serial &+ 16)
    guard packets[serial].take(plain: bytes, of: &header, ends: &ends) else { return false }
    next = Self.serial(after: serial)
    return true
  }

  /// Adds a segment over the oldest packet and tells its serial.
  mutating func append(_ segment: inout Segment, of header: inout FrameHeader) -> UInt32 {
    let serial = next
    packets[serial].take(&segment, of: &header)
    next = Self.serial(after: serial)
    return serial
  }

  /// The packet with that serial, which was added a moment ago: nothing is asked.
  subscript(serial: UInt32) -> RecordedPacket {
    @inline(__always) _read { yield packets[serial] }
    @inline(__always) _modify { yield &packets[serial] }
  }

  /// Whether the packet with that serial is there, and not yet overwritten. The oldest is given up: the next is decoded over it, plain or not.
  @inline(__always)
  private func holds(_ serial: UInt32) -> Bool {
    serial != 0 && next &- serial &- 1 < packets.mask
  }

  /// The packet with that serial, or nil where it is none or overwritten.
  @inline(__always)
  func packet(_ serial: UInt32) -> RecordedPacket? {
    holds(serial) ? packets[serial] : nil
  }

  /// Changes the packet with that serial, if it is still there.
  mutating func update(_ serial: UInt32, _ change: (inout RecordedPacket) -> Void) {
    guard holds(serial) else { return }
    change(&packets[serial])
  }

  /// A flow's recent packets from the newest back, at most `limit`.
  func recent(from newest: UInt32, limit: Int) -> [RecordedPacket] {
    var found: [RecordedPacket] = []
    var serial = newest
    while found.count < limit, let packet = packet(serial) {
      if let later = found.last, packet.isLater(than: later) { break }
      found.append(packet)
      serial = packet.previous
    }
    return found
  }

  /// The serial of the earliest packet of a flow that can be reached from its newest in at most `limit` steps; nil where not even that is
  /// there. Mutating only because the compiler lends a value that may change as a copy.
  mutating func earliest(from newest: UInt32, limit: Int) -> UInt32? {
    guard holds(newest) else { return nil }
    var found = newest
    for _ in 1..<max(limit, 1) {
      let earlier = packets[found].previous
      guard holds(earlier), !isLater(earlier, than: found) else { return found }
      found = earlier
    }
    return found
  }

  /// As `RecordedPacket.isLater`, of packets that are there.
  private mutating func isLater(_ serial: UInt32, than linking: UInt32) -> Bool {
    packets[serial].time > packets[linking].time && packets[serial].position.number > packets[linking].position.number
  }

  @inline(__always)
  private static func serial(after serial: UInt32) -> UInt32 {
    serial == .max ? 1 : serial &+ 1
  }
}

extension RecordedPacket {
  /// Whether a link led to a packet that took the place of the one meant: it is later than the one that links to it.
  fileprivate func isLater(than linking: RecordedPacket) -> Bool {
    time > linking.time && position.number > linking.position.number
  }
}

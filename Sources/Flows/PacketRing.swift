/// The recent packets of all flows together: one ring of fixed size, each packet linked to its flow's previous one.
///
/// Bound: `capacity` times 64 bytes, whatever is captured.
struct PacketRing: ~Copyable {
  private var packets: Arena<RecordedPacket>
  private let mask: UInt32
  /// The serial of the next packet; 0 is never used, so that 0 can say "none".
  private(set) var next: UInt32 = 1

  /// A ring of 2 to that power packets.
  init(log2Capacity: Int) {
    packets = Arena()
    mask = (1 << UInt32(log2Capacity)) &- 1
  }

  /// Adds a packet over the oldest one and tells its serial.
  @inline(__always)
  mutating func append(_ packet: RecordedPacket) -> UInt32 {
    let serial = next
    let slot = serial & mask
    while packets.count <= slot { grow(with: packet) }
    packets[slot] = packet
    next = serial == .max ? 1 : serial &+ 1
    return serial
  }

  /// The packet with that serial, or nil where it is none or overwritten.
  func packet(_ serial: UInt32) -> RecordedPacket? {
    guard serial != 0, next &- serial <= mask, serial & mask < packets.count else { return nil }
    return packets[serial & mask]
  }

  /// Changes the packet with that serial, if it is still there.
  mutating func update(_ serial: UInt32, _ change: (inout RecordedPacket) -> Void) {
    guard packet(serial) != nil else { return }
    change(&packets[serial & mask])
  }

  /// A flow's recent packets from the newest back, at most `limit`.
  func recent(from newest: UInt32, limit: Int) -> [RecordedPacket] {
    var found: [RecordedPacket] = []
    var serial = newest
    while found.count < limit, let packet = packet(serial) {
      if let later = found.last, packet.time > later.time, packet.position.number > later.position.number { break }
      found.append(packet)
      serial = packet.previous
    }
    return found
  }

  @inline(never)
  private mutating func grow(with packet: RecordedPacket) {
    packets.append(packet)
  }
}

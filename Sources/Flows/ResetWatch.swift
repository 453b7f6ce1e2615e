package import Wire

/// A flow that was reset: the packets before, kept from the ring, and what comes after.
///
/// Bound: `packetsBefore` plus `packetsAfter` plus `resetsKept` packets of 64 bytes, and `notesKept` notes.
struct ResetWatch {
  /// How many packets before the first reset are kept.
  static var packetsBefore: Int { 48 }
  /// How many packets other than resets after it are kept.
  static var packetsAfter: Int { 48 }
  /// How many resets are kept.
  static var resetsKept: Int { 256 }
  /// How many notes of what resets say of themselves are kept.
  private static var notesKept: Int { 2 }

  /// The flow's packets in the order of capture.
  private(set) var packets: [RecordedPacket]
  /// How many resets the flow has had.
  private(set) var resets = 0
  /// What the first of them say of themselves, where they do.
  private(set) var notes: [ResetNote] = []
  /// When the first one was captured.
  private(set) var firstReset: Timestamp?
  private var after = 0

  /// Watches from a flow's newest packets, newest first, its first reset not among them.
  init(before newestFirst: [RecordedPacket]) {
    packets = newestFirst.reversed()
  }

  /// Takes the flow's next packet. `isKept` false where there is no room: then it is counted, and kept only if it is the first reset.
  mutating func record(_ packet: RecordedPacket, isKept: Bool = true) {
    if packet.flags.contains(.rst) {
      resets += 1
      if resets == 1 { firstReset = packet.time }
      if resets == 1 || isKept && resets <= Self.resetsKept { packets.append(packet) }
      return
    }
    after += 1
    if isKept, after <= Self.packetsAfter { packets.append(packet) }
  }

  /// Keeps what a reset says of itself.
  mutating func keep(_ note: ResetNote) {
    if notes.count < Self.notesKept { notes.append(note) }
  }

  /// How many of the kept resets came from that end of the key, copies left out.
  func resets(fromHigh: Bool) -> UInt32 {
    UInt32(packets.count { $0.flags.contains(.rst) && $0.isFromHigh == fromHigh && !$0.isCopy })
  }
}

/// ICMP errors that quoted segments of one flow. Bound: one of these a flow, for at most `FlowLimits.controlNotes` flows.
package struct ControlNote: Sendable {
  /// The first destination unreachable other than "fragmentation needed", as it came.
  package var refusal: ControlMessage?
  /// Its frame.
  package var refusalPosition = FramePosition(file: 0, number: 0)
  /// When it came.
  package var refusalTime = Timestamp(nanoseconds: 0)
  /// How many such errors there were.
  package var refusals = 0
  /// How many time-exceeded errors there were.
  package var timesExceeded = 0

  /// No error yet.
  package init() {}
}

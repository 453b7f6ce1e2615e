/// The bounds of everything that input can make grow: shares of one amount of memory, or numbers that are always enough.
package struct FlowLimits: Sendable {
  /// Flows in the table at once. The oldest idle ones end early beyond it, and beyond `tableBytes`.
  package var flows: UInt32
  /// Octets for the table of flows: 128 a flow, 64 more once answered, 128 where that began unusually (for which a
  /// sixteenth is left), 48 for IPv6 addresses, some 16 for the index.
  package var tableBytes: Int
  /// Packets remembered over all flows, as a power of two; 64 bytes each.
  package var log2Packets = 16
  /// Reset flows watched at once. The oldest are judged early beyond it, and beyond `watchedPackets`.
  package var watches: Int
  /// Packets of watched flows, some 128 bytes each with the room that arrays leave.
  package var watchedPackets: Int
  /// Flows that ended early and are told one by one, each some 1.5 KB and its packets; further ones are only counted.
  package var earlyEndings: Int
  /// Packets that those keep in all, 64 bytes each.
  package var earlyPackets: Int
  /// Flows with notes of ICMP errors; hosts of which echo replies or, of flows that ended early, anything is known. Some 500 bytes each.
  package var controlNotes: Int
  /// Flows whose first payload named a host (TLS server name, HTTP Host), each name at most 255 bytes.
  package var names = 20_000
  /// Flows with a ClientHello of which further segments are awaited; each at most 16 KiB.
  package var partialHellos: Int

  /// Bounds that keep within so many octets under any attack; everyday captures need some 40 MiB whatever is allowed.
  package init(memory: Int = FlowLimits.usualMemory) {
    let memory = max(memory, Self.leastMemory)
    tableBytes = memory / 2
    flows = UInt32(clamping: min(memory / 2 / 144, 1 << 24))
    watches = min(50_000, memory / 40_960)
    watchedPackets = memory / 8 / 128
    earlyEndings = min(250_000, memory / 8 / 1_536)
    earlyPackets = min(4_000_000, memory / 8 / 64)
    controlNotes = min(100_000, memory / 16_384)
    partialHellos = min(1_000, memory / 524_288)
  }

  /// What a laptop can spare: 2 GiB.
  package static var usualMemory: Int { 2 << 30 }
  /// Below this there is no room for the packets that verdicts rest on: 32 MiB.
  package static var leastMemory: Int { 32 << 20 }
}

/// The bounds of everything that input can make grow.
package struct FlowLimits: Sendable {
  /// Flows in the table at once; each costs 128 bytes, 144 more once answered. The oldest idle ones end early beyond it.
  package var flows: UInt32 = 4_000_000
  /// Packets remembered over all flows, as a power of two; 64 bytes each.
  package var log2Packets = 16
  /// Reset flows watched at once; each costs up to 24 KiB, commonly 2. The oldest are judged early beyond it.
  package var watches = 50_000
  /// Flows that ended early and are told one by one, each some 1.5 KB and its packets; further ones are only counted.
  package var earlyEndings = 250_000
  /// Packets that those keep in all, 64 bytes each.
  package var earlyPackets = 4_000_000
  /// Flows with notes of ICMP errors.
  package var controlNotes = 100_000
  /// Flows whose first payload named a host (TLS server name, HTTP Host), each name at most 255 bytes.
  package var names = 20_000
  /// Flows with a ClientHello of which further segments are awaited; each at most 16 KiB.
  package var partialHellos = 1_000

  /// The defaults, which fit a laptop: at most about 1.5 GiB under attack, some 40 MiB for everyday captures.
  package init() {}
}

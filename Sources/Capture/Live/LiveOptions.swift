/// How interfaces are captured, in tcpdump's terms.
package struct LiveOptions: Sendable {
  /// How many bytes of a frame are kept (`-s`).
  package var snapshotLength: UInt32 = 262_144
  /// The kernel's buffer for an interface in KiB (`-B`): 64 MiB, with which nothing was lost at 0.8 million packets a second on two cores.
  package var bufferKiB: UInt32 = 65_536
  /// Whether frames for other machines are taken too (not `-p`).
  package var isPromiscuous = true
  /// The link type asked for by libpcap's name (`-y`).
  package var linkTypeName: String?
  /// The BPF expression; nil for everything.
  package var expression: String?
  /// Whether exactly that is captured, and nothing besides that evidence may need.
  package var isExact = false

  /// tcpdump's defaults, but for a larger buffer.
  package init() {}
}

/// What was counted on an interface since it was opened, as tcpdump tells it.
package struct LiveStatistics: Sendable, Equatable {
  /// Packets that passed the kernel's filter, those dropped included.
  package var received: UInt64 = 0
  /// Packets dropped because the kernel's buffer was full.
  package var droppedByKernel: UInt64 = 0
  /// Packets dropped by the interface or its driver.
  package var droppedByInterface: UInt64 = 0

  /// Nothing yet.
  package init() {}

  /// Adds what another interface has counted.
  package mutating func add(_ other: LiveStatistics) {
    received &+= other.received
    droppedByKernel &+= other.droppedByKernel
    droppedByInterface &+= other.droppedByInterface
  }
}

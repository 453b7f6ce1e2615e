/// Whose segment it is, and where in its frame the payload stands.
@usableFromInline package struct SegmentEnds: BitwiseCopyable, Sendable {
  /// Who the packet says sent it: an IPv4 address above its port, 48 bits; of IPv6 the port alone.
  @usableFromInline package var from: UInt64 = 0
  /// Whom it is for, likewise.
  @usableFromInline package var to: UInt64 = 0
  /// The sender's address; only where `isV6`.
  package var source = IPAddress(v4: 0)
  /// The receiver's address; only where `isV6`.
  package var destination = IPAddress(v4: 0)
  /// Where in the frame the payload begins.
  package var payloadOffset: UInt32 = 0
  /// How many octets of options stand before it, 0 to 40.
  package var optionsLength: UInt32 = 0
  /// Whether the addresses are of IPv6. Between two IPv4-mapped addresses they are not: see `IPAddress`.
  package var isV6 = false

  /// Ends of nothing, to be filled in.
  package init() {}

  /// These two ends.
  package init(from source: IPAddress, _ sourcePort: UInt16, to destination: IPAddress, _ destinationPort: UInt16) {
    set(source, sourcePort, destination, destinationPort)
  }

  /// The ends of a segment.
  package init(of segment: Segment) {
    set(segment.ip.source, segment.sourcePort, segment.ip.destination, segment.destinationPort)
    payloadOffset = segment.payloadOffset
    optionsLength = UInt32(segment.options.length)
  }

  /// The source port.
  @inlinable package var sourcePort: UInt16 { UInt16(truncatingIfNeeded: from) }
  /// The destination port.
  @inlinable package var destinationPort: UInt16 { UInt16(truncatingIfNeeded: to) }

  /// Takes over both ends.
  @inline(__always)
  mutating func set(_ source: IPAddress, _ sourcePort: UInt16, _ destination: IPAddress, _ destinationPort: UInt16) {
    isV6 = !(source.isV4 && destination.isV4)
    from = UInt64(isV6 ? 0 : source.v4) << 16 | UInt64(sourcePort)
    to = UInt64(isV6 ? 0 : destination.v4) << 16 | UInt64(destinationPort)
    self.source = source
    self.destination = destination
  }
}

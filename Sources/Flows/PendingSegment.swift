package import Wire

/// A segment on its way into the tracker: decoded ahead of its turn, so that the memory which its flow needs is fetched meanwhile.
package struct PendingSegment {
  /// The segment.
  package var segment = Segment()
  /// Whether it was decoded; otherwise its frame wants `Packet`.
  package var isReady = false
  var key = FlowKey(low: 0, high: 0)
  var hash: UInt64 = 0
  /// The slot that probably holds its flow.
  var guess: UInt32 = 0

  /// A place for a segment.
  package init() {}
}

// A look-up waits for memory twice: for the place in the index, and for the flow there. Both are asked for a few packets ahead. Mutating
// only because the compiler lends a value that may change as a copy: 529 bytes a packet.
extension FlowTracker {
  /// Decodes a plain frame into `pending`, and has its place in the index fetched.
  @inline(__always)
  package mutating func prepare(_ pending: inout PendingSegment, _ bytes: Span<UInt8>, _ linkType: LinkType) {
    pending.isReady = pending.segment.take(plain: bytes, linkType: linkType)
    guard pending.isReady else { return }
    setKey(&pending)
    index.prefetch(pending.hash)
  }

  /// Has the flow of a prepared segment fetched.
  package mutating func foresee(_ pending: inout PendingSegment) {
    pending.guess = index.guess(pending.hash)
    slots.prefetch(pending.guess)
  }

  @inline(__always)
  mutating func setKey(_ pending: inout PendingSegment) {
    pending.key = FlowKey(
      from: pending.segment.ip.source, pending.segment.sourcePort, to: pending.segment.ip.destination, pending.segment.destinationPort,
      seed: seed)
    pending.hash = pending.key.hash(seed: seed)
  }
}

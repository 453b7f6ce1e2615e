package import Wire

/// A segment on its way into the tracker: decoded ahead of its turn, so that the memory which its flow needs is fetched meanwhile.
package struct PendingSegment {
  /// Whether it was decoded; otherwise its frame wants `Packet`.
  var isReady = false
  /// Where the ring holds it.
  var serial: UInt32 = 0
  var ends = SegmentEnds()
  var key = FlowKey(low: 0, high: 0)
  var hash: UInt64 = 0
  /// The slot that probably holds its flow.
  var guess: UInt32 = 0

  /// A place for a segment.
  package init() {}

  /// Works out the key by which the flow is found.
  @inline(__always)
  mutating func setKey(_ seed: FlowSeed) {
    key = FlowKey(ends, seed: seed)
    hash = key.hash(seed: seed)
  }
}

// A look-up waits for memory twice: for the place in the index, and for the flow there. Both are asked for a few packets ahead. Mutating
// only because the compiler lends a value that may change as a copy: 529 bytes a packet.
extension FlowTracker {
  /// Prepares, for `record`, as many segments as there are headers counted; their frames stand in `bytes`, each at its header's `offset`.
  package mutating func prepare(
    _ segments: inout MutableSpan<PendingSegment>, _ headers: inout MutableSpan<FrameHeader>, count: Int, in bytes: Span<UInt8>
  ) {
    let count = min(count, segments.count, headers.count)
    for index in 0..<count {
      let range = FrameRange(of: headers[index])
      prepare(&segments[index], bytes.extracting(range.within(bytes)), &headers[index])
    }
    for index in 0..<count { foresee(&segments[index]) }
  }

  /// Takes the frames prepared so, all chosen for the report.
  package mutating func record(
    _ segments: inout MutableSpan<PendingSegment>, _ headers: inout MutableSpan<FrameHeader>, count: Int, in bytes: Span<UInt8>
  ) {
    for index in 0..<min(count, segments.count, headers.count) {
      let range = FrameRange(of: headers[index])
      record(&segments[index], of: &headers[index], in: bytes, range, isSelected: true)
    }
  }

  /// Decodes a plain frame into its place in the ring, and has its place in the index fetched. Nothing changes the header: see `record`.
  @inline(__always)
  package mutating func prepare(_ pending: inout PendingSegment, _ bytes: Span<UInt8>, _ header: inout FrameHeader) {
    pending.isReady = ring.append(plain: bytes, of: &header, ends: &pending.ends, serial: &pending.serial)
    guard pending.isReady else { return }
    setKey(&pending)
    index.prefetch(pending.hash)
  }

  /// Has the flow of a prepared segment fetched.
  @inline(__always)
  package mutating func foresee(_ pending: inout PendingSegment) {
    pending.guess = index.guess(pending.hash)
    slots.prefetch(pending.guess)
  }

  /// Works out the key of a segment that the ring holds already, and which way it goes.
  @inline(__always)
  mutating func setKey(_ pending: inout PendingSegment) {
    pending.setKey(seed)
    ring[pending.serial].mark(fromHigh: pending.key.isFromHigh)
  }
}

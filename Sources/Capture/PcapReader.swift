import Wire

/// Reads the records of a pcap file (draft-ietf-opsawg-pcap, section 5). One record is a bounds check, one load and a few shifts.
struct PcapReader {
  private let order: ByteOrder
  private let nanosecondsPerTick: Int64
  /// Octets of a record before its frame.
  let headerLength: Int
  private let lengthOrder: LengthOrder
  /// How long a frame may claim to be.
  let limit: UInt32
  /// Whether records have not the order of octets or of lengths that nearly all have.
  private let isUnusual: Bool
  /// How all frames begin.
  let linkType: LinkType
  /// The snapshot length as the file says.
  let snapshotLength: UInt32
  /// Whether times count nanoseconds.
  let hasNanoseconds: Bool

  /// Which of the two lengths comes first.
  private enum LengthOrder {
    /// Captured, then original: since version 2.3.
    case capturedFirst
    /// Original, then captured: before, and DG/UX.
    case originalFirst
    /// Version 2.3, written by either kind of program: the smaller one is the captured length.
    case eitherFirst
  }

  /// The fields of a record header that every variant has.
  private struct Record: BitwiseCopyable {
    var seconds: UInt32
    var fraction: UInt32
    var capturedLength: UInt32
    var originalLength: UInt32
  }

  /// A reader that is never asked for a frame.
  init() {
    order = ByteOrder(isSwapped: false)
    nanosecondsPerTick = 1
    headerLength = 16
    lengthOrder = .capturedFirst
    limit = 0
    isUnusual = false
    linkType = .ethernet
    snapshotLength = 0
    hasNanoseconds = false
  }

  /// Reads the records after `header`.
  init(after header: PcapHeader) {
    order = header.order
    hasNanoseconds = header.variant.hasNanoseconds || header.isAIX
    nanosecondsPerTick = hasNanoseconds ? 1 : 1000
    headerLength = header.variant == .kuznetsov ? 24 : 16
    linkType = header.isAIX ? LinkType(rawValue: PcapHeader.linkTypesOfAIX[header.linkType.rawValue] ?? 0) : header.linkType
    snapshotLength = header.snapshotLength
    limit = FrameLimit.bytes(of: linkType, snapshotLength: header.snapshotLength)
    lengthOrder =
      switch (header.majorVersion, header.minorVersion) {
      case (2, 0...2), (543, _): .originalFirst
      case (2, 3): .eitherFirst
      default: .capturedFirst
      }
    isUnusual = order.isSwapped || lengthOrder != .capturedFirst
  }

  /// Fills in the header of the next frame, which `input` then lends, where the whole record is at hand and sound, as nearly all are.
  /// Nothing here can fail, so that it stays small enough to be inlined where the frames are asked for.
  @inline(__always)
  mutating func take(_ header: inout FrameHeader, from input: inout BufferedInput) -> Bool {
    guard var record = input.load(as: Record.self) else { return false }
    // One branch that always goes the same way costs less than four fields chosen one by one.
    if isUnusual { arrange(&record) }
    let captured = record.capturedLength
    guard captured <= limit, input.take(frameAt: headerLength, count: Int(captured), of: headerLength &+ Int(captured)) else {
      return false
    }
    // At most 2^32 seconds and 2^32 ticks: far from the ends of Int64.
    header.time.nanoseconds = Int64(record.seconds) &* 1_000_000_000 &+ Int64(record.fraction) &* nanosecondsPerTick
    header.capturedLength = captured
    header.originalLength = record.originalLength
    header.linkType = linkType
    header.interface = 0
    return true
  }

  /// The same after `take` could not: reads on, or says what is wrong; false at the end.
  mutating func next(_ header: inout FrameHeader, from input: inout BufferedInput) throws(ReadingProblem) -> Bool {
    guard try input.ensure(headerLength), var record = input.load(as: Record.self) else {
      guard input.count > 0 else { return false }
      throw cut(.recordHeader, needed: headerLength, input)
    }
    if isUnusual { arrange(&record) }
    let captured = record.capturedLength
    guard captured <= limit else { throw .problem(.frameTooLong(offset: input.offset, claimed: captured, limit: limit)) }
    let length = headerLength &+ Int(captured)
    guard try input.ensure(length), take(&header, from: &input) else { throw cut(.record, needed: length, input) }
    return true
  }

  /// How much of the next frame was captured, as its record claims; nil where that is not at hand.
  func capturedLength(_ input: borrowing BufferedInput) -> UInt32? {
    guard var record = input.load(as: Record.self) else { return nil }
    if isUnusual { arrange(&record) }
    return record.capturedLength
  }

  /// Brings the octets and the two lengths into the usual order.
  @inline(never)
  private func arrange(_ record: inout Record) {
    record = Record(
      seconds: order(record.seconds), fraction: order(record.fraction), capturedLength: order(record.capturedLength),
      originalLength: order(record.originalLength))
    let isInOrder = lengthOrder == .capturedFirst || lengthOrder == .eitherFirst && record.capturedLength <= record.originalLength
    if !isInOrder { swap(&record.capturedLength, &record.originalLength) }
  }

  @inline(never)
  private func cut(_ part: CaptureError.Part, needed: Int, _ input: borrowing BufferedInput) -> ReadingProblem {
    .problem(.cut(part, offset: input.offset, needed: UInt64(needed), present: UInt64(input.count)))
  }
}

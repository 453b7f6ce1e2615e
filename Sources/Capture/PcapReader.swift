import Wire

/// Reads the records of a pcap file (draft-ietf-opsawg-pcap, section 5). One record is a bounds check, one load and a few shifts.
struct PcapReader {
  private let order: ByteOrder
  private let nanosecondsPerTick: Int64
  private let headerLength: Int
  private let lengthOrder: LengthOrder
  private let limit: UInt32
  /// What all headers share. Filling in a copy of it saves two calls into another module for every frame.
  private let template: FrameHeader
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
    linkType = .ethernet
    snapshotLength = 0
    hasNanoseconds = false
    template = FrameHeader(time: Timestamp(nanoseconds: 0), number: 0, capturedLength: 0, originalLength: 0, linkType: .ethernet)
  }

  /// Reads the records after `header`.
  init(after header: PcapHeader) {
    order = header.order
    hasNanoseconds = header.variant.hasNanoseconds || header.isAIX
    nanosecondsPerTick = hasNanoseconds ? 1 : 1000
    headerLength = header.variant == .kuznetsov ? 24 : 16
    linkType = header.isAIX ? LinkType(rawValue: PcapHeader.linkTypesOfAIX[header.linkType.rawValue] ?? 0) : header.linkType
    template = FrameHeader(time: Timestamp(nanoseconds: 0), number: 0, capturedLength: 0, originalLength: 0, linkType: linkType)
    snapshotLength = header.snapshotLength
    limit = FrameLimit.bytes(of: linkType, snapshotLength: header.snapshotLength)
    lengthOrder =
      switch (header.majorVersion, header.minorVersion) {
      case (2, 0...2), (543, _): .originalFirst
      case (2, 3): .eitherFirst
      default: .capturedFirst
      }
  }

  /// The next frame, which `input` then lends; nil at the end.
  @inline(__always)
  func next(from input: inout BufferedInput, number: UInt64) throws(ReadingProblem) -> FrameHeader? {
    guard try input.ensure(headerLength), let record = input.load(as: Record.self) else {
      guard input.count > 0 else { return nil }
      throw cut(.recordHeader, needed: headerLength, input)
    }
    var captured = order(record.capturedLength)
    var original = order(record.originalLength)
    if lengthOrder != .capturedFirst { arrange(&captured, &original) }
    guard captured <= limit else { throw .problem(.frameTooLong(offset: input.offset, claimed: captured, limit: limit)) }
    let length = headerLength &+ Int(captured)
    guard try input.ensure(length), input.take(frameAt: headerLength, count: Int(captured), of: length) else {
      throw cut(.record, needed: length, input)
    }
    // At most 2^32 seconds and 2^32 ticks: far from the ends of Int64.
    let time = Int64(order(record.seconds)) &* 1_000_000_000 &+ Int64(order(record.fraction)) &* nanosecondsPerTick
    var header = template
    header.time.nanoseconds = time
    header.number = number
    header.capturedLength = captured
    header.originalLength = original
    return header
  }

  private func arrange(_ captured: inout UInt32, _ original: inout UInt32) {
    if lengthOrder == .eitherFirst && captured <= original { return }
    swap(&captured, &original)
  }

  @inline(never)
  private func cut(_ part: CaptureError.Part, needed: Int, _ input: borrowing BufferedInput) -> ReadingProblem {
    .problem(.cut(part, offset: input.offset, needed: UInt64(needed), present: UInt64(input.count)))
  }
}

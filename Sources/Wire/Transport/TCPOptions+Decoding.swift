/// The timestamp option as nearly every segment carries it: alone, after two no-operations (RFC 7323, appendix A).
struct AlignedTimestampOption: WireHeader {
  private var kindAndLength: UInt32
  private var valueField: UInt32
  private var echoField: UInt32

  /// Whether these are two no-operations and a timestamp option of its only length, or `isNone`.
  @inline(__always)
  func isSound(unless isNone: Choice) -> Bool { isNone(0, else: kindAndLength.byteSwapped ^ 0x0101_080a) == 0 }

  /// TSval.
  var value: UInt32 { valueField.byteSwapped }
  /// TSecr.
  var echo: UInt32 { echoField.byteSwapped }
}

/// The options of a SYN as Linux writes them, so as most of all SYNs and SYN-ACKs have them: maximum segment size, SACK
/// permitted, timestamps, a no-operation, window scale.
struct LinuxSynOptions: WireHeader {
  private var maximumSegmentSizeKind: UInt16
  private var maximumSegmentSizeField: UInt16
  private var sackPermittedAndTimestampKind: UInt32
  private var valueField: UInt32
  private var echoField: UInt32
  private var scaleKindAndShift: UInt32

  /// Whether these are those options, each with its kind's length.
  @inline(__always)
  var isSound: Bool {
    maximumSegmentSizeKind.byteSwapped == 0x0204 && sackPermittedAndTimestampKind.byteSwapped == 0x0402_080a
      && scaleKindAndShift.byteSwapped >> 8 == 0x01_0303
  }

  /// What they say.
  @inline(__always)
  var options: TCPOptions {
    var options = TCPOptions()
    options.timestampValue = valueField.byteSwapped
    options.timestampEcho = echoField.byteSwapped
    options.maximumSegmentSize = maximumSegmentSizeField.byteSwapped
    options.present = [.maximumSegmentSize, .sackPermitted, .timestamps]
    options.scaleWindow(by: UInt8(truncatingIfNeeded: scaleKindAndShift.byteSwapped))
    options.length = 20
    return options
  }
}

extension TCPOptions {
  /// The options between two offsets of a frame, as many as were captured (RFC 9293, section 3.1).
  @inline(never)
  init(decoding bytes: Span<UInt8>, from start: Int, to end: Int) {
    if end &- start == 20, let syn = bytes.header(at: start, as: LinuxSynOptions.self), syn.isSound {
      self = syn.options
      return
    }
    self.init()
    length = UInt8(clamping: end &- start)
    if start < end, end > bytes.count { present = .damaged }
    var offset = start
    while let next = readOption(in: bytes, at: offset, before: end) { offset = next }
  }

  /// Takes over the option at an offset.
  ///
  /// - Returns: where the next one stands, or nil after the last.
  @inline(__always)
  private mutating func readOption(in bytes: Span<UInt8>, at offset: Int, before end: Int) -> Int? {
    guard offset < end, let kind = bytes.header(at: offset, as: UInt8.self), kind != 0 else { return nil }
    guard kind != 1 else { return offset &+ 1 }
    guard let size = bytes.header(at: offset &+ 1, as: UInt8.self), size >= 2, offset &+ Int(size) <= end else {
      present.formUnion(.damaged)
      return nil
    }
    read(kind: kind, size: size, from: bytes, at: offset &+ 2)
    return offset &+ Int(size)
  }

  /// Takes over one option; one that has not its kind's size is damage.
  @inline(__always)
  private mutating func read(kind: UInt8, size: UInt8, from bytes: Span<UInt8>, at offset: Int) {
    switch (kind, size) {
    case (2, 4): readMaximumSegmentSize(bytes, at: offset)
    case (3, 3): readWindowScale(bytes, at: offset)
    case (4, 2): present.formUnion(.sackPermitted)
    case (5, 10), (5, 18), (5, 26), (5, 34): present.formUnion(.sack)
    case (8, 10): readTimestamps(bytes, at: offset)
    case (19, 18), (29, 4...): present.formUnion(.authentication)
    case (30, 3...): present.formUnion(.multipath)
    case (34, _): present.formUnion(.fastOpen)
    case (2...5, _), (8, _), (19, _), (29, _), (30, _): present.formUnion(.damaged)
    default: present.formUnion(.other)
    }
  }

  private mutating func readMaximumSegmentSize(_ bytes: Span<UInt8>, at offset: Int) {
    guard let value = bytes.header(at: offset, as: UInt16.self) else { return present.formUnion(.damaged) }
    maximumSegmentSize = value.byteSwapped
    present.formUnion(.maximumSegmentSize)
  }

  private mutating func readWindowScale(_ bytes: Span<UInt8>, at offset: Int) {
    guard let shift = bytes.header(at: offset, as: UInt8.self) else { return present.formUnion(.damaged) }
    scaleWindow(by: shift)
  }

  /// Takes over the window scale, and which options stood before it. Only a SYN has one, so that no other segment pays for this.
  package mutating func scaleWindow(by shift: UInt8) {
    windowScale = shift
    if present.contains(.sackPermitted) { present.formUnion(.scaleAfterSackPermitted) }
    if present.contains(.timestamps) { present.formUnion(.scaleAfterTimestamps) }
    present.formUnion(.windowScale)
  }

  private mutating func readTimestamps(_ bytes: Span<UInt8>, at offset: Int) {
    guard let value = bytes.header(at: offset, as: UInt32.self), let echo = bytes.header(at: offset &+ 4, as: UInt32.self) else {
      return present.formUnion(.damaged)
    }
    timestampValue = value.byteSwapped
    timestampEcho = echo.byteSwapped
    present.formUnion(.timestamps)
  }
}

import Wire

/// How the time stamps of a pcapng interface become nanoseconds: if_tsresol and if_tsoffset (draft-ietf-opsawg-pcapng, section 4.2).
struct TimeResolution: BitwiseCopyable {
  private var multiplier: UInt64 = 1000
  private var divisor: UInt64 = 1
  private var binaryDigits: UInt64 = 0
  private var offset: Int64 = 0
  private var isBinary = false

  /// Microseconds since the epoch, which is what an interface means that says nothing.
  init() {}

  /// What the value of if_tsresol says: powers of 10, or with the highest bit powers of 2.
  init(option: UInt8) {
    let exponent = UInt64(option & 0x7f)
    isBinary = option & 0x80 != 0
    binaryDigits = min(exponent, 63)
    guard !isBinary else { return }
    multiplier = power(of: exponent <= 9 ? 9 - exponent : 0)
    divisor = power(of: exponent > 9 ? min(exponent - 9, 19) : 0)
  }

  /// The same resolution with a number of seconds added to every time, held in range.
  func addingSeconds(_ seconds: Int64) -> TimeResolution {
    let (nanoseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    var result = self
    result.offset = overflow ? (seconds < 0 ? .min : .max) : nanoseconds
    return result
  }

  /// The moment of a time stamp; the ends of the range where the file claims a time beyond them.
  @inline(__always)
  func time(of ticks: UInt64) -> Timestamp {
    guard !isBinary, divisor == 1, offset == 0 else { return slowTime(of: ticks) }
    return time(ticks.multipliedReportingOverflow(by: multiplier))
  }

  /// How many nanoseconds a tick lasts, for the reader of a summary; 0 where it is less than one.
  var nanosecondsPerTick: UInt64 {
    if isBinary { return 1_000_000_000 >> binaryDigits }
    return divisor > 1 ? 0 : multiplier
  }

  @inline(never)
  private func slowTime(of ticks: UInt64) -> Timestamp {
    let sinceEpoch = isBinary ? binaryTime(of: ticks) : time((ticks / divisor).multipliedReportingOverflow(by: multiplier))
    let (sum, overflow) = sinceEpoch.nanoseconds.addingReportingOverflow(offset)
    return Timestamp(nanoseconds: overflow ? (offset < 0 ? .min : .max) : sum)
  }

  private func binaryTime(of ticks: UInt64) -> Timestamp {
    let seconds = ticks >> binaryDigits
    let fraction = ticks & ((1 << binaryDigits) &- 1)
    let product = fraction.multipliedFullWidth(by: 1_000_000_000)
    let nanoseconds = binaryDigits == 0 ? 0 : product.high << (64 &- binaryDigits) | product.low >> binaryDigits
    let whole = time(seconds.multipliedReportingOverflow(by: 1_000_000_000))
    let (sum, overflow) = whole.nanoseconds.addingReportingOverflow(Int64(truncatingIfNeeded: nanoseconds))
    return Timestamp(nanoseconds: overflow ? .max : sum)
  }

  private func time(_ product: (partialValue: UInt64, overflow: Bool)) -> Timestamp {
    guard !product.overflow, product.partialValue <= UInt64(Int64.max) else { return Timestamp(nanoseconds: .max) }
    return Timestamp(nanoseconds: Int64(truncatingIfNeeded: product.partialValue))
  }
}

/// 10 to that power, at most 19: what fits.
private func power(of exponent: UInt64) -> UInt64 {
  (0..<exponent).reduce(1) { product, _ in product &* 10 }
}

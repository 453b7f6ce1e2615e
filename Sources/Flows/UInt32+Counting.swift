extension UInt32 {
  /// Counts on, and stays at the greatest value: a counter that began anew would say that nothing was seen. The order does not matter.
  @inline(__always)
  mutating func count(_ more: UInt32 = 1) {
    let (sum, isTooMuch) = addingReportingOverflow(more)
    self = isTooMuch ? .max : sum
  }
}

/// The order of the octets of a file's integers, against this machine's own.
struct ByteOrder {
  /// Whether the file was written by a machine of the other order.
  var isSwapped: Bool

  /// A number of the file as a number of this machine.
  @inline(__always)
  func callAsFunction<Number: FixedWidthInteger>(_ number: Number) -> Number {
    isSwapped ? number.byteSwapped : number
  }
}

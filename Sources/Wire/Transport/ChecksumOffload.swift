// A network card that computes checksums is handed segments in which the sum of the pseudo header stands for the checksum (RFC 9293, section
// 3.1; Linux CHECKSUM_PARTIAL). Captured like that, a segment has not left the machine that sent it: the machine itself, or the host of a virtual one.
extension SegmentEnds {
  /// Whether the checksum of the segment with so many octets of payload, whose ends these are, is still to be computed. One in 65,536 that is
  /// computed looks like that. Mutating only because the compiler lends a value that may change as a copy.
  package mutating func awaitsChecksum(payloadLength: UInt32, in bytes: Span<UInt8>) -> Bool {
    let begin = Int(payloadOffset) &- Int(optionsLength) &- 20
    guard let field = bytes.header(at: begin &+ 16, as: UInt16.self) else { return false }
    let length = 20 &+ UInt64(optionsLength) &+ UInt64(payloadLength)
    let addresses =
      isV6
      ? source.high.wordSum &+ source.low.wordSum &+ destination.high.wordSum &+ destination.low.wordSum
      : (from >> 16).wordSum &+ (to >> 16).wordSum
    // Below 2^21, so that what is carried is added once, and what that carries once more.
    let sum = (addresses &+ length.wordSum &+ UInt64(InternetProtocol.tcp.rawValue)).wordSum.wordSum
    return UInt64(field.byteSwapped) == sum
  }
}

extension UInt64 {
  /// The sum of its four 16-bit words.
  fileprivate var wordSum: UInt64 { (self >> 48) &+ (self >> 32 & 0xffff) &+ (self >> 16 & 0xffff) &+ (self & 0xffff) }
}

import Wire

extension [UInt8] {
  /// The octets that hexadecimal digits spell; anything else, spaces for instance, is passed over.
  init(hex text: String) {
    let digits = text.compactMap(\.hexDigitValue)
    self = stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}

extension Packet {
  /// What the octets are as a frame of that link type, all of it captured unless its length on the wire is given.
  init(_ bytes: [UInt8], as linkType: LinkType = .ethernet, wireLength: Int? = nil) {
    let header = FrameHeader(
      time: Timestamp(nanoseconds: 0), number: 1, capturedLength: UInt32(bytes.count),
      originalLength: UInt32(wireLength ?? bytes.count), linkType: linkType)
    self.init(decoding: bytes.span, of: header)
  }

  /// The segment, if it is one.
  var segment: Segment? {
    guard case .segment(let segment) = self else { return nil }
    return segment
  }

  /// The ICMP error, if it is one.
  var controlMessage: ControlMessage? {
    guard case .controlMessage(let message) = self else { return nil }
    return message
  }

  /// The reason why it is nothing to follow, if it is nothing.
  var undecoded: Undecoded? {
    guard case .other(let reason) = self else { return nil }
    return reason
  }
}

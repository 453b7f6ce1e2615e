import Wire

/// The link types that are decoded, and one that is not.
let packetLinkTypes: [UInt16] = [
  1, 101, 113, 276, 0, 8, 9, 12, 14, 50, 51, 104, 105, 107, 108, 109, 117, 119, 127, 163, 166, 192, 228, 229, 239, 242, 274, 147,
]

/// Decodes a frame: the first octet chooses its link type, the second how much longer it was on the wire, the rest is what was captured.
func tryPacket(_ bytes: [UInt8]) {
  guard bytes.count >= 2 else { return }
  let frame = Array(bytes.dropFirst(2))
  let type = packetLinkTypes[Int(bytes[0]) % packetLinkTypes.count]
  let packet = decode(frame, type, cut: Int(bytes[1]))
  if case .segment(let segment) = packet { check(segment, frame) }
  // 101 has a short way for plain frames, 228 and 229 have not: the result must be the same.
  if type == 101 {
    let other = decode(frame, 228, cut: Int(bytes[1]))
    promise(isSame(packet, other), "both ways tell the same: \(packet) and \(other)")
  }
}

private func decode(_ frame: [UInt8], _ type: UInt16, cut: Int) -> Packet {
  let header = FrameHeader(
    time: Timestamp(nanoseconds: 0), number: 1, capturedLength: UInt32(frame.count), originalLength: UInt32(frame.count + cut),
    linkType: LinkType(rawValue: type))
  return Packet(decoding: frame.span, of: header)
}

private func check(_ segment: Segment, _ frame: [UInt8]) {
  let payload = Int(segment.payloadOffset) + Int(segment.capturedPayloadLength)
  promise(payload <= frame.count, "the payload lies in the frame: \(segment)")
  promise(segment.capturedPayloadLength <= segment.payloadLength, "no more is captured than was sent: \(segment)")
  promise(segment.options.length <= 40, "options have at most 40 octets: \(segment)")
  promise(segment.ip.source.isV4 == segment.ip.destination.isV4, "both ends speak the same IP: \(segment)")
  promise(!segment.ip.source.description.isEmpty, "an address has a text")
}

private func isSame(_ left: Packet, _ right: Packet) -> Bool {
  switch (left, right) {
  case (.segment(let left), .segment(let right)):
    left.ip == right.ip && left.link == right.link && left.options == right.options && left.flags == right.flags
      && left.sourcePort == right.sourcePort && left.destinationPort == right.destinationPort && left.sequence == right.sequence
      && left.acknowledgment == right.acknowledgment && left.window == right.window && left.payloadLength == right.payloadLength
      && left.payloadOffset == right.payloadOffset && left.capturedPayloadLength == right.capturedPayloadLength
  case (.controlMessage(let left), .controlMessage(let right)): left.ip == right.ip && left.type == right.type && left.code == right.code
  case (.echoReply(let left, _), .echoReply(let right, _)): left == right
  case (.other(let left), .other(let right)): left == right
  default: false
  }
}

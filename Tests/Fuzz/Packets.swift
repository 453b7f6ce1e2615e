import Reporting
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
  checkWrittenAnew(packet)
  // 101 has a short way for plain frames, 228 and 229 have not: the result must be the same.
  if type == 101 {
    let other = decode(frame, 228, cut: Int(bytes[1]))
    promise(isSame(packet, other), "both ways tell the same: \(packet) and \(other)")
  }
}

private func decode(_ frame: [UInt8], _ type: UInt16, cut: Int) -> Packet {
  let header = FrameHeader(
    time: Timestamp(nanoseconds: 0), number: 1, capturedLength: UInt32(frame.count), originalLength: UInt32(clamping: frame.count + cut),
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

/// What an anonymized copy writes of a packet must be decoded to the same again.
private func checkWrittenAnew(_ packet: Packet) {
  guard let frame = PlainFrame(packet) else { return }
  let again = decode(frame.bytes, 101, cut: Int(frame.originalLength) - frame.bytes.count)
  guard case .segment(let segment) = packet else { return promise(isSameKind(packet, again), "\(packet) is written anew as \(again)") }
  guard case .segment(let other) = again else { return promise(false, "\(packet) is written anew as \(again)") }
  promise(
    segment.sourcePort == other.sourcePort && segment.destinationPort == other.destinationPort && segment.sequence == other.sequence
      && segment.acknowledgment == other.acknowledgment && segment.flags == other.flags && segment.window == other.window
      && segment.payloadLength == other.payloadLength && segment.ip.hopLimit == other.ip.hopLimit
      && segment.ip.source == other.ip.source && segment.ip.destination == other.ip.destination,
    "\(segment) is written anew as \(other)")
}

private func isSameKind(_ left: Packet, _ right: Packet) -> Bool {
  switch (left, right) {
  case (.controlMessage(let left), .controlMessage(let right)):
    left.type == right.type && left.code == right.code && left.ip.source == right.ip.source
      && left.quoted.sourcePort == right.quoted.sourcePort && left.quoted.sequence == right.quoted.sequence
  case (.echoReply(let left, _), .echoReply(let right, _)): left.source == right.source && left.hopLimit == right.hopLimit
  default: false
  }
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

import Testing
import Wire

private let allRows = linkRows + wirelessRows + internetRows + tcpRows + controlRows + tunnelRows

@Test("a link header leads to the packet", arguments: linkRows + wirelessRows)
func decodesLinks(row: Row) {
  #expect(row.packet.summary == row.expected)
}

@Test("an IP header says what follows it and how long it is", arguments: internetRows)
func decodesInternet(row: Row) {
  #expect(row.packet.summary == row.expected)
}

@Test("a TCP header is read as far as it can be", arguments: tcpRows)
func decodesTCP(row: Row) {
  #expect(row.packet.summary == row.expected)
}

@Test("an ICMP error tells which segment it refuses", arguments: controlRows)
func decodesControlMessages(row: Row) {
  #expect(row.packet.summary == row.expected)
}

@Test("the innermost packet of a tunnel counts", arguments: tunnelRows)
func decodesTunnels(row: Row) {
  #expect(row.packet.summary == row.expected)
}

/// Link headers that end in an EtherType, as the short way knows them, each with its link type.
private let plainLinks: [(UInt16, String)] = [
  (1, Part.ethernet), (1, Part.ethernet + "8100 0005"), (113, "0000 0001 0006 020000000001 0000"),
  (113, "0004 0304 0000 0000000000000000"), (113, "0001 0001 0006 020000000001 0000"),
]

@Test("a plain frame's short way agrees with the general one", arguments: tcpRows.filter { $0.wireLength == nil }, plainLinks)
func agreesWithItself(row: Row, link: (type: UInt16, hex: String)) {
  var packet = row.bytes
  // The short way wants the length that the rows leave to the frame.
  packet[2] = UInt8(packet.count >> 8)
  packet[3] = UInt8(packet.count & 0xff)
  let frame = [UInt8](hex: link.hex + "0800") + packet
  guard let short = Remembered(plain: frame, as: LinkType(rawValue: link.type)) else { return }
  #expect(short == Remembered(Packet(frame, as: LinkType(rawValue: link.type))))
}

@Test("plain frames take the short way", arguments: plainLinks)
func knowsPlainFrames(link: (type: UInt16, hex: String)) {
  for (type, packet) in [("0800", Part.ipv4), ("86dd", Part.ipv6)] {
    let frame = [UInt8](hex: link.hex + type + packet)
    let short = Remembered(plain: frame, as: LinkType(rawValue: link.type))
    #expect(short != nil)
    #expect(short == Remembered(general(frame, as: link.type), behind: 8))
  }
}

/// Everything that is remembered of a segment, in words that can be compared.
private struct Remembered: Equatable {
  private var words: [String]

  /// The short way; nil where it does not know the frame.
  init?(plain frame: [UInt8], as linkType: LinkType) {
    // Whatever stood there before is written over.
    var (segment, ends) = (CompactSegment.garbage, SegmentEnds(from: IPAddress(high: 9, low: 9), 9, to: IPAddress(high: 8, low: 8), 8))
    (ends.payloadOffset, ends.optionsLength) = (99, 99)
    guard segment.take(plain: frame.span, linkType: linkType, ends: &ends) else { return nil }
    self.init(segment, ends, behind: 0)
  }

  /// The general way, of a frame behind so many octets; nil where it finds no segment.
  init?(_ packet: Packet, behind prefix: UInt32 = 0) {
    guard case .segment(var segment) = packet else { return nil }
    var compact = CompactSegment.garbage
    compact.take(&segment)
    self.init(compact, SegmentEnds(of: segment), behind: prefix)
  }

  private init(_ segment: CompactSegment, _ ends: SegmentEnds, behind prefix: UInt32) {
    words = ["\(segment)", "\(ends.from) \(ends.to) \(ends.isV6) \(ends.payloadOffset - prefix) \(ends.optionsLength)"]
    if ends.isV6 { words.append("\(ends.source) \(ends.destination)") }
  }
}

extension CompactSegment {
  /// A segment of which every bit is set.
  fileprivate static var garbage: CompactSegment {
    var segment = Segment(
      ip: InternetLayer(source: IPAddress(high: .max, low: .max), destination: IPAddress(high: .max, low: .max)), link: LinkLayer(),
      sourcePort: .max, destinationPort: .max)
    segment.ip.flowLabel = .max
    segment.ip.dontFragment = true
    segment.link.vlan = .max
    segment.link.tunnel = .max
    segment.link.sourceAddress = .max
    segment.options.present.rawValue = .max
    segment.flags.rawValue = .max
    var compact = CompactSegment()
    compact.take(&segment)
    return compact
  }
}

/// The frame behind a PPI header, which the short way does not know.
private func general(_ frame: [UInt8], as linkType: UInt16) -> Packet {
  Packet([0, 0, 8, 0, UInt8(linkType & 0xff), UInt8(linkType >> 8), 0, 0] + frame, as: LinkType(rawValue: 192))
}

@Test("a payload's place and captured length stay inside the frame", arguments: [40, 42, 50])
func boundsPayload(captured: Int) throws {
  let whole = [UInt8](hex: "45000032 00014000 40060000 0a000001 0a000002" + Part.tcp + "00112233445566778899")
  let segment = try #require(Packet(Array(whole.prefix(captured)), as: .raw, wireLength: 50).segment)
  #expect(segment.payloadOffset == 40)
  #expect(segment.payloadLength == 10)
  #expect(segment.capturedPayloadLength == UInt32(captured - 40))
}

@Test("a frame cut anywhere is truncated or keeps what was parsed", arguments: allRows)
func survivesCuts(row: Row) {
  let whole = row.bytes
  for length in 0..<whole.count {
    let packet = Packet(Array(whole.prefix(length)), as: LinkType(rawValue: row.linkType), wireLength: row.wireLength ?? whole.count)
    if let segment = packet.segment {
      #expect(Int(segment.payloadOffset) + Int(segment.capturedPayloadLength) <= length)
    }
    // The same octets as all that the wire had.
    _ = Packet(Array(whole.prefix(length)), as: LinkType(rawValue: row.linkType))
  }
}

@Test("a plain frame is a segment from the control bits on, and truncated before")
func cutsPlainFrame() throws {
  let whole = [UInt8](hex: Part.frame)
  for length in 0..<whole.count {
    let packet = Packet(Array(whole.prefix(length)), wireLength: whole.count)
    if length < 14 + 20 + 14 {
      #expect(packet.undecoded == .truncated)
    } else {
      #expect(try #require(packet.segment).flags == [.rst, .ack])
    }
  }
}

@Test("a tunnel's digest is the same both ways and differs by identifier")
func digestsTunnels() throws {
  func digest(_ hex: String) throws -> UInt32 { try #require(Packet([UInt8](hex: hex), as: .raw).segment).link.tunnel }
  let there = "45000000 00000000 402f0000 c0000201 c0000202 2000 0800 00000001" + Part.ipv4
  let back = "45000000 00000000 402f0000 c0000202 c0000201 2000 0800 00000001" + Part.ipv4
  let other = "45000000 00000000 402f0000 c0000201 c0000202 2000 0800 00000002" + Part.ipv4
  #expect(try digest(there) == digest(back))
  #expect(try digest(there) != digest(other))
  #expect(try digest(there) != 0)
}

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

@Test("the plain frame's short way and the general one agree", arguments: tcpRows.filter { $0.wireLength == nil })
func agreesWithItself(row: Row) {
  // The raw row behind Ethernet, its length filled in, goes the short way; behind cooked it never does.
  var packet = row.bytes
  guard packet.count > 20 else { return }
  packet[2] = UInt8(packet.count >> 8)
  packet[3] = UInt8(packet.count & 0xff)
  let plain = Packet([UInt8](hex: "000000000000 000000000000 0800") + packet)
  let general = Packet(packet, as: .raw)
  #expect(plain.summary == general.summary)
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

/// The first eight octets of an ICMP or ICMPv6 message (RFC 792; RFC 4443, section 2.1).
struct ControlHeader: WireHeader {
  /// Type of the message.
  var type: UInt8
  /// Code of the message.
  var code: UInt8
  private var checksum: UInt16
  private var rest: UInt32
}

extension HeaderWalk {
  /// ICMP: errors that may end a connection, and echo replies (RFC 792).
  mutating func internetControl(in bytes: Span<UInt8>) throws(Undecoded) -> Packet {
    guard !isVersion6 else { throw .otherProtocol }
    let header = try take(ControlHeader.self, in: bytes)
    switch header.type {
    case 0: return .echoReply(ip, link)
    case 3, 4, 11, 12: return try controlMessage(header, in: bytes)
    default: throw .otherProtocol
    }
  }

  /// ICMPv6: the same (RFC 4443, sections 3 and 4.2).
  mutating func internetControlV6(in bytes: Span<UInt8>) throws(Undecoded) -> Packet {
    // The addresses tell which numbers its types have.
    guard isVersion6, !ip.source.isV4 else { throw .otherProtocol }
    let header = try take(ControlHeader.self, in: bytes)
    switch header.type {
    case 129: return .echoReply(ip, link)
    case 1...4: return try controlMessage(header, in: bytes)
    default: throw .otherProtocol
    }
  }

  /// An error with its quote.
  private mutating func controlMessage(_ header: ControlHeader, in bytes: Span<UInt8>) throws(Undecoded) -> Packet {
    // The quote claims the length of the packet that drew the error; what follows is bounded by the message itself.
    var quote = HeaderWalk(end: end)
    quote.offset = offset
    let quoted = try quote.quotedSegment(in: bytes)
    return .controlMessage(ControlMessage(ip: ip, link: link, type: header.type, code: header.code, quoted: quoted))
  }
}

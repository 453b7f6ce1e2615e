/// The fixed part of a GTP-U header (3GPP TS 29.281, section 5.1).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     | Ver |T|*|E|S|N|  Message Type |             Length            |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |                 Tunnel Endpoint Identifier                    |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |  Sequence Number (E, S or N)  | N-PDU Number  |Next Extension |
struct GTPHeader: WireHeader {
  private var flags: UInt8
  private var messageType: UInt8
  private var length: UInt16
  private var endpoint: UInt32

  /// Whether this is version 1 of GTP, not GTP', carrying a user's packet.
  var isUserPacket: Bool { flags >> 4 == 3 && messageType == 255 }
  /// Whether the optional word follows, with any of its three fields.
  var hasOptionalWord: Bool { flags & 0x07 != 0 }
  /// Whether that word's next extension has a meaning.
  var hasExtensions: Bool { flags & 0x04 != 0 }
}

extension HeaderWalk {
  /// GTP-U with its extension headers. Each direction has an endpoint identifier of its own, so the digest leaves them out.
  mutating func gtp(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(GTPHeader.self, in: bytes)
    guard header.isUserPacket else { throw .otherProtocol }
    if header.hasOptionalWord {
      let word = try take(UInt32.self, in: bytes).byteSwapped
      if header.hasExtensions { try gtpExtensions(first: UInt8(truncatingIfNeeded: word), in: bytes) }
    }
    enterTunnel(.gtp)
    return .internet
  }

  /// Extension headers: a length in four octets first, the type of the next one last (section 5.2.1).
  private mutating func gtpExtensions(first type: UInt8, in bytes: Span<UInt8>) throws(Undecoded) {
    var type = type
    for _ in 0..<16 where type != 0 {
      let start = offset
      let length = Int(try take(UInt8.self, in: bytes)) &* 4
      guard length > 0 else { throw .malformed }
      offset = start &+ length &- 1
      type = try take(UInt8.self, in: bytes)
    }
    guard type == 0 else { throw .tooDeep }
  }
}

/// The fixed part of a GRE header (RFC 2784, section 2; RFC 2890; version 1: RFC 2637, section 4.1).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |C|R|K|S|s|Recur|A| Flags | Ver |         Protocol Type         |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |      Checksum (C or R)        |       Offset (C or R)         |
///     |            Key (K); in version 1 length and call              |
///     |                     Sequence Number (S)                       |
///     |            Acknowledgment Number (A, version 1)               |
struct GenericRoutingHeader: WireHeader {
  private var flagsField: UInt16
  private var protocolType: UInt16

  private var flags: UInt16 { flagsField.byteSwapped }
  /// The version: 0, or 1 for PPTP.
  var version: UInt16 { flags & 0x0007 }
  /// Whether checksum and offset are present.
  var hasChecksum: Bool { flags & 0xc000 != 0 }
  /// Whether source routes follow, which nobody uses and RFC 2784 withdrew.
  var hasRouting: Bool { flags & 0x4000 != 0 }
  /// Whether a key is present.
  var hasKey: Bool { flags & 0x2000 != 0 }
  /// Whether a sequence number is present.
  var hasSequence: Bool { flags & 0x1000 != 0 }
  /// Whether an acknowledgment number is present, in version 1.
  var hasAcknowledgment: Bool { version == 1 && flags & 0x0080 != 0 }
  /// What follows.
  var type: EtherType { EtherType(rawValue: protocolType.byteSwapped) }
}

extension HeaderWalk {
  /// A GRE header with its optional fields.
  mutating func genericRouting(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(GenericRoutingHeader.self, in: bytes)
    guard header.version < 2, !header.hasRouting else { throw .otherProtocol }
    if header.hasChecksum { skip(4) }
    let key = header.hasKey ? try take(UInt32.self, in: bytes).byteSwapped : 0
    if header.hasSequence { skip(4) }
    if header.hasAcknowledgment { skip(4) }
    // A call of version 1 has a number for each direction.
    enterTunnel(.genericRouting, identifier: header.version == 0 ? key : 0)
    return try genericRoutingPayload(header, in: bytes)
  }

  /// What the protocol type announces; beside EtherTypes there are vendors' numbers.
  private mutating func genericRoutingPayload(_ header: GenericRoutingHeader, in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    switch (header.type, header.version) {
    case (.erspan, 0): return try erspan(hasSequence: header.hasSequence, in: bytes)
    case (.erspan3, 0): return try erspan3(in: bytes)
    case (.ethernetOverIP, 1): return .ethernet
    case (.webCache, 0):
      // Version 2 of the redirection puts four octets before the IP packet.
      if let first = peek(UInt8.self, in: bytes), first >> 4 != 4 { skip(4) }
      return .internet
    default:
      // Keepalives and the like carry no EtherType.
      guard header.type.rawValue >= 0x0600 else { throw .otherProtocol }
      return .etherType(header.type)
    }
  }
}

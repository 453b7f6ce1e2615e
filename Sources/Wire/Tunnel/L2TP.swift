/// The flags of an L2TP version 2 header (RFC 2661, section 3.1).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |T|L|x|x|S|x|O|P|x|x|x|x|  Ver  |          Length (L)           |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |           Tunnel ID           |           Session ID          |
///     |             Ns (S)            |             Nr (S)            |
///     |      Offset Size (O)          |    Offset pad (O)
struct L2TPFlags: WireHeader {
  private var field: UInt16

  private var flags: UInt16 { field.byteSwapped }
  /// Whether this is a data message of version 2.
  var isData: Bool { flags & 0x800f == 0x0002 }
  /// Whether a length follows.
  var hasLength: Bool { flags & 0x4000 != 0 }
  /// Whether sequence numbers follow.
  var hasSequence: Bool { flags & 0x0800 != 0 }
  /// Whether an offset and its padding follow.
  var hasOffset: Bool { flags & 0x0200 != 0 }
}

extension HeaderWalk {
  /// L2TP version 2: a PPP packet. Each end chose its identifiers, so the digest leaves them out.
  mutating func l2tp(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let flags = try take(L2TPFlags.self, in: bytes)
    guard flags.isData else { throw .otherProtocol }
    if flags.hasLength { skip(2) }
    skip(4)
    if flags.hasSequence { skip(4) }
    if flags.hasOffset { skip(Int(try take(UInt16.self, in: bytes).byteSwapped)) }
    enterTunnel(.l2tp)
    return .pointToPoint
  }
}

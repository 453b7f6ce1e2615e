/// The part that ERSPAN types II and III share (draft-foschiano-erspan, sections 4.2 and 4.3).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |  Ver  |          VLAN         | COS | En|T|    Session ID     |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |      type II: reserved and index; type III: timestamp         |
struct ERSPANHeader: WireHeader {
  private var versionAndVLAN: UInt16
  private var classAndSession: UInt16
  private var rest: UInt32

  /// The version: 1 for type II, 2 for type III.
  var version: UInt16 { versionAndVLAN.byteSwapped >> 12 }
  /// Which mirroring session sent the copy.
  var session: UInt32 { UInt32(classAndSession.byteSwapped & 0x03ff) }
}

/// What type III adds: security group tag, frame type, hardware, and whether a platform's own eight octets follow.
struct ERSPAN3Trailer: WireHeader {
  private var securityGroupTag: UInt16
  private var typeAndFlags: UInt16

  /// Whether the platform specific subheader follows.
  var hasSubheader: Bool { typeAndFlags.byteSwapped & 1 != 0 }
  /// Whether a frame is carried (0), not an IP packet (2).
  var carriesFrame: Bool { typeAndFlags.byteSwapped >> 10 & 0x1f == 0 }
}

extension HeaderWalk {
  /// Types I and II: type I is the bare frame behind a GRE header without sequence numbers.
  mutating func erspan(hasSequence: Bool, in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    guard hasSequence else { return .ethernet }
    let header = try take(ERSPANHeader.self, in: bytes)
    guard header.version == 1 else { throw .otherProtocol }
    enterTunnel(.erspan, identifier: header.session)
    return .ethernet
  }

  /// Type III.
  mutating func erspan3(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(ERSPANHeader.self, in: bytes)
    guard header.version == 2 else { throw .otherProtocol }
    let trailer = try take(ERSPAN3Trailer.self, in: bytes)
    if trailer.hasSubheader { skip(8) }
    enterTunnel(.erspan, identifier: header.session)
    return trailer.carriesFrame ? .ethernet : .internet
  }
}

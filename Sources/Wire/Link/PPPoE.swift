/// A PPPoE header (RFC 2516, section 4).
struct PPPoEHeader: WireHeader {
  private var versionAndType: UInt8
  private var code: UInt8
  private var session: UInt16
  private var length: UInt16

  /// Whether the header is of the only version and carries session data.
  var isSessionData: Bool { versionAndType == 0x11 && code == 0 }
}

extension HeaderWalk {
  /// A PPPoE session; the length of what it carries is left to IP.
  mutating func pppoeSession(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(PPPoEHeader.self, in: bytes)
    guard header.isSessionData else { throw .notInternet }
    return .pointToPoint
  }
}

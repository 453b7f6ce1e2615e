/// One entry of an MPLS label stack (RFC 3032, section 2.1).
struct LabelStackEntry: WireHeader {
  private var labelClassAndTimeToLive: UInt32

  /// Whether no further entry follows.
  var isBottom: Bool { labelClassAndTimeToLive.byteSwapped & 0x100 != 0 }
}

extension HeaderWalk {
  /// A label stack down to its bottom. It does not say what it carries: that is a guess (RFC 4928, section 2; RFC 4385, section 3).
  mutating func labelStack(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    var isBottom = false
    var entries = 0
    while !isBottom {
      guard entries < 16 else { throw .tooDeep }
      isBottom = try take(LabelStackEntry.self, in: bytes).isBottom
      entries &+= 1
    }
    guard let first = peek(UInt8.self, in: bytes) else { throw offset < end ? .truncated : .malformed }
    // A hardware address may begin with 4 or 6 as well; a frame with a type of ours is then the better guess.
    if first >> 4 == 4 || first >> 4 == 6, !looksLikeEthernet(after: 0, in: bytes) { return .internet }
    return try pseudowire(in: bytes)
  }

  /// An Ethernet pseudowire, with the control word or without (RFC 4448, section 4.6).
  private mutating func pseudowire(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    if looksLikeEthernet(after: 4, in: bytes), peek(UInt8.self, in: bytes).map({ $0 >> 4 }) == 0 {
      skip(4)
      return .ethernet
    }
    guard looksLikeEthernet(after: 0, in: bytes) else { throw .notInternet }
    return .ethernet
  }

  /// Whether the type of an Ethernet frame that begins `distance` octets further is one that leads to IP.
  private func looksLikeEthernet(after distance: Int, in bytes: Span<UInt8>) -> Bool {
    peek(EthernetHeader.self, ahead: distance, in: bytes)?.type.leadsToInternet ?? false
  }
}

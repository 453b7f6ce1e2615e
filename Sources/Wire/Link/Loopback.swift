extension HeaderWalk {
  /// LINKTYPE_NULL and LINKTYPE_LOOP: the address family as 32 bits, in the order of the capturing host or of the network.
  mutating func loopback(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let field = try take(UInt32.self, in: bytes)
    // Families are small numbers: whichever order gives one is the writer's.
    switch min(field, field.byteSwapped) {
    // AF_INET; AF_INET6 of Linux, Windows, NetBSD and OpenBSD, FreeBSD, Darwin.
    case 2, 10, 23, 24, 28, 30: return .internet
    // Some writers put an EtherType there.
    case 0x0800, 0x86dd: return .internet
    default: throw .notInternet
    }
  }

  /// LINKTYPE_SLIP: direction, kind of packet, and 14 octets of what compression left.
  mutating func serialLine(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let direction = try take(UInt8.self, in: bytes)
    link.passage = direction == 0 ? .incoming : .outgoing
    skip(15)
    return .internet
  }
}

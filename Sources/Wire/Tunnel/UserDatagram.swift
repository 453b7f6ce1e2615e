/// A UDP header (RFC 768).
struct UserDatagramHeader: WireHeader {
  private var source: UInt16
  private var destination: UInt16
  private var lengthField: UInt16
  private var checksum: UInt16

  /// Source port.
  var sourcePort: UInt16 { source.byteSwapped }
  /// Destination port.
  var destinationPort: UInt16 { destination.byteSwapped }
  /// Octets of header and payload; 0 in super-frames of segmentation offload.
  var length: Int { Int(lengthField.byteSwapped) }
}

extension HeaderWalk {
  /// A UDP datagram: of use only where a port says that it is a tunnel.
  mutating func userDatagram(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let start = offset
    let header = try take(UserDatagramHeader.self, in: bytes)
    if header.length >= 8 { end = min(end, start &+ header.length) }
    isGuess = true
    if let next = try tunnel(onPort: header.destinationPort, in: bytes) { return next }
    if let next = try tunnel(onPort: header.sourcePort, in: bytes) { return next }
    throw .otherProtocol
  }

  /// What a tunnel on that port carries here; nil where the port belongs to none.
  private mutating func tunnel(onPort port: UInt16, in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader? {
    switch port {
    case 1701: return try l2tp(in: bytes)
    case 2152: return try gtp(in: bytes)
    case 3544: return try teredo(in: bytes)
    // 8472 is what Linux used before the port was assigned, and some overlays still do.
    case 4789, 8472: return try vxlan(in: bytes)
    case 4790: return try vxlanGeneric(in: bytes)
    case 6081: return try geneve(in: bytes)
    case 6635:
      enterTunnel(.mpls)
      return .etherType(.mpls)
    default: return nil
    }
  }
}

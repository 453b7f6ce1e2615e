/// What kinds of tunnels are followed; the number goes into the digest and must not change.
enum TunnelKind: UInt8 {
  case ipInIP = 1
  case genericRouting
  case erspan
  case vxlan
  case geneve
  case gtp
  case teredo
  case etherIP
  case mpls
  case l2tp
}

extension HeaderWalk {
  /// Notes that what follows is inside a tunnel between the addresses of the last IP header.
  ///
  /// The digest is the same for both directions of a tunnel and the same on every run. So `identifier` must be a number that both
  /// directions share, a network identifier or a key, not one that each end chose for itself.
  mutating func enterTunnel(_ kind: TunnelKind, identifier: UInt32 = 0) {
    tunnels &+= 1
    let (first, second) = ip.source < ip.destination ? (ip.source, ip.destination) : (ip.destination, ip.source)
    var digest = FowlerNollVo(seed: link.tunnel)
    digest.add(UInt64(kind.rawValue) << 32 | UInt64(identifier))
    digest.add(first.high)
    digest.add(first.low)
    digest.add(second.high)
    digest.add(second.low)
    // 0 means no tunnel.
    link.tunnel = max(digest.value, 1)
  }
}

/// The 32-bit FNV-1a hash (RFC 9923).
private struct FowlerNollVo {
  /// The hash of what was added so far.
  var value: UInt32

  /// A hash that continues from another one.
  init(seed: UInt32) {
    value = 0x811c_9dc5 ^ seed
  }

  /// Adds the eight octets of a number.
  mutating func add(_ number: UInt64) {
    for shift in stride(from: 0, to: UInt64(64), by: 8) {
      value = (value ^ UInt32(truncatingIfNeeded: number >> shift & 0xff)) &* 0x0100_0193
    }
  }
}

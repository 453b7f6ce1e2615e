/// The header of an NFLOG frame (linux/netfilter/nfnetlink.h, struct nfgenmsg).
struct NetfilterLogHeader: WireHeader {
  private var addressFamily: UInt8
  /// The version, 0.
  var version: UInt8
  private var resource: UInt16
}

/// The header of one attribute, in the capturing host's order, which is little-endian wherever NFLOG has been met.
struct NetfilterLogAttribute: WireHeader {
  private var lengthField: UInt16
  private var typeField: UInt16

  /// Octets of the attribute with this header, without the padding to a multiple of four.
  var length: Int { Int(UInt16(littleEndian: lengthField)) }
  /// What the attribute is (linux/netfilter/nfnetlink_log.h, enum nfulnl_attr_type).
  var type: UInt16 { UInt16(littleEndian: typeField) & 0x7fff }
}

extension HeaderWalk {
  /// LINKTYPE_NFLOG: attributes, of which one is the packet from its IP header on.
  mutating func netfilterLog(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    guard try take(NetfilterLogHeader.self, in: bytes).version == 0 else { throw .malformed }
    // The kernel knows some twenty attributes, each once.
    for _ in 0..<64 {
      let start = offset
      let attribute = try take(NetfilterLogAttribute.self, in: bytes)
      guard attribute.length >= 4 else { throw .malformed }
      switch attribute.type {
      case 1: readHook(in: bytes)
      case 8: readHardwareAddress(in: bytes)
      case 9: return .internet
      default: break
      }
      offset = start &+ (attribute.length &+ 3) & ~3
    }
    throw .tooDeep
  }

  /// NFULA_PACKET_HDR: which netfilter hook saw the packet. PREROUTING and INPUT see what comes in, OUTPUT and POSTROUTING what goes out.
  private mutating func readHook(in bytes: Span<UInt8>) {
    switch peek(UInt8.self, ahead: 2, in: bytes) {
    case 0, 1: link.passage = .incoming
    case 3, 4: link.passage = .outgoing
    default: break
    }
  }

  /// NFULA_HWADDR: length in network order, two octets of padding, the source address.
  private mutating func readHardwareAddress(in bytes: Span<UInt8>) {
    guard peek(UInt16.self, in: bytes)?.byteSwapped == 6, let address = peek(UInt64.self, ahead: 4, in: bytes) else { return }
    link.sourceAddress = address.byteSwapped >> 16
  }
}

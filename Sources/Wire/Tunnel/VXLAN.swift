/// A VXLAN header (RFC 7348, section 5), with the next protocol of its generic extension (draft-ietf-nvo3-vxlan-gpe).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |R|R|R|R|I|P|R|R|            Reserved           | Next Protocol |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |                VXLAN Network Identifier       |   Reserved    |
struct VXLANHeader: WireHeader {
  private var flagsAndProtocol: UInt32
  private var identifierField: UInt32

  /// Whether the network identifier is valid, as it must be.
  var hasIdentifier: Bool { flagsAndProtocol.byteSwapped & 0x0800_0000 != 0 }
  /// What follows in the generic extension: 3, a frame, where it says nothing.
  var nextProtocol: UInt32 { flagsAndProtocol.byteSwapped & 0x0400_0000 == 0 ? 3 : flagsAndProtocol.byteSwapped & 0xff }
  /// The network identifier, 24 bits.
  var identifier: UInt32 { identifierField.byteSwapped >> 8 }
}

extension HeaderWalk {
  /// VXLAN: a frame.
  mutating func vxlan(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(VXLANHeader.self, in: bytes)
    guard header.hasIdentifier else { throw .otherProtocol }
    enterTunnel(.vxlan, identifier: header.identifier)
    return .ethernet
  }

  /// VXLAN with the generic protocol extension: what its next protocol says.
  mutating func vxlanGeneric(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(VXLANHeader.self, in: bytes)
    enterTunnel(.vxlan, identifier: header.identifier)
    switch header.nextProtocol {
    case 1: return .etherType(.ipv4)
    case 2: return .etherType(.ipv6)
    case 3: return .ethernet
    case 5: return .etherType(.mpls)
    default: throw .otherProtocol
    }
  }
}

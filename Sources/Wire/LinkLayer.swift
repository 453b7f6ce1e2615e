/// What the headers below IP say of where a frame came from.
package struct LinkLayer: Hashable, Sendable {
  /// The source hardware address in the low 48 bits; 0 where the link has none.
  package var sourceAddress: UInt64 = 0
  /// The innermost VLAN identifier (IEEE 802.1Q), 0 where untagged.
  package var vlan: UInt16 = 0
  /// Whether the capturing host says that it sent the frame itself (Linux cooked packet types 0 to 4), if the link tells.
  package var passage: Passage = .unknown
  /// A digest of the tunnels around the packet (kinds, their endpoints and identifiers); 0 without a tunnel.
  package var tunnel: UInt32 = 0

  /// A link layer of which nothing is known.
  package init() {}

  /// Whether the capturing host received a frame or sent it.
  package enum Passage: UInt8, Sendable {
    /// The link does not tell.
    case unknown
    /// The capturing host received it.
    case incoming
    /// The capturing host sent or forwarded it.
    case outgoing
  }
}

/// What decoding made of a frame. A flat value: no allocation, no class, no string.
package enum Packet: Sendable {
  /// A TCP segment: the innermost, where packets are tunnelled.
  case segment(Segment)
  /// An ICMP or ICMPv6 error that quotes a TCP segment.
  case controlMessage(ControlMessage)
  /// An ICMP or ICMPv6 echo reply: a host's own packet, so its hop limit is a reference.
  case echoReply(InternetLayer, LinkLayer)
  /// Nothing that this program follows, and why.
  case other(Undecoded)
}

/// Why a frame gave no packet to follow.
package enum Undecoded: UInt8, CaseIterable, Sendable, Error {
  /// The link type is not one that this program knows.
  case unknownLinkType
  /// The frame carries no IP (ARP, LLDP, 802.11 management, encrypted 802.11 …).
  case notInternet
  /// IP, but neither TCP nor an ICMP message of use (UDP, OSPF, ESP …).
  case otherProtocol
  /// A fragment of IP after the first: it has no TCP header.
  case laterFragment
  /// Captured too short for the headers, by the snapshot length.
  case truncated
  /// A header contradicts itself or its lengths.
  case malformed
  /// More nested headers than the decoder follows.
  case tooDeep
}

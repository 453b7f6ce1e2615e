/// An ICMP or ICMPv6 error (RFC 792, RFC 4443) with what it quotes of the packet that drew it.
package struct ControlMessage: Sendable {
  /// The IP header of the message itself: its source is who refused.
  package var ip: InternetLayer
  /// The headers below IP.
  package var link: LinkLayer
  /// Type of the message.
  package var type: UInt8
  /// Code of the message.
  package var code: UInt8
  /// The TCP segment that it quotes.
  package var quoted: QuotedSegment

  /// A message with these values.
  package init(ip: InternetLayer, link: LinkLayer, type: UInt8, code: UInt8, quoted: QuotedSegment) {
    self.ip = ip
    self.link = link
    self.type = type
    self.code = code
    self.quoted = quoted
  }
}

/// What an ICMP error quotes of a TCP segment: its IP header and 8 octets of TCP or more, as the refusing hop saw them.
package struct QuotedSegment: Sendable {
  /// The quoted IP header; its hop limit is what was left at the refusing hop.
  package var ip: InternetLayer
  /// Source port.
  package var sourcePort: UInt16
  /// Destination port.
  package var destinationPort: UInt16
  /// Sequence number; nil where the capture cut the frame before it, as a snapshot length of 68 does.
  package var sequence: SequenceNumber?
  /// The control bits, where the quote reaches that far.
  package var flags: TCPFlags?

  /// A quote with these values.
  package init(ip: InternetLayer, sourcePort: UInt16, destinationPort: UInt16, sequence: SequenceNumber?, flags: TCPFlags?) {
    self.ip = ip
    self.sourcePort = sourcePort
    self.destinationPort = destinationPort
    self.sequence = sequence
    self.flags = flags
  }
}

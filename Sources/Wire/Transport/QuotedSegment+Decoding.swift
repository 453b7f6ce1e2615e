/// The eight octets of a TCP header that every ICMP error must quote (RFC 792, page 4).
struct QuotedTCPHeader: WireHeader {
  private var ports: QuotedPorts
  private var sequenceField: UInt32

  /// Sequence number.
  var sequence: SequenceNumber { SequenceNumber(sequenceField.byteSwapped) }
}

/// The first four of them, which tell the flow.
struct QuotedPorts: WireHeader {
  private var source: UInt16
  private var destination: UInt16

  /// Source port.
  var sourcePort: UInt16 { source.byteSwapped }
  /// Destination port.
  var destinationPort: UInt16 { destination.byteSwapped }
}

extension HeaderWalk {
  /// The TCP segment that an ICMP error quotes, from its IP header on.
  ///
  /// - Throws: `.otherProtocol` where it quotes something else.
  mutating func quotedSegment(in bytes: Span<UInt8>) throws(Undecoded) -> QuotedSegment {
    let messageEnd = end
    var next = NextHeader.internet
    // The IP header and at most the extension headers that IPv6 lists (RFC 8200, section 4.1).
    for _ in 0..<8 {
      if case .internetProtocol(.tcp) = next { return try quotedTCP(in: bytes) }
      guard next.isQuotable else { throw .otherProtocol }
      next = try payload(of: next, in: bytes)
      // Some stacks quote the total length less the header's; eight octets behind it are quoted all the same.
      end = min(max(end, offset &+ 8), messageEnd)
    }
    throw .otherProtocol
  }

  /// Ports and sequence number, and the control bits where the quote reaches them.
  private mutating func quotedTCP(in bytes: Span<UInt8>) throws(Undecoded) -> QuotedSegment {
    let whole = peek(TCPHeaderStart.self, in: bytes)
    let sequence = peek(QuotedTCPHeader.self, in: bytes)?.sequence
    let ports = try take(QuotedPorts.self, in: bytes)
    return QuotedSegment(
      ip: ip, sourcePort: ports.sourcePort, destinationPort: ports.destinationPort, sequence: sequence, flags: whole?.flags)
  }
}

extension NextHeader {
  /// Whether a quote is followed through this header: IP and its extensions, no tunnels.
  fileprivate var isQuotable: Bool {
    switch self {
    case .internet, .internetProtocol(.hopByHopOptions), .internetProtocol(.routing), .internetProtocol(.fragment),
      .internetProtocol(.destinationOptions), .internetProtocol(.authenticationHeader), .internetProtocol(.mobility):
      true
    default: false
    }
  }
}

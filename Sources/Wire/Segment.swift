/// One TCP segment as captured (RFC 9293, section 3.1), with the headers around it.
@usableFromInline package struct Segment: Sendable {
  /// The IP header.
  package var ip: InternetLayer
  /// The headers below IP.
  package var link: LinkLayer
  /// Source port.
  package var sourcePort: UInt16
  /// Destination port.
  package var destinationPort: UInt16
  /// Sequence number.
  package var sequence: SequenceNumber
  /// Acknowledgment number as it stands in the header, also where the ACK flag is not set.
  package var acknowledgment: SequenceNumber
  /// The control bits.
  @usableFromInline package var flags: TCPFlags
  /// Window as it stands in the header, not scaled.
  package var window: UInt16
  /// How many octets of payload the IP header claims; the capture may hold fewer.
  @usableFromInline package var payloadLength: UInt32
  /// Where in the frame the payload begins.
  package var payloadOffset: UInt32
  /// How many octets of the payload were captured.
  package var capturedPayloadLength: UInt32
  /// The options.
  package var options: TCPOptions

  /// A segment between these ports, everything else empty.
  package init(ip: InternetLayer, link: LinkLayer, sourcePort: UInt16, destinationPort: UInt16) {
    self.ip = ip
    self.link = link
    self.sourcePort = sourcePort
    self.destinationPort = destinationPort
    sequence = SequenceNumber(0)
    acknowledgment = SequenceNumber(0)
    flags = []
    window = 0
    payloadLength = 0
    payloadOffset = 0
    capturedPayloadLength = 0
    options = TCPOptions()
  }

  /// How much of the sequence space the segment takes: its payload, and one for SYN and FIN each (RFC 9293, section 3.4).
  @inlinable package var sequenceLength: UInt32 {
    payloadLength &+ (flags.contains(.syn) ? 1 : 0) &+ (flags.contains(.fin) ? 1 : 0)
  }
}

/// The control bits of TCP, in header order (RFC 9293, section 3.1; AE: RFC 9768).
///
/// Open to inlining, because other modules ask a dozen times a packet: as calls, the library's generic sets took a third of all instructions.
@usableFromInline package struct TCPFlags: OptionSet, Hashable, Sendable {
  /// The low 9 bits of the header's offset-and-flags word.
  @usableFromInline package var rawValue: UInt16

  /// The flags with these bits.
  @inlinable package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// No more data from the sender.
  @inlinable package static var fin: TCPFlags { TCPFlags(rawValue: 0x001) }
  /// Synchronize sequence numbers.
  @inlinable package static var syn: TCPFlags { TCPFlags(rawValue: 0x002) }
  /// Reset the connection.
  @inlinable package static var rst: TCPFlags { TCPFlags(rawValue: 0x004) }
  /// Push.
  @inlinable package static var psh: TCPFlags { TCPFlags(rawValue: 0x008) }
  /// The acknowledgment field is significant.
  @inlinable package static var ack: TCPFlags { TCPFlags(rawValue: 0x010) }
  /// The urgent pointer is significant.
  @inlinable package static var urg: TCPFlags { TCPFlags(rawValue: 0x020) }
  /// ECN echo.
  @inlinable package static var ece: TCPFlags { TCPFlags(rawValue: 0x040) }
  /// Congestion window reduced.
  @inlinable package static var cwr: TCPFlags { TCPFlags(rawValue: 0x080) }
  /// Accurate ECN.
  @inlinable package static var ae: TCPFlags { TCPFlags(rawValue: 0x100) }
}

/// The TCP options of a segment, as far as they tell stacks and clocks apart.
package struct TCPOptions: Hashable, Sendable {
  /// TSval of the timestamp option (RFC 7323, section 3.2), 0 where absent.
  package var timestampValue: UInt32 = 0
  /// TSecr of the timestamp option, 0 where absent.
  package var timestampEcho: UInt32 = 0
  /// Maximum segment size (RFC 9293, section 3.7.1), 0 where absent.
  package var maximumSegmentSize: UInt16 = 0
  /// Window scale shift (RFC 7323, section 2), 0 where absent.
  package var windowScale: UInt8 = 0
  /// Which options are there.
  package var present: Present = []
  /// How many octets of options the header has, 0 to 40.
  package var length: UInt8 = 0

  /// No options.
  package init() {}

  /// Kinds of options seen, and what stood before the window scale: that order tells stacks apart.
  package struct Present: OptionSet, Hashable, Sendable {
    /// One bit a kind.
    package var rawValue: UInt16

    /// The kinds with these bits.
    package init(rawValue: UInt16) {
      self.rawValue = rawValue
    }

    /// Kind 2, maximum segment size.
    package static let maximumSegmentSize = Present(rawValue: 1)
    /// Kind 3, window scale.
    package static let windowScale = Present(rawValue: 2)
    /// Kind 4, SACK permitted.
    package static let sackPermitted = Present(rawValue: 4)
    /// Kind 5, SACK.
    package static let sack = Present(rawValue: 8)
    /// Kind 8, timestamps.
    package static let timestamps = Present(rawValue: timestampsBit)
    static var timestampsBit: UInt16 { 16 }
    /// Kind 19, MD5 signature, or kind 29, TCP-AO.
    package static let authentication = Present(rawValue: 32)
    /// Kind 30, Multipath TCP.
    package static let multipath = Present(rawValue: 64)
    /// Kind 34, Fast Open.
    package static let fastOpen = Present(rawValue: 128)
    /// A kind not listed here.
    package static let other = Present(rawValue: 256)
    /// The options are malformed, or cut by the snapshot length.
    package static let damaged = Present(rawValue: 512)
    /// SACK permitted stood before the window scale.
    package static let scaleAfterSackPermitted = Present(rawValue: 1024)
    /// The timestamps stood before the window scale.
    package static let scaleAfterTimestamps = Present(rawValue: 2048)
  }
}

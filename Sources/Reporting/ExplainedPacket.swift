package import Flows
package import Wire

/// A packet of the flow that is explained, with what the decoder lets go of: the octets of its TCP options.
package struct ExplainedPacket: Sendable {
  /// Its frame.
  package var header: FrameHeader
  /// What it is.
  package var packet: Packet
  /// The octets of its TCP options; empty where there are none, or not all.
  package var options: [UInt8] = []

  /// A packet without options.
  package init(header: FrameHeader, packet: Packet) {
    self.header = header
    self.packet = packet
  }

  /// A packet and the bytes of its frame.
  package init(header: FrameHeader, packet: Packet, frame: Span<UInt8>) {
    self.init(header: header, packet: packet)
    guard case .segment(let segment) = packet else { return }
    // Where the options were cut or are malformed, nobody knows where they stand, and what the decoder kept must do.
    guard !segment.options.present.contains(.damaged) else { return }
    let end = Int(segment.payloadOffset)
    let start = end - Int(segment.options.length)
    guard start >= 0, end <= frame.count else { return }
    options = (start..<end).map { frame[$0] }
  }

  /// Where it stands.
  package var position: FramePosition {
    FramePosition(file: header.file, number: header.number)
  }
}

package import Flows
package import Wire

/// A packet of the flow that is explained, with what the decoder lets go of: the octets of its TCP options.
package struct ExplainedPacket: Sendable {
  /// Its frame.
  package var header: FrameHeader
  /// What it is.
  package var packet: Packet
  /// The octets of its TCP options as far as they were captured; empty where there are none.
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
    let end = min(Int(segment.payloadOffset), frame.count)
    let start = Int(segment.payloadOffset) - Int(segment.options.length)
    guard start >= 0, start < end else { return }
    options = (start..<end).map { frame[$0] }
  }

  /// Where it stands.
  package var position: FramePosition {
    FramePosition(file: header.file, number: header.number)
  }
}

import Wire

/// What is remembered besides of a flow that was answered: 128 bytes, two cache lines.
struct FlowDetail: BitwiseCopyable {
  /// The first packet each end sent: SYN and SYN-ACK where the start was captured.
  var first: InlineArray<2, RecordedPacket>

  init(first packet: RecordedPacket) {
    first = InlineArray(repeating: packet)
  }
}

/// The two ends of a flow over IPv6, whose addresses its key cannot hold.
struct FlowEnds: BitwiseCopyable {
  /// The end that `FlowKey` puts first.
  var low: Endpoint
  var high: Endpoint
}

import Wire

/// What is remembered besides of a flow that was answered.
struct FlowDetail: BitwiseCopyable {
  /// From SYN to SYN-ACK, nanoseconds; 0 where unknown or ambiguous (Karn's rule: not after a retransmission).
  var serverRoundTrip: Int64 = 0
  /// From SYN-ACK to the ACK that completes the handshake, nanoseconds; 0 where unknown or ambiguous.
  var clientRoundTrip: Int64 = 0
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

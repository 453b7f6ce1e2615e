package import Wire

/// How a flow ended, with all that may be looked at to judge it.
package enum Ending: Sendable {
  /// At least one reset was captured.
  case reset(ResetInContext)
  /// An ICMP error refused it.
  case rejected(RejectionInContext)
  /// A SYN that nobody answered.
  case unanswered(SilenceInContext)
  /// Both ends closed in order.
  case closed(QuietFlow)
  /// It goes on at the end of the capture.
  case open(QuietFlow)
  /// Too little was captured to say.
  case partial(QuietFlow)
}

/// What one end of a flow sent, taken together.
package struct EndInContext: Sendable {
  /// Hop limits of its segments, resets excepted.
  package var hopLimits: HopLimits
  /// Its segments, copies excepted.
  package var packets: UInt32
  /// One beyond the highest sequence number that it sent.
  package var next: SequenceNumber
  /// The highest acknowledgment number that it sent.
  package var acknowledged: SequenceNumber
  /// Whether anything but resets was captured of it.
  package var hasSegments: Bool
  /// Whether it sent data.
  package var hasData: Bool
  /// Whether it sent a SYN or SYN-ACK.
  package var hasSyn: Bool
  /// Whether it sent a FIN.
  package var hasFin: Bool
  /// Whether the other end acknowledged something of it that was never captured.
  package var hasGap: Bool
  /// The handshake's round trip between the capture point and this end, nanoseconds, where it was captured unambiguously.
  package var roundTrip: Int64?
  /// Whether it was captured sending segments whose checksum its network card was still to compute.
  package var offloads = false
}

/// A flow that ended without anybody to blame, or of which too little is known.
package struct QuietFlow: Sendable {
  /// The flow.
  package var flow: FlowSummary
  /// What the client sent.
  package var client: EndInContext
  /// What the server sent.
  package var server: EndInContext

  /// A flow of which both ends sent this.
  package init(flow: FlowSummary, client: EndInContext, server: EndInContext) {
    self.flow = flow
    self.client = client
    self.server = server
  }
}

/// A flow with resets, and everything that a heuristic may look at.
package struct ResetInContext: Sendable {
  /// The flow.
  package var flow: FlowSummary
  /// Its packets in the order of capture: at most 48 before the first reset, at most 256 resets, at most 48 others after.
  package var packets: [RecordedPacket]
  /// How many resets it had, also those beyond the kept ones.
  package var resetsTotal: Int
  /// What the client sent.
  package var client: EndInContext
  /// What the server sent.
  package var server: EndInContext
  /// The first packet of the client, where it sent one and was answered.
  package var firstOfClient: RecordedPacket?
  /// The first packet of the server.
  package var firstOfServer: RecordedPacket?
  /// Whether `packets` begins with the flow's first packet.
  package var isWhole: Bool
  /// Whether the flow began with a captured SYN.
  package var beganWithSyn: Bool
  /// What the client said first, where it named a host.
  package var firstPayload: FirstPayload?
  /// ICMP errors about this flow.
  package var controlNote: ControlNote?
  /// What its resets say of themselves, of the first two that do.
  package var notes: [ResetNote]

  /// What that end sent.
  package func end(_ party: Party) -> EndInContext {
    party == .client ? client : server
  }

  /// The address of that end.
  package func address(_ party: Party) -> IPAddress {
    party == .client ? flow.client.address : flow.server.address
  }
}

/// A flow that an ICMP error refused.
package struct RejectionInContext: Sendable {
  /// The flow.
  package var flow: FlowSummary
  /// The errors.
  package var note: ControlNote
  /// What the client sent.
  package var client: EndInContext
  /// What the server sent.
  package var server: EndInContext
}

/// A SYN that nobody answered.
package struct SilenceInContext: Sendable {
  /// The flow.
  package var flow: FlowSummary
  /// How many SYNs were sent.
  package var attempts: UInt32
  /// ICMP time-exceeded errors about it, if any.
  package var note: ControlNote?
  /// What the client sent.
  package var client: EndInContext
}

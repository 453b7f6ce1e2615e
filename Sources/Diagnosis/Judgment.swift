package import Flows
package import Wire

/// How a flow ended.
package enum Outcome: String, Sendable, CaseIterable {
  /// Both sides closed in order before any reset took effect.
  case closed
  /// A reset ended it.
  case reset
  /// An ICMP destination unreachable ended it.
  case rejected
  /// Nobody answered.
  case unanswered
  /// It goes on at the end of the capture.
  case open
  /// Too little was captured to say.
  case partial
}

/// How far a flow had come when it ended, in Cloudflare Radar's words.
package enum Stage: String, Sendable, CaseIterable {
  /// Only the SYN was seen, or answered by a reset.
  case postSyn = "post-syn"
  /// The handshake was complete.
  case postAck = "post-ack"
  /// The first data of the client was sent.
  case postPsh = "post-psh"
  /// After more data.
  case later
  /// After a FIN.
  case postFin = "post-fin"
  /// The beginning was not captured.
  case midStream = "mid-stream"
}

/// What drew a reset.
package struct Trigger: Sendable {
  /// The frame.
  package var packet: FramePosition
  /// What it was: a closed list, part of the NDJSON schema.
  package var kind: Kind
  /// The server name of a TLS ClientHello, as the attacker-controlled bytes it is.
  package var serverName: String?
  /// The Host of an HTTP request, as the attacker-controlled bytes it is.
  package var host: String?

  /// A trigger without a name.
  package init(packet: FramePosition, kind: Kind) {
    self.packet = packet
    self.kind = kind
  }

  /// Kinds of trigger.
  package enum Kind: String, Sendable, CaseIterable {
    /// A SYN.
    case syn
    /// A SYN-ACK.
    case synAck = "syn-ack"
    /// An acknowledgment without data.
    case ack
    /// Data of no kind known here.
    case data
    /// A TLS ClientHello.
    case tlsClientHello = "tls-client-hello"
    /// An HTTP request.
    case httpRequest = "http-request"
    /// A FIN.
    case fin
  }
}

/// One captured reset and who sent it.
package struct JudgedReset: Sendable {
  /// Its frame.
  package var packet: FramePosition
  /// When it was captured.
  package var time: Timestamp
  /// In whose name it came.
  package var from: Party
  /// Its control bits.
  package var flags: TCPFlags
  /// Its hop limit as captured.
  package var hopLimit: UInt8
  /// Its sequence number.
  package var sequence: SequenceNumber
  /// Its acknowledgment number.
  package var acknowledgment: SequenceNumber
  /// Its window field.
  package var window: UInt16
  /// Its IP identification.
  package var identification: UInt16
  /// As in `Verdict.forged`.
  package var forged: Bool?
  /// Who really sent it.
  package var origin: Origin
  /// Whether its receiver would have acted on it, as far as the capture shows.
  package var isEffective: Bool
  /// The frame that drew it.
  package var answers: FramePosition?
  /// The frame of which the capture made this copy.
  package var duplicateOf: FramePosition?

  /// A judged reset with these values.
  package init(
    packet: FramePosition, time: Timestamp, from: Party, flags: TCPFlags, hopLimit: UInt8, sequence: SequenceNumber,
    acknowledgment: SequenceNumber, window: UInt16, identification: UInt16, forged: Bool?, origin: Origin, isEffective: Bool,
    answers: FramePosition? = nil, duplicateOf: FramePosition? = nil
  ) {
    self.packet = packet
    self.time = time
    self.from = from
    self.flags = flags
    self.hopLimit = hopLimit
    self.sequence = sequence
    self.acknowledgment = acknowledgment
    self.window = window
    self.identification = identification
    self.forged = forged
    self.origin = origin
    self.isEffective = isEffective
    self.answers = answers
    self.duplicateOf = duplicateOf
  }
}

/// A flow and what was found of its ending: all that a report may print.
package struct Judgment: Sendable {
  /// The flow.
  package var flow: FlowSummary
  /// How it ended.
  package var outcome: Outcome
  /// How far it had come.
  package var stage: Stage
  /// Who ended it; nil for `closed`, `open` and `partial`.
  package var verdict: Verdict?
  /// Its captured resets in order, at most 256.
  package var resets: [JudgedReset] = []
  /// How many resets it had in all.
  package var resetsTotal: Int = 0
  /// What speaks for the verdict, strongest first.
  package var evidence: [Evidence] = []
  /// What speaks against it, strongest first.
  package var against: [Evidence] = []
  /// Silence before the reset or before what drew it, in nanoseconds.
  package var idle: Int64?
  /// The known timer that the silence equals.
  package var timer: String?
  /// What drew the reset.
  package var trigger: Trigger?
  /// The capture or command that would settle it.
  package var nextStep: NextStep?
  /// How the claimed sender's own packets look beside the reset that decides; nil where no reset does.
  package var habits: SenderHabits?
  /// Whether the ending is harmless and folded away without `--all`.
  package var isFolded: Bool = false

  /// A judgment without findings.
  package init(flow: FlowSummary, outcome: Outcome, stage: Stage) {
    self.flow = flow
    self.outcome = outcome
    self.stage = stage
  }
}

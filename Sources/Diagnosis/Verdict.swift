package import Flows
package import Wire

/// Who really sent what ended a flow.
package enum Origin: String, Sendable, CaseIterable {
  /// The machine that owns the server's address.
  case server
  /// The machine that owns the client's address.
  case client
  /// A device on the path, in another machine's name or, for ICMP, in its own.
  case device
  /// Nobody can know from this capture.
  case undetermined
}

/// How sure a verdict is.
package enum Proof: String, Sendable, CaseIterable {
  /// A second capture, or physically impossible otherwise.
  case proven
  /// One would act on it.
  case likely
  /// A leaning.
  case possible
  /// No leaning.
  case none
}

/// Where on the path the sender stands.
package struct Place: Hashable, Sendable {
  /// Routers between the sender and the capture, where the hop limit tells: 0 is the same link.
  package var hops: Int?
  /// Which part of the path.
  package var side: Side?

  /// That place.
  package init(hops: Int? = nil, side: Side? = nil) {
    self.hops = hops
    self.side = side
  }

  /// Part of the path between client and server.
  package enum Side: String, Sendable {
    /// Near the client.
    case client
    /// Between the two.
    case path
    /// Near the server.
    case server
  }
}

/// Why a flow ended as it did: a closed list, part of the NDJSON schema.
package enum Cause: String, Sendable, CaseIterable {
  /// Nothing listens on the port.
  case closedPort = "closed-port"
  /// A policy refused the SYN.
  case policyReject = "policy-reject"
  /// What the client said first drew it: the name in a TLS ClientHello, or an HTTP request.
  case contentTrigger = "content-trigger"
  /// Nothing had been said for so long that somebody ended or forgot the connection.
  case idleTimeout = "idle-timeout"
  /// A reset in the middle of a connection whose reason does not show.
  case midstreamReset = "midstream-reset"
  /// The application or its kernel threw the connection away: with data unread, on purpose, or as it crashed; the packets do not tell which.
  case abort
  /// The same on purpose: all was read and answered, so it was told to reset instead of closing (SO_LINGER with time 0).
  case linger = "linger-0"
  /// Data arrived after the socket was closed.
  case lateData = "late-data"
  /// The host does not know the connection any more (restart, fail-over).
  case halfOpen = "half-open"
  /// An answer to something that was no part of a connection: a SYN-ACK for which there was no SYN.
  case strayPacket = "stray-packet"
  /// An answer to a packet of another connection of the same end, which a translator on the path had let pass untranslated.
  case conntrackInvalid = "conntrack-invalid"
  /// The handshake was complete, and the server would not have it: its accept queue was full.
  case listenOverflow = "listen-overflow"
  /// A port scan: SYN, SYN-ACK, reset.
  case scanner
  /// The client gave up or closed early.
  case clientGaveUp = "client-gave-up"
  /// A hop-limited probe, as traceroute sends.
  case pathProbe = "path-probe"
  /// The network refused administratively.
  case administrativelyProhibited = "administratively-prohibited"
  /// No route, or no such host or port.
  case unreachable
  /// Nobody answered.
  case silence
  /// One of very many unanswered SYNs to one port, beyond those that are told one by one.
  case synFlood = "syn-flood"
}

/// What an ICMP message said, for a flow it ended.
package struct Rejection: Sendable {
  /// Who sent the message.
  package var address: IPAddress
  /// Type of the message.
  package var type: UInt8
  /// Code of the message.
  package var code: UInt8
  /// traceroute's sign: `!X`, `!N`, `!H`, `!P` …
  package var sign: String
  /// The frame that carried it.
  package var packet: FramePosition
  /// The hop limit left in the quoted packet when it was refused.
  package var quotedHopLimit: UInt8

  /// A rejection with these values.
  package init(address: IPAddress, type: UInt8, code: UInt8, sign: String, packet: FramePosition, quotedHopLimit: UInt8) {
    self.address = address
    self.type = type
    self.code = code
    self.sign = sign
    self.packet = packet
    self.quotedHopLimit = quotedHopLimit
  }
}

/// Who ended a flow, and how sure that is.
package struct Verdict: Sendable {
  /// Who really sent it.
  package var origin: Origin
  /// True: not sent by the machine that owns its source address; false: sent by it; nil: not decided (proof `possible` or `none`).
  package var forged: Bool?
  /// In whose name a device speaks.
  package var posingAs: Party?
  /// How sure.
  package var proof: Proof
  /// Where the sender stands.
  package var place: Place?
  /// Why it happened.
  package var cause: Cause?
  /// The product, where it gave itself away.
  package var product: String?
  /// One sentence.
  package var summary: Phrase
  /// The ICMP message, for a rejected flow.
  package var rejection: Rejection?

  /// A verdict with that origin and sentence.
  package init(origin: Origin, forged: Bool?, proof: Proof, summary: Phrase) {
    self.origin = origin
    self.forged = forged
    self.proof = proof
    self.summary = summary
  }
}

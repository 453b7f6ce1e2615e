package import Wire

/// One end of a flow.
package struct Endpoint: Hashable, BitwiseCopyable, Sendable {
  /// Its address.
  package var address: IPAddress
  /// Its TCP port.
  package var port: UInt16

  /// The endpoint with that address and port.
  package init(address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }
}

/// Which of a flow's two ends a packet claims to come from.
@usableFromInline package enum Party: String, Sendable {
  /// Who sent the SYN, else the better guess.
  case client
  /// Whom the SYN was for.
  case server

  /// The other end.
  @inlinable package var other: Party {
    self == .client ? .server : .client
  }

  /// Whether both are the same end; asked a hundred times for every reset, so open to inlining.
  @inlinable package static func == (left: Party, right: Party) -> Bool {
    switch (left, right) {
    case (.client, .client), (.server, .server): true
    default: false
    }
  }
}

/// Where a frame stands in what was read.
package struct FramePosition: Hashable, Sendable {
  /// Which of the files read together, from 0.
  package var file: UInt16
  /// Which frame of it, from 1.
  package var number: UInt64

  /// The place of that frame in that file.
  package init(file: UInt16, number: UInt64) {
    self.file = file
    self.number = number
  }
}

/// What went in one direction of a flow.
package struct DirectionSummary: Sendable {
  /// TCP segments captured, without copies that the capture made.
  package var packets: UInt64 = 0
  /// Octets of payload by sequence numbers, as Zeek's orig_bytes: a retransmission counts once.
  package var bytes: UInt64 = 0

  /// Nothing yet.
  package init() {}

  /// These counts.
  package init(packets: UInt64, bytes: UInt64) {
    self.packets = packets
    self.bytes = bytes
  }
}

/// One TCP connection as seen here.
package struct FlowSummary: Sendable {
  /// Serial by the flow's first packet, from 1, over all flows.
  package var serial: UInt64
  /// Who sent the SYN, else the better guess.
  package var client: Endpoint
  /// Whom it was for.
  package var server: Endpoint
  /// Whether no SYN told the roles.
  package var rolesAreGuessed: Bool
  /// Its first frame.
  package var first: FramePosition
  /// Its last frame.
  package var last: FramePosition
  /// When the first was captured.
  package var firstTime: Timestamp
  /// When the last was captured.
  package var lastTime: Timestamp
  /// From client to server.
  package var toServer = DirectionSummary()
  /// From server to client.
  package var toClient = DirectionSummary()
  /// Zeek's conn_state: `S0`, `SF`, `REJ` …
  package var connectionState: String
  /// Zeek's history letters.
  package var history: String

  /// A flow with these values and nothing counted.
  package init(
    serial: UInt64, client: Endpoint, server: Endpoint, rolesAreGuessed: Bool, first: FramePosition, last: FramePosition,
    firstTime: Timestamp, lastTime: Timestamp, connectionState: String, history: String
  ) {
    self.serial = serial
    self.client = client
    self.server = server
    self.rolesAreGuessed = rolesAreGuessed
    self.first = first
    self.last = last
    self.firstTime = firstTime
    self.lastTime = lastTime
    self.connectionState = connectionState
    self.history = history
  }
}

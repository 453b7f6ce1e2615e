import Wire

/// An end of a trace: what its packets look like where a line does not say otherwise.
struct TraceEnd {
  var address: IPAddress
  var port: UInt16
  var hopLimit: UInt8
  var initialSequence: UInt32
  var window: UInt16
  var hardwareAddress: UInt64
  var vlan: UInt16 = 0
  var typeOfService: UInt8 = 0
  var flowLabel: UInt32 = 0
  var dontFragment = false
  /// Whether its network card computes checksums, and the capture shows what it is handed.
  var isOffloading = false
  var tunnel: UInt32 = 0
  /// The next IP identification, where it counts them; else 0 is sent.
  var nextIdentification: UInt16?
  /// TSval at the start of the trace, where it stamps its segments.
  var clock: UInt32?
  /// Where in what the capturing host does its frames are seen.
  var passage = LinkLayer.Passage.unknown

  init(_ address: IPAddress, port: UInt16, hopLimit: UInt8, initialSequence: UInt32, hardwareAddress: UInt64) {
    self.address = address
    self.port = port
    self.hopLimit = hopLimit
    self.initialSequence = initialSequence
    self.hardwareAddress = hardwareAddress
    window = 501
  }

  /// The two ends that need no declaration: a client beside the capture, a server five hops away.
  static let usual: [String: TraceEnd] = [
    "C": TraceEnd(IPAddress(v4: 0x0a01_0114), port: 40112, hopLimit: 64, initialSequence: 1000, hardwareAddress: 1),
    "S": TraceEnd(IPAddress(v4: 0x6440_015a), port: 389, hopLimit: 59, initialSequence: 5000, hardwareAddress: 2),
  ]

  /// Takes one column of a declaration.
  mutating func declare(_ column: Substring, _ words: inout TraceWords) throws(TraceComplaint) {
    switch column {
    case "port": port = try words.number("port")
    case "ttl": hopLimit = try words.number("ttl")
    case "isn": initialSequence = try words.number("isn")
    case "win": window = try words.number("win")
    case "mac": hardwareAddress = try words.number("mac")
    case "vlan": vlan = try words.number("vlan")
    case "tos": typeOfService = try words.number("tos")
    case "label": flowLabel = try words.number("label")
    case "df": dontFragment = true
    case "offload": isOffloading = true
    case "tunnel": tunnel = try words.number("tunnel")
    case "ids": nextIdentification = try words.number("ids")
    case "clock": clock = try words.number("clock")
    case "in": passage = .incoming
    case "out": passage = .outgoing
    default: throw TraceComplaint("an end has no '\(column)'")
    }
  }

  /// TSval at that time.
  func timestampValue(at time: Timestamp) -> UInt32 {
    (clock ?? 0) &+ UInt32(truncatingIfNeeded: (time - .traceStart) / 1_000_000)
  }
}

/// Who sends to whom in a trace.
struct TraceWay: Hashable {
  var source: String
  var sourcePort: UInt16
  var destination: String
  var destinationPort: UInt16

  var reversed: TraceWay {
    TraceWay(source: destination, sourcePort: destinationPort, destination: source, destinationPort: sourcePort)
  }
}

/// The numbers that one end of a connection in a trace uses.
struct TraceNumbers {
  var initial: UInt32
  /// Counted from `initial`.
  var next: UInt32 = 0
}

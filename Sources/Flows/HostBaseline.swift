package import Wire

/// How one host's own packets look from here, over all its flows: a value of counters and minima that can be merged in any order.
///
/// A reset that answers a SYN never enters it: a firewall's rejects would vouch for each other.
package struct HostBaseline: Sendable {
  /// How many of its ports are kept apart; packets of further ones count together under port 0.
  private static var portsKept: Int { 64 }
  /// How many of its link addresses are kept.
  private static var linksKept: Int { 8 }

  /// Hop limits of what it sent as a server, by its own port.
  package private(set) var asServer: [UInt16: HopLimits] = [:]
  /// Hop limits of what it sent as a client.
  package private(set) var asClient = HopLimits()
  /// Hop limits of its echo replies.
  package var echoReplies = HopLimits()
  /// Hop limits of its resets that are known to be harmless: they answer data after that host's own FIN.
  package private(set) var harmlessResets = HopLimits()
  /// The two shortest times from a SYN to its SYN-ACK over all flows, nanoseconds, as seen here.
  package private(set) var serverRoundTrips: [Int64] = []
  /// The two shortest times from a SYN-ACK to its ACK for it over all flows, nanoseconds, as seen here.
  package private(set) var clientRoundTrips: [Int64] = []
  /// Where its frames came from on the link, and how many flows showed it.
  package private(set) var links: [LinkSource: UInt32] = [:]
  /// How many of its flows are in here.
  package private(set) var flows: UInt32 = 0
  /// IPv6: how many of its flows began with a labelled packet of it, and how many with an unlabelled one.
  package private(set) var labelledFlows: UInt32 = 0
  package private(set) var unlabelledFlows: UInt32 = 0
  /// How many ICMP time-exceeded errors quoted packets that it sent as a client: it probes the path.
  package var timesExceeded: UInt32 = 0

  /// A source on the link.
  package struct LinkSource: Hashable, Sendable {
    /// Hardware address in the low 48 bits.
    package var hardwareAddress: UInt64
    /// VLAN identifier.
    package var vlan: UInt16
    /// Whether the capturing host received or sent the frame.
    package var passage: LinkLayer.Passage

    /// One number instead of three: a keyed hash costs by the word.
    package func hash(into hasher: inout Hasher) {
      hasher.combine(hardwareAddress << 16 ^ UInt64(vlan) ^ UInt64(passage.rawValue) << 12)
    }

    fileprivate var order: (UInt64, UInt16, UInt8) { (hardwareAddress, vlan, passage.rawValue) }
  }

  /// Nothing known yet.
  package init() {}

  /// Hop limits over all ports.
  package var allAsServer: HopLimits {
    asServer.values.reduce(into: HopLimits()) { $0.merge($1) }
  }

  /// Learns from one end of a flow.
  mutating func learn(_ limits: HopLimitRange, _ roundTrip: Int64?, as party: Party, port: UInt16, first: RecordedPacket?) {
    flows &+= 1
    switch party {
    case .client:
      asClient.add(limits)
      Self.keepLeast(&clientRoundTrips, roundTrip)
    case .server:
      if asServer[port]?.add(limits) == nil { add(HopLimits(limits), port: port) }
      Self.keepLeast(&serverRoundTrips, roundTrip)
    }
    guard let first, !first.flags.contains(.rst) else { return }
    if first.isV6, first.flowLabel != 0 { labelledFlows &+= 1 }
    if first.isV6, first.flowLabel == 0 { unlabelledFlows &+= 1 }
    let link = LinkSource(hardwareAddress: first.hardwareAddress, vlan: first.vlan, passage: first.passage)
    add(link, flows: 1)
  }

  /// Of more ports than are kept apart the highest go to port 0, so that the order of learning does not matter.
  private mutating func add(_ limits: HopLimits, port: UInt16) {
    asServer[port, default: HopLimits()].merge(limits)
    guard asServer.count > Self.portsKept + 1, let most = asServer.keys.max(), let given = asServer.removeValue(forKey: most) else {
      return
    }
    asServer[0, default: HopLimits()].merge(given)
  }

  /// Of more links than are kept the highest go, so that the order of learning does not matter.
  private mutating func add(_ link: LinkSource, flows: UInt32) {
    links[link, default: 0] &+= flows
    guard links.count > Self.linksKept else { return }
    links[links.keys.max { $0.order < $1.order } ?? link] = nil
  }

  /// Learns a reset that is known to be harmless.
  mutating func learnHarmlessReset(_ reset: RecordedPacket) {
    harmlessResets.add(reset.hopLimit)
  }

  private static func keepLeast(_ times: inout [Int64], _ time: Int64?) {
    guard let time, time > 0 else { return }
    if times.count == 2, time >= times[1] { return }
    times.append(time)
    times.sort()
    if times.count > 2 { times.removeLast() }
  }

  /// Adds what another baseline of the same host holds.
  package mutating func merge(_ other: HostBaseline) {
    for (port, limits) in other.asServer { add(limits, port: port) }
    asClient.merge(other.asClient)
    echoReplies.merge(other.echoReplies)
    harmlessResets.merge(other.harmlessResets)
    for time in other.serverRoundTrips { Self.keepLeast(&serverRoundTrips, time) }
    for time in other.clientRoundTrips { Self.keepLeast(&clientRoundTrips, time) }
    for (link, count) in other.links { add(link, flows: count) }
    flows &+= other.flows
    labelledFlows &+= other.labelledFlows
    unlabelledFlows &+= other.unlabelledFlows
    timesExceeded &+= other.timesExceeded
  }
}

/// What is known of the hosts of a capture.
package struct Baselines: Sendable {
  /// By address.
  package var hosts: [IPAddress: HostBaseline] = [:]

  /// Nothing known.
  package init() {}

  /// The baseline of a host, empty where nothing is known.
  package subscript(address: IPAddress) -> HostBaseline {
    hosts[address] ?? HostBaseline()
  }
}

package import Wire

/// How one host's own packets look from here, over all its flows: a value of counters and minima that can be merged in any order.
///
/// A reset that answers a SYN never enters it: a firewall's rejects would vouch for each other.
package struct HostBaseline: Sendable {
  /// Hop limits of what it sent as a server, by its own port.
  package internal(set) var asServer = HopLimitsByPort()
  /// Hop limits of what it sent as a client.
  package internal(set) var asClient = HopLimits()
  /// Hop limits of its echo replies.
  package var echoReplies = HopLimits()
  /// Hop limits of its resets that are known to be harmless: they answer data after that host's own FIN.
  package internal(set) var harmlessResets = HopLimits()
  /// The two shortest times from a SYN to its SYN-ACK over all flows, nanoseconds, as seen here.
  package internal(set) var serverRoundTrips: [Int64] = []
  /// The two shortest times from a SYN-ACK to its ACK for it over all flows, nanoseconds, as seen here.
  package internal(set) var clientRoundTrips: [Int64] = []
  /// Where its frames came from on the link, and how many flows showed it.
  package internal(set) var links = LinkSources()
  /// How many of its flows are in here.
  package internal(set) var flows: UInt32 = 0
  /// IPv6: how many of its flows began with a labelled packet of it, and how many with an unlabelled one.
  package internal(set) var labelledFlows: UInt32 = 0
  package internal(set) var unlabelledFlows: UInt32 = 0
  /// How many ICMP time-exceeded errors quoted packets that it sent as a client: it probes the path.
  package var timesExceeded: UInt32 = 0
  /// From where which of its ports were refused.
  package var refusals = Refusals()
  /// The first frame that shows that the address is translated: another machine answers behind it.
  package private(set) var translation: FramePosition?
  /// Whether an earlier capture showed that, of which no frame can be named here.
  package internal(set) var wasTranslated = false

  /// Nothing known yet.
  package init() {}

  /// Whether another machine answers behind the address.
  package var isTranslated: Bool { translation != nil || wasTranslated }

  /// Hop limits over all ports.
  package var allAsServer: HopLimits { asServer.all }

  /// Learns from one end of a flow.
  mutating func learn(_ limits: HopLimitRange, _ roundTrip: Int64?, as party: Party, port: UInt16, first: RecordedPacket?) {
    flows.count()
    switch party {
    case .client:
      asClient.add(limits)
      Self.keepLeast(&clientRoundTrips, roundTrip)
    case .server:
      asServer.add(limits, port: port)
      Self.keepLeast(&serverRoundTrips, roundTrip)
    }
    guard let first, !first.flags.contains(.rst) else { return }
    if first.isV6, first.flowLabel != 0 { labelledFlows.count() }
    if first.isV6, first.flowLabel == 0 { unlabelledFlows.count() }
    links.add(LinkSources.LinkSource(hardwareAddress: first.hardwareAddress, vlan: first.vlan, passage: first.passage), flows: 1)
  }

  /// Learns a reset that is known to be harmless.
  mutating func learnHarmlessReset(_ reset: RecordedPacket) {
    harmlessResets.add(reset.hopLimit)
  }

  /// Notes that a frame shows the address to be translated.
  mutating func noteTranslation(_ position: FramePosition) {
    guard let known = translation else { return translation = position }
    if (position.file, position.number) < (known.file, known.number) { translation = position }
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
    for (port, limits) in other.asServer { asServer.add(limits, port: port) }
    asClient.merge(other.asClient)
    echoReplies.merge(other.echoReplies)
    harmlessResets.merge(other.harmlessResets)
    for time in other.serverRoundTrips { Self.keepLeast(&serverRoundTrips, time) }
    for time in other.clientRoundTrips { Self.keepLeast(&clientRoundTrips, time) }
    links.merge(other.links)
    flows.count(other.flows)
    labelledFlows.count(other.labelledFlows)
    unlabelledFlows.count(other.unlabelledFlows)
    timesExceeded.count(other.timesExceeded)
    refusals.merge(other.refusals)
    if let position = other.translation { noteTranslation(position) }
    wasTranslated = wasTranslated || other.wasTranslated
  }
}

/// What is known of the hosts of a capture.
package struct Baselines: Sendable {
  /// By address.
  package var hosts: [IPAddress: HostBaseline] = [:]
  /// By serial, flows whose packets belong to another one; as many as are looked for.
  package var twins: [UInt64: FlowTwin] = [:]
  /// In whose names resets of one form came. Bound: a form is a hop limit and two traits, 1,024 in all.
  package var forms: [ResetForm: ResetUsers] = [:]
  /// With which hop limits aborts of one step came, in several flows. Bound: 4,096 steps.
  package var steps: [WindowStep: HopLimitSet] = [:]
  /// Which connections were reset after the client's first words shortly before others of the same hosts.
  package var precedents = Precedents()
  /// Whether the capture misses so many segments that what is not in it may have been there: one connection in twenty shows a gap, and three do.
  package var isLossy = false

  /// Nothing known.
  package init() {}

  /// The baseline of a host, empty where nothing is known.
  package subscript(address: IPAddress) -> HostBaseline {
    hosts[address] ?? HostBaseline()
  }
}

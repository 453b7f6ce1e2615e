import Wire

/// A host's baseline laid out for writing and reading: everything that may be carried from one capture to another.
package struct BaselineParts: Sendable {
  package var flows: UInt32 = 0
  package var asServer: [(port: UInt16, limits: HopLimits)] = []
  package var asClient = HopLimits()
  package var echoReplies = HopLimits()
  package var harmlessResets = HopLimits()
  /// Nanoseconds.
  package var serverRoundTrips: [Int64] = []
  package var clientRoundTrips: [Int64] = []
  /// Hardware address, VLAN identifier, `LinkLayer.Passage`, and how many flows came from there.
  package var links: [(address: UInt64, vlan: UInt16, passage: UInt8, flows: UInt32)] = []
  package var labelledFlows: UInt32 = 0
  package var unlabelledFlows: UInt32 = 0
  package var timesExceeded: UInt32 = 0
  package var refusedPorts: [(hopLimit: UInt8, ports: [UInt16])] = []
  package var labelledRefusals = HopLimits()
  package var unlabelledRefusals = HopLimits()
  /// Whether the address is translated.
  package var isTranslated = false

  /// Nothing known.
  package init() {}

  /// The parts of that baseline.
  package init(_ host: HostBaseline) {
    flows = host.flows
    asServer = host.asServer.map { ($0.key, $0.value) }
    asClient = host.asClient
    echoReplies = host.echoReplies
    harmlessResets = host.harmlessResets
    serverRoundTrips = host.serverRoundTrips
    clientRoundTrips = host.clientRoundTrips
    links = host.links.map { ($0.key.hardwareAddress, $0.key.vlan, $0.key.passage.rawValue, $0.value) }
    labelledFlows = host.labelledFlows
    unlabelledFlows = host.unlabelledFlows
    timesExceeded = host.timesExceeded
    refusedPorts = host.refusals.ports.map { ($0.key, $0.value) }
    labelledRefusals = host.refusals.labelled
    unlabelledRefusals = host.refusals.unlabelled
    isTranslated = host.isTranslated
  }
}

extension HostBaseline {
  /// The baseline of those parts, within the bounds that any baseline has.
  package init(_ parts: BaselineParts) {
    self.init()
    flows = parts.flows
    for (port, limits) in parts.asServer { asServer.add(limits, port: port) }
    asClient = parts.asClient
    echoReplies = parts.echoReplies
    harmlessResets = parts.harmlessResets
    serverRoundTrips = Array(parts.serverRoundTrips.filter { $0 > 0 }.sorted().prefix(2))
    clientRoundTrips = Array(parts.clientRoundTrips.filter { $0 > 0 }.sorted().prefix(2))
    for link in parts.links {
      let passage = LinkLayer.Passage(rawValue: link.passage) ?? .unknown
      links.add(
        LinkSources.LinkSource(hardwareAddress: link.address & 0xffff_ffff_ffff, vlan: link.vlan, passage: passage), flows: link.flows)
    }
    labelledFlows = parts.labelledFlows
    unlabelledFlows = parts.unlabelledFlows
    timesExceeded = parts.timesExceeded
    refusals = Refusals(parts)
    wasTranslated = parts.isTranslated
  }
}

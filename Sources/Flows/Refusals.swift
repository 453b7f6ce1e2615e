import Wire

/// What a host's answers to SYNs for closed ports look like from here: how far away the answer began, by port, and whether IPv6 labelled it.
///
/// They are no reference for each other, since a firewall's would vouch for one another; but which ports are refused from where tells who
/// answers for the address as such. Bound: eight hop limits of sixteen ports.
package struct Refusals: Sendable, Equatable {
  private static var hopLimitsKept: Int { 8 }
  private static var portsKept: Int { 16 }

  /// The refused ports by the hop limit of the refusal: of more than are kept the lowest stay, so that the order of learning does not matter.
  package private(set) var ports: [UInt8: [UInt16]] = [:]
  /// The hop limits of refusals that carried an IPv6 flow label, and of those that carried none.
  package private(set) var labelled = HopLimits()
  package private(set) var unlabelled = HopLimits()

  /// None yet.
  package init() {}

  /// Those of a baseline that was read, within the same bounds.
  init(_ parts: BaselineParts) {
    for (hopLimit, ports) in parts.refusedPorts {
      for port in ports { add(port, hopLimit: hopLimit) }
    }
    labelled = parts.labelledRefusals
    unlabelled = parts.unlabelledRefusals
  }

  /// Whether there was none.
  var isEmpty: Bool { ports.isEmpty }

  /// Learns the refusal of a SYN to that port.
  mutating func learn(_ reset: RecordedPacket, port: UInt16) {
    add(port, hopLimit: reset.hopLimit)
    guard reset.isV6 else { return }
    if reset.flowLabel == 0 { unlabelled.add(reset.hopLimit) } else { labelled.add(reset.hopLimit) }
  }

  /// Adds what another holds.
  mutating func merge(_ other: Refusals) {
    for (hopLimit, ports) in other.ports {
      for port in ports { add(port, hopLimit: hopLimit) }
    }
    labelled.merge(other.labelled)
    unlabelled.merge(other.unlabelled)
  }

  private mutating func add(_ port: UInt16, hopLimit: UInt8) {
    var known = ports[hopLimit] ?? []
    guard !known.contains(port), known.count < Self.portsKept || port < (known.last ?? 0) else { return }
    known.append(port)
    known.sort()
    ports[hopLimit] = Array(known.prefix(Self.portsKept))
    guard ports.count > Self.hopLimitsKept, let most = ports.keys.max() else { return }
    ports[most] = nil
  }
}

/// What resets of one making have in common, whoever they claim to come from, as seen from here.
package struct ResetForm: Hashable, Sendable {
  /// The hop limit as captured.
  package var hopLimit: UInt8
  /// Whether it has an acknowledgment.
  package var hasAcknowledgment: Bool
  /// Whether it announces a window.
  package var hasWindow: Bool

  /// A form with these traits.
  package init(hopLimit: UInt8, hasAcknowledgment: Bool, hasWindow: Bool) {
    (self.hopLimit, self.hasAcknowledgment, self.hasWindow) = (hopLimit, hasAcknowledgment, hasWindow)
  }

  /// The form of that reset.
  package init(_ reset: RecordedPacket) {
    hopLimit = reset.hopLimit
    hasAcknowledgment = reset.flags.contains(.ack)
    hasWindow = reset.window != 0
  }
}

/// The servers in whose name resets of one form came. Bound: eight ends; of more the lowest stay, so that the order does not matter.
package struct ResetUsers: Sendable, Equatable {
  private static var usersKept: Int { 8 }

  /// Their ends, in order of address and port.
  package private(set) var ends: [Endpoint] = []

  /// Nobody.
  package init() {}

  /// Adds a server's end.
  package mutating func add(_ end: Endpoint) {
    guard !ends.contains(end) else { return }
    ends.append(end)
    ends.sort { ($0.address, $0.port) < ($1.address, $1.port) }
    if ends.count > Self.usersKept { ends.removeLast() }
  }

  /// Adds what another holds.
  package mutating func merge(_ other: ResetUsers) {
    for end in other.ends { add(end) }
  }
}

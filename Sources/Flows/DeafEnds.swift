import Wire

/// Servers whose answers the capture does not show though their clients go on, and clients of such that it shows no answer to at all.
///
/// Bound: 100,000 of each. Beyond, an end counts as one that is heard.
struct DeafEnds {
  private static var most: Int { 100_000 }

  private var servers: AddressNumbers
  private var clients: AddressNumbers
  private var isServerDeaf: [Bool] = []
  private var isClientDeaf: [Bool] = []

  /// None yet; the seed as of `AddressNumbers`.
  init(seed: FlowSeed) {
    servers = AddressNumbers(seed: seed)
    clients = AddressNumbers(seed: seed)
  }

  /// Whether there are none.
  var isEmpty: Bool { servers.count == 0 }

  mutating func insert(_ server: Endpoint, _ client: Endpoint) {
    if servers.count < Self.most, servers.add(server.address) == isServerDeaf.count { isServerDeaf.append(true) }
    if clients.count < Self.most, clients.add(client.address) == isClientDeaf.count { isClientDeaf.append(true) }
  }

  mutating func remove(_ server: Endpoint, _ client: Endpoint) {
    if let number = servers.number(of: server.address) { isServerDeaf[number] = false }
    if let number = clients.number(of: client.address) { isClientDeaf[number] = false }
  }

  /// Whether the capture may hold one side only of what this flow's ends say to each other.
  func hears(nothingOf server: Endpoint, _ client: Endpoint) -> Bool {
    guard !isEmpty else { return false }
    return servers.number(of: server.address).map { isServerDeaf[$0] } ?? false
      || clients.number(of: client.address).map { isClientDeaf[$0] } ?? false
  }
}

extension FlowTracker {
  /// Ends that the capture shows on one side only: there, silence means nothing.
  func deafEnds() -> DeafEnds {
    var deaf = DeafEnds(seed: seed)
    guard !showsBothEnds else { return deaf }
    for slot in 0..<slots.count where isDeaf(slot) { deaf.insert(end(slot, .server), end(slot, .client)) }
    guard !deaf.isEmpty else { return deaf }
    for slot in 0..<slots.count where slots[slot].directions[slots[slot].index(of: .server)].packets > 0 {
      deaf.remove(end(slot, .server), end(slot, .client))
    }
    return deaf
  }

  /// Ends the reading: what only coming packets need is given back, for what is told now needs memory of its own. Packets that come all the
  /// same may be taken for those of new flows.
  package mutating func finish() {
    index = FlowIndex()
    countOneSidedFlows()
  }

  /// Counts the flows of which the capture shows one end only, though that end acknowledges the other.
  private mutating func countOneSidedFlows() {
    var count: UInt64 = 0
    for slot in 0..<slots.count where slots[slot].isOneSided { count &+= 1 }
    counts.oneSidedFlows = count
    showsBothEnds = count == 0
  }

  /// Whether the client acknowledges a server of which nothing was captured.
  private func isDeaf(_ slot: UInt32) -> Bool {
    // Most flows show both ends or have acknowledged nothing, and telling that takes but the slot's first line.
    slots[slot].isOneSided && slots[slot].directions[slots[slot].index(of: .server)].packets == 0
  }
}

extension FlowSlot {
  /// Whether one end acknowledges another of which nothing was captured.
  fileprivate var isOneSided: Bool {
    (directions[0].packets == 0 && directions[1].seen.contains(.acknowledgment))
      || (directions[1].packets == 0 && directions[0].seen.contains(.acknowledgment))
  }
}

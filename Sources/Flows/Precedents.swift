import Wire

/// Connections that were reset after their client's first words, of those two hosts that tried again soon: a device that resets for what was
/// said may go on for a while without that. By the serial of each later connection the last such one before it.
///
/// Bound: 1,024 later connections, which share the packets of 256 earlier ones.
package struct Precedents: Sendable {
  /// How long such a device goes on, nanoseconds: 90 s for a request, up to 180 s for a name in a ClientHello.
  package static var longest: Int64 { 180_000_000_000 }
  private static var followersKept: Int { 1_024 }
  private static var contextsKept: Int { 256 }

  private var numbers: [UInt64: Int] = [:]
  private var contexts: [ResetInContext] = []

  /// None.
  package init() {}

  /// Whether there is none.
  package var isEmpty: Bool { numbers.isEmpty }

  /// The connection before the one of that serial.
  package subscript(serial: UInt64) -> ResetInContext? { numbers[serial].map { contexts[$0] } }

  /// Whether as many are kept as may be.
  fileprivate var isFull: Bool { numbers.count >= Self.followersKept || contexts.count >= Self.contextsKept }

  fileprivate mutating func add(_ context: ResetInContext, before serials: [UInt64]) {
    for serial in serials.prefix(Self.followersKept - numbers.count) { numbers[serial] = contexts.count }
    contexts.append(context)
  }
}

/// A client and the port of a server.
private struct HostPair: Hashable {
  var client: IPAddress
  var server: Endpoint
}

/// A reset flow: when it began and was reset.
private struct Attempt {
  var slot: UInt32
  var began: Timestamp
  var reset: Timestamp
}

extension FlowTracker {
  /// Notes which connections were reset after the client's first words and before others of the same two hosts: once all is read. Without any of them
  /// this is a step for each name.
  func notePrecedents(in baselines: inout Baselines) {
    var named: [HostPair: [Attempt]] = [:]
    for slot in names.keys {
      if let attempt = attempt(slot) { named[pair(slot), default: []].append(attempt) }
    }
    guard !named.isEmpty else { return }
    for pair in named.keys { named[pair]?.sort { ($0.reset, $0.slot) < ($1.reset, $1.slot) } }
    var followers: [UInt32: [UInt64]] = [:]
    var others: [Endpoint: [Attempt]] = [:]
    let servers = Set(named.keys.map(\.server))
    for slot in watchedSlots {
      guard let attempt = attempt(slot) else { continue }
      let pair = pair(slot)
      if let earlier = named[pair]?.last(before: attempt), earlier.slot != slot {
        followers[earlier.slot, default: []].append(UInt64(slots[slot].serial))
      } else if named[pair] == nil, servers.contains(pair.server), !hasServerData(slot) {
        others[pair.server, default: []].append(attempt)
      }
    }
    for slot in followers.keys.sorted(by: { slots[$0].serial < slots[$1].serial }) {
      guard !baselines.precedents.isFull, let first = attempt(slot), let serials = followers[slot] else { continue }
      // Where other clients are refused just then, nobody is singled out: a service that is down, or a policy.
      guard others[pair(slot).server]?.contains(where: { $0.began >= first.reset && $0.began - first.reset <= Precedents.longest }) != true
      else { continue }
      baselines.precedents.add(resetInContext(slot), before: serials.sorted())
    }
  }

  private func attempt(_ slot: UInt32) -> Attempt? {
    guard !slots[slot].traits.contains(.isGone), slots[slot].watch != 0,
      let reset = watches[Int(slots[slot].watch) - 1].firstReset
    else { return nil }
    return Attempt(slot: slot, began: slots[slot].firstTime, reset: reset)
  }

  private func pair(_ slot: UInt32) -> HostPair {
    HostPair(client: end(slot, .client).address, server: end(slot, .server))
  }

  private func hasServerData(_ slot: UInt32) -> Bool {
    slots[slot].directions[slots[slot].index(of: .server)].seen.contains(.data)
  }
}

extension [Attempt] {
  /// The last one that was reset before another began, and not too long before; these are in the order of their resets.
  fileprivate func last(before other: Attempt) -> Attempt? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].reset <= other.began { low = middle + 1 } else { high = middle }
    }
    guard low > 0, other.began - self[low - 1].reset <= Precedents.longest else { return nil }
    return self[low - 1]
  }
}

/// When the ending of a flow is told while packets still come, and when the flow is forgotten: nanoseconds of the capture's time.
package struct SettlingTimes: Sendable {
  /// After the first reset, or the first ICMP refusal: what speaks for or against it mostly comes within a round trip.
  package var ending: Int64 = 700_000_000
  /// After a SYN that nobody has answered.
  package var silence: Int64 = 10_000_000_000
  /// After the last packet of a flow that has ended: most stacks forget it by then too (2 MSL, RFC 9293, section 3.4.2).
  package var rest: Int64 = 60_000_000_000
  /// After the last SYN of a flow that nobody answered: Linux doubles the time between two up to 64 s.
  package var silentRest: Int64 = 140_000_000_000

  /// The usual times.
  package init() {}
}

/// What has settled since the last time.
package struct SettledEndings: Sendable {
  /// Endings that were not told before, of flows that are kept.
  package var new: [Ending] = []
  /// Endings of flows that are forgotten now: of those that were told before, once more with all that came since.
  package var last: [Ending] = []
  /// Unanswered SYNs to ports that have had a thousand of them, which are only counted.
  package var flood = 0

  /// Nothing.
  package init() {}
}

/// Where the tracker stands in telling endings.
struct SettlingState {
  /// The slot at which looking through the table goes on.
  var cursor: UInt32 = 0
  /// How many unanswered SYNs to a port were told. Bound: 10,000 ports, then it begins anew.
  var silences: [Endpoint: Int] = [:]
  /// Whether endings wait to be told.
  var isWaiting = false
}

extension FlowTraits {
  /// Its ending was told.
  static let isTold = FlowTraits(rawValue: 1 << 16)
}

extension FlowTracker {
  /// Whether something was seen that will have settled in a moment.
  package var isSettling: Bool { settling.isWaiting }

  /// How long to wait between two calls of `settle`, in nanoseconds: longer where there is more to look through, so that it takes a small
  /// part of the time only.
  package var settlingInterval: Int64 {
    200_000_000 + Int64(slots.count) * 3_000 + Int64(watches.count) * 4_000
  }

  /// How many flows are in the table.
  package var flowsKept: Int { Int(slots.count) - freeSlots.count }
}

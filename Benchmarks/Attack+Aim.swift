import Flows

// Which table an attack fills.
extension Attack {
  /// What it aims at.
  var aim: String {
    switch self {
    case .none: "nothing: ordinary connections"
    case .synFlood: "flows"
    case .collisions: "the index of flows, addresses of IPv6"
    case .resetFlood: "watched flows"
    case .resetsAmongMany: "watched flows among many others"
    case .restless: "the search for idle flows"
    case .oneSided: "hosts, and ends that are not heard"
    case .refusals: "notes of ICMP errors"
    case .echoReplies: "hosts that answered pings"
    case .slowHellos: "ClientHellos that go on"
    case .names: "names of hosts"
    case .oneConnection: "the packets of one flow"
    }
  }

  /// After how many packets the table is full that it aims at.
  func packetsToFill(_ limits: FlowLimits) -> Int {
    let flows = min(Int(limits.flows), limits.tableBytes / 144)
    switch self {
    case .none: return flows * 3
    case .synFlood, .oneSided: return flows
    case .collisions: return flows * 3 / 4
    case .resetFlood: return limits.watches * 2
    case .resetsAmongMany: return limits.watches * 10
    case .restless: return flows * 2
    case .refusals: return limits.controlNotes * 2
    case .echoReplies: return limits.controlNotes
    case .slowHellos: return 4_000
    case .names: return limits.names * 2
    case .oneConnection: return 1_000
    }
  }
}

package import Flows

/// What one heuristic found.
package struct Evidence: Sendable {
  /// The heuristic's name, kebab-case, part of the NDJSON schema.
  package var rule: String
  /// Which kind of fact it is: facts of one group are correlated.
  package var group: Group
  /// Whom it points to.
  package var says: Says
  /// How much it weighs.
  package var strength: Strength
  /// The finding, for a person.
  package var text: Phrase
  /// The frames it rests on.
  package var packets: [FramePosition]

  /// A finding with these values.
  package init(rule: String, group: Group, says: Says, strength: Strength, text: Phrase, packets: [FramePosition]) {
    self.rule = rule
    self.group = group
    self.says = says
    self.strength = strength
    self.text = text
    self.packets = packets
  }

  /// Facts of one group are correlated: the strongest of a group counts, groups add up.
  package enum Group: String, Sendable, CaseIterable {
    /// Time, order, sequence numbers, what the sender did next.
    case causality
    /// The form of the reset: the fields that its sender's stack fills in.
    case header
    /// Where it came from: hop limit, link address, VLAN.
    case topology
    /// Other flows.
    case crossFlow = "cross-flow"
    /// What the capturing machine itself saw, a second capture, or physical impossibility.
    case proof
  }

  /// Whom a finding points to.
  package enum Says: String, Sendable {
    /// The machine that owns the server's address.
    case server
    /// The machine that owns the client's address.
    case client
    /// A device on the path.
    case device
  }

  /// How much a finding weighs, for a person.
  package enum Strength: String, Sendable, Comparable {
    /// Tips a balance.
    case weak
    /// Carries a verdict together with another group.
    case strong
    /// Hardly possible otherwise.
    case decisive

    private var rank: Int {
      switch self {
      case .weak: 0
      case .strong: 1
      case .decisive: 2
      }
    }

    /// Orders by weight.
    package static func < (left: Strength, right: Strength) -> Bool {
      left.rank < right.rank
    }
  }
}

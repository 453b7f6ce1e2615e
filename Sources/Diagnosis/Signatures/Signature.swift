import Flows
import Wire

/// A product that gives itself away by the form of its resets. Adding one is one value here in this folder, and its name in `all`.
struct Signature: Sendable {
  /// The product, as a report names it.
  var product: String
  /// What kind of thing it is.
  var author: Author
  /// How far the row can be trusted: that of its source, never of a fit.
  var trust: Weight.Trust
  /// Where the row comes from.
  var source: String
  /// What is alike, for a person.
  var marks: Phrase
  /// Whether a reset has exactly this form.
  var matches: @Sendable (borrowing ClaimedReset) -> Bool

  /// What kind of thing a product is, and so what its name may be used for.
  enum Author: Sendable {
    /// A device on the path that speaks in others' names, and no server's stack: its signature is evidence.
    case device
    /// A translator inside a virtual machine's host: its signature is evidence, but why it refuses is not its own doing.
    case translator
    /// A balancer or proxy, which owns the addresses that it answers for: its signature names it, and no more.
    case balancer
    /// A packet filter, which may run on the host itself as well as on the path.
    case packetFilter
    /// A form that other products, or hosts, may have too: named only where something else shows a device.
    case common
  }

  /// The first row that a reset matches.
  static func of(_ claim: borrowing ClaimedReset) -> Signature? {
    // By index: an element of a loop is a copy, of a row that hardly ever matches.
    for index in all.indices where all[index].matches(claim) { return all[index] }
    return nil
  }

  /// Whether the product may be named where the evidence as a whole says this.
  func isNamed(with origin: Origin) -> Bool {
    switch author {
    case .device, .translator, .packetFilter: origin == .device || origin == .undetermined
    case .balancer: true
    case .common: origin == .device
    }
  }

  /// Every row; the first that matches counts, so what is told by a payload comes first.
  static let all: [Signature] = [
    .henan, .bigIP, .netScaler, .virtualBox, .qemu, .airtel, .packetLogic, .sandvine, .greatFirewall, .tcpkill, .snort, .suricata,
    .adaptiveSecurityAppliance, .packetFilter, .scapy, .netfilter,
  ]
}

extension ClaimedReset {
  /// Resets of the same making within 10 ms of this one, itself among them, in the order of capture.
  var siblings: [RecordedPacket] {
    before.filter { $0.isOfOneBurst(with: reset) } + [reset] + after.filter { $0.isOfOneBurst(with: reset) }
  }

  /// What this reset says of itself beyond its header.
  var note: ResetNote? {
    context.notes.first { $0.position == reset.position }
  }

  /// Whether its numbers are those with which a filter answers the packet that drew it: sequence from its acknowledgment, acknowledgment at
  /// its end.
  var answersByTheNumbers: Bool {
    guard let trigger = trigger?.packet else { return false }
    let sequence = trigger.flags.contains(.ack) ? trigger.acknowledgment : SequenceNumber(0)
    return reset.sequence == sequence && (!reset.flags.contains(.ack) || reset.acknowledgment == trigger.sequenceEnd)
  }

  /// Whether it repeats the window of the packet that drew it, which no packet of its claimed sender announces.
  var mirrorsForeignWindow: Bool {
    guard let trigger = trigger?.packet, reset.window != 0, reset.window == trigger.window, !references.isEmpty else { return false }
    return !references.contains { $0.window == reset.window }
  }
}

extension RecordedPacket {
  /// Whether it may have begun with that hop limit.
  func began(at initial: UInt8) -> Bool {
    hopLimit <= initial && initial - hopLimit < 32
  }
}

package import Diagnosis
package import Flows
package import Wire

/// What is to be said on single packets of a capture, for files that Wireshark shows, and which packets belong to connections that did not end
/// well. A comment is a sentence, then between brackets what a program reads. Always in English.
///
/// Bound: 100,000 connections; of further ones the number is told.
package struct PacketComments: Sendable {
  private static let mostFlows = 100_000

  private var comments: [FramePosition: [String]] = [:]
  private var flows: [FlowEnds: [(first: Timestamp, last: Timestamp)]] = [:]
  private var count = 0
  /// How many connections were left out.
  package private(set) var further = 0

  /// Nothing to say.
  package init() {}

  /// Takes a connection that did not end well.
  package mutating func add(_ judgment: Judgment) {
    guard judgment.isWorthARow else { return }
    guard count < Self.mostFlows else { return further += 1 }
    count += 1
    flows[FlowEnds(judgment.flow), default: []].append((judgment.flow.firstTime, judgment.flow.lastTime))
    addEnding(judgment)
    for finding in judgment.evidence + judgment.against {
      let fields =
        "flow \(judgment.flow.serial), rule \(finding.rule), says \(finding.says.rawValue), strength \(finding.strength.rawValue)"
      // The ending itself tells its findings in its own comment.
      for frame in finding.packets where frame != judgment.endingFrame { say(finding.text.en, fields, on: frame) }
    }
    guard let trigger = judgment.trigger, trigger.packet != judgment.endingFrame else { return }
    say(
      "\(trigger.kind.words(in: .en)) that drew the reset of flow \(judgment.flow.serial)", "flow \(judgment.flow.serial), trigger",
      on: trigger.packet)
  }

  private mutating func addEnding(_ judgment: Judgment) {
    guard let verdict = judgment.verdict else { return }
    let rules = judgment.evidence.map { "rule \($0.rule)" }
    let head = Self.fields(judgment.flow.serial, verdict.forged, verdict.origin, verdict.proof)
    if let frame = judgment.endingFrame {
      let reasons = judgment.evidence.prefix(3).map(\.text.en).joined(separator: "; ")
      say(verdict.summary.en + (reasons.isEmpty ? "" : " Since \(reasons)."), ([head] + rules).joined(separator: ", "), on: frame)
    }
    for reset in judgment.resets where reset.packet != judgment.endingFrame {
      let copy = reset.duplicateOf.map { ", copy of \($0.number)" } ?? ""
      let proof: Proof = reset.forged == nil ? .none : verdict.proof
      let who = reset.forged == nil ? "nobody knows whose reset" : "\(reset.origin.rawValue)'s reset"
      say(
        who + (reset.isEffective ? "" : ", without effect"), Self.fields(judgment.flow.serial, reset.forged, reset.origin, proof) + copy,
        on: reset.packet)
    }
  }

  private static func fields(_ serial: UInt64, _ forged: Bool?, _ origin: Origin, _ proof: Proof) -> String {
    let verdict = forged.map { $0 ? "forged" : "genuine" } ?? "undetermined"
    return "flow \(serial), verdict \(verdict), origin \(origin.rawValue), proof \(proof.rawValue)"
  }

  private mutating func say(_ sentence: String, _ fields: String, on frame: FramePosition) {
    let comment = "rstwho: \(sentence.escapedForTerminal) [\(fields)]"
    if comments[frame]?.contains(comment) != true { comments[frame, default: []].append(comment) }
  }

  /// What is to be said on that frame.
  package func comments(on frame: FramePosition) -> [String] {
    comments[frame] ?? []
  }

  /// Whether a packet belongs to a connection that did not end well, or is an ICMP error about it, up to ten seconds after.
  package func concern(_ packet: Packet, at time: Timestamp) -> Bool {
    switch packet {
    case .segment(let segment):
      return concern(FlowEnds(segment), time, margin: 0)
    case .controlMessage(let message):
      return concern(FlowEnds(message.quoted), time, margin: 10_000_000_000)
    case .echoReply, .other:
      return false
    }
  }

  private func concern(_ ends: FlowEnds, _ time: Timestamp, margin: Int64) -> Bool {
    flows[ends]?.contains { time - $0.first >= 0 && time - $0.last <= margin } ?? false
  }
}

/// The two ends of a flow, whichever of them sent.
struct FlowEnds: Hashable, Sendable {
  private let low: Endpoint
  private let high: Endpoint

  /// These two.
  init(_ one: Endpoint, _ other: Endpoint) {
    let isOrdered = (one.address, one.port) <= (other.address, other.port)
    (low, high) = isOrdered ? (one, other) : (other, one)
  }

  /// Those of a flow.
  init(_ flow: FlowSummary) {
    self.init(flow.client, flow.server)
  }

  /// Those of a segment.
  init(_ segment: Segment) {
    self.init(
      Endpoint(address: segment.ip.source, port: segment.sourcePort),
      Endpoint(address: segment.ip.destination, port: segment.destinationPort))
  }

  /// Those of a segment that an ICMP error quotes.
  init(_ quoted: QuotedSegment) {
    self.init(
      Endpoint(address: quoted.ip.source, port: quoted.sourcePort), Endpoint(address: quoted.ip.destination, port: quoted.destinationPort))
  }
}

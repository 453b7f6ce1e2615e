import Diagnosis
import Flows

/// A flow's row in the text report: its cells, escaped, and the sentences that stand below them.
struct FlowRow: Sendable {
  /// The flow's serial.
  var serial: UInt64
  /// One end.
  var client: String
  /// The other.
  var server: String
  /// How far it had come.
  var stage: String
  /// Silence before the ending; `-` where there was none to speak of.
  var idle: String
  /// Who ended it, in one word that may be coloured; empty for a flow that nobody broke off.
  var origin: Origin?
  /// The word and where that is.
  var who: String
  /// How sure; `-` where nothing is claimed.
  var proof: String
  /// Why: the sentence, the strongest finding for it, the strongest against it.
  var because: [String]

  /// The row of that flow.
  init(_ judgment: Judgment, in language: Language) {
    serial = judgment.flow.serial
    client = judgment.flow.client.words
    server = judgment.flow.server.words + (judgment.flow.rolesAreGuessed ? "?" : "")
    stage = judgment.stage.rawValue
    idle = judgment.idle.map { $0 == 0 ? "-" : Interval(nanoseconds: $0).words } ?? "-"
    origin = judgment.verdict?.origin
    who = Self.who(judgment)
    proof = judgment.verdict.map { $0.proof == .none ? "-" : $0.proof.rawValue } ?? "-"
    because = Self.because(judgment, in: language)
  }

  /// `DEVICE 1 hop away, near the client`, `DEVICE !X from 172.31.92.2, 1 hop away`, `UNDETERMINED no answer`.
  private static func who(_ judgment: Judgment) -> String {
    guard let verdict = judgment.verdict else { return judgment.outcome.words }
    var facts: [String] = []
    if let rejection = verdict.rejection { facts.append("\(rejection.sign) from \(rejection.address)") }
    if judgment.outcome == .unanswered { facts.append(judgment.outcome.words) }
    if let place = verdict.place, !place.words.isEmpty { facts.append(place.words) }
    if let product = verdict.product { facts.append(product) }
    let word = verdict.origin.word
    return facts.isEmpty ? word : "\(word) \(facts.joined(separator: ", ").escapedForTerminal)"
  }

  private static func because(_ judgment: Judgment, in language: Language) -> [String] {
    var lines: [String] = []
    if let verdict = judgment.verdict { lines.append(verdict.summary.text(in: language)) }
    if let drawn = judgment.trigger.flatMap(Self.drawn) { lines.append(drawn) }
    if let timer = judgment.timer { lines.append("the silence equals \(timer)") }
    // The sentence often gives the strongest finding as its reason; it need not be said twice.
    let strongest = judgment.evidence.first?.text.text(in: language)
    if let strongest, !lines.contains(where: { $0.contains(strongest) }) { lines.append("for: " + strongest) }
    if let evidence = judgment.against.first { lines.append("against: " + evidence.text.text(in: language)) }
    return lines.map(\.escapedForTerminal)
  }

  /// What drew the ending, where it carried a name.
  private static func drawn(by trigger: Trigger) -> String? {
    guard let name = trigger.serverName ?? trigger.host else { return nil }
    return "drawn by \(trigger.kind.words) for \(name), packet \(trigger.packet.number)"
  }
}

import Diagnosis
import Flows
import Wire

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
  /// Who ended it, which may be coloured; nil for a flow that nobody broke off.
  var origin: Origin?
  /// The word and where that is.
  var who: String
  /// How sure; `-` where nothing is claimed.
  var proof: String
  /// Why: the sentence, the strongest findings for it, the strongest against it.
  var because: [String]
  /// What makes another flow's row the same for the reader.
  var kind: Kind

  /// Flows that ended alike: only the first of them has a row.
  struct Kind: Hashable, Sendable {
    /// The client's address; its port differs from try to try.
    var client: IPAddress
    /// The server's address: a scan is told once.
    var server: IPAddress
    /// How far they had come.
    var stage: Stage
    /// Who ended them.
    var who: String
    /// How sure that is.
    var proof: Proof?
    /// How it ended, and why.
    var outcome: Outcome
    var cause: Cause?

    /// What that flow has in common with others.
    init(_ judgment: Judgment, in language: Language) {
      client = judgment.flow.client.address
      server = judgment.flow.server.address
      stage = judgment.stage
      who = FlowRow.who(judgment, in: language)
      proof = judgment.verdict?.proof
      outcome = judgment.outcome
      cause = judgment.verdict?.cause
    }
  }

  /// The row of that flow.
  init(_ judgment: Judgment, in language: Language) {
    serial = judgment.flow.serial
    client = judgment.flow.client.words
    server = judgment.flow.server.words + (judgment.flow.rolesAreGuessed ? "?" : "")
    stage = judgment.stage.word(in: language)
    idle = judgment.idle.map { $0 == 0 ? "-" : Interval(nanoseconds: $0).words } ?? "-"
    origin = judgment.verdict?.origin
    who = Self.who(judgment, in: language)
    proof = judgment.verdict.map { $0.proof == .none ? "-" : $0.proof.word(in: language) } ?? "-"
    because = Self.because(judgment, in: language)
    kind = Kind(judgment, in: language)
  }

  /// `DEVICE 1 hop away, near the client`, `DEVICE !X from 172.31.92.2, 1 hop away`, `UNDETERMINED no answer`.
  static func who(_ judgment: Judgment, in language: Language) -> String {
    guard let verdict = judgment.verdict else { return judgment.outcome.words(in: language) }
    var facts: [String] = []
    if let rejection = verdict.rejection {
      facts.append(language.words("\(rejection.sign) from \(rejection.address)", "\(rejection.address)から\(rejection.sign)"))
    }
    if judgment.outcome == .unanswered { facts.append(judgment.outcome.words(in: language)) }
    if let place = verdict.place?.words(in: language), !place.isEmpty { facts.append(place) }
    if let product = verdict.product { facts.append(product) }
    let word = verdict.origin.word(in: language)
    return facts.isEmpty ? word : "\(word) \(facts.joined(separator: language.comma).escapedForTerminal)"
  }

  private static func because(_ judgment: Judgment, in language: Language) -> [String] {
    var lines: [String] = []
    if let verdict = judgment.verdict { lines.append(verdict.summary.text(in: language)) }
    if let drawn = judgment.trigger.flatMap({ Self.drawn(by: $0, in: language) }) { lines.append(drawn) }
    if let timer = judgment.timer { lines.append(language.words("the silence is about \(timer)", "無通信時間が\(language.timer(timer))にほぼ一致")) }
    for finding in judgment.evidence.strongestOfGroups(2) {
      lines.append(language.words("for: ", "根拠: ") + finding.text.text(in: language))
    }
    if let evidence = judgment.against.first { lines.append(language.words("against: ", "反証: ") + evidence.text.text(in: language)) }
    return lines.map(\.escapedForTerminal)
  }

  /// What drew the ending, where it carried a name.
  static func drawn(by trigger: Trigger, in language: Language) -> String? {
    guard let name = trigger.serverName ?? trigger.host else { return nil }
    let kind = trigger.kind.words(in: language)
    return language.words(
      "drawn by \(kind) for \(name), packet \(trigger.packet.number)", "きっかけ: \(name) への\(kind)（パケット\(trigger.packet.number)）")
  }
}

extension [Evidence] {
  /// The strongest finding, and the strongest of other groups, at most `count`: facts of one group say much the same.
  func strongestOfGroups(_ count: Int) -> [Evidence] {
    var groups: Set<Evidence.Group> = []
    return Array(filter { groups.insert($0.group).inserted }.prefix(count))
  }
}

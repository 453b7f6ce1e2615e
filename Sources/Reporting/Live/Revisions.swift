package import Diagnosis

/// Verdicts that turned out otherwise after they were told.
///
/// Bound: the first thousand are kept; of further ones the number.
package struct Revisions: Sendable {
  private static let most = 1_000
  /// How many are told one by one.
  private static let shown = 20

  private var kept: [(told: ToldVerdict, now: Judgment)] = []
  /// How many there are.
  package private(set) var count = 0

  /// None.
  package init() {}

  /// Notes that what was told is now judged otherwise.
  package mutating func add(_ told: ToldVerdict, now judgment: Judgment) {
    count += 1
    if kept.count < Self.most { kept.append((told, judgment)) }
  }

  /// The lines that tell of them; none where there are none.
  package func lines(_ options: TextOptions) -> [String] {
    guard count > 0 else { return [] }
    let language = options.language
    let told = kept.prefix(Self.shown).flatMap { told, now in
      "  \(told.time.timeOfDay(by: options.clock)) flow \(told.serial): \(told.words(in: language)) → \(now.words(in: language))".wrapped(
        to: options.columns)
    }
    let further = count - min(kept.count, Self.shown)
    let rest = further > 0 ? [language.words("  and \(further.grouped) more", "  ほか\(further.grouped)件")] : []
    let title = language.words(
      "\(count.of("verdict")) turned out otherwise after it was told:", "表示後に変わった判定: \(count.grouped)件")
    return [title] + told + rest
  }
}

extension ToldVerdict {
  /// `DEVICE (likely)`
  fileprivate func words(in language: Language) -> String {
    origin.word(in: language) + (proof == .none ? "" : " (\(proof.word(in: language)))")
  }
}

extension Judgment {
  /// `DEVICE 1 hop away (likely): it came 40 µs after …`
  fileprivate func words(in language: Language) -> String {
    let row = FlowRow(self, in: language)
    let reason = evidence.first.map { ": " + $0.text.text(in: language).escapedForTerminal } ?? ""
    return row.who + (row.proof == "-" ? "" : " (\(row.proof))") + (verdict?.origin == .undetermined ? "" : reason)
  }
}

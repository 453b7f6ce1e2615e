package import Diagnosis
import Flows

/// How many flows ended how, and who ended them: counted while the judgments pass by.
package struct Tally: Sendable {
  /// All flows told.
  package private(set) var flows = 0
  /// By outcome.
  package private(set) var outcomes: [Outcome: Int] = [:]
  /// By who ended them, of those that have a verdict.
  package private(set) var origins: [Origin: Int] = [:]
  /// By how sure that is, of those that have a verdict.
  package private(set) var proofs: [Proof: Int] = [:]
  /// Verdicts that say forged.
  package private(set) var forged = 0
  /// Verdicts that say not forged.
  package private(set) var genuine = 0
  /// Verdicts that leave it open.
  package private(set) var undecided = 0
  /// Harmless endings, folded away, by cause; under nil those without a verdict, such as a reset after an orderly close.
  package private(set) var folded: [Cause?: Int] = [:]
  /// Whether nothing but resets is folded away: no refused or unanswered probe.
  package private(set) var foldsOnlyResets = true
  /// Flows whose beginning was not captured.
  package private(set) var lateFlows = 0
  /// Flows that did not end well and are not folded, by what is said of them.
  package private(set) var endings: [Ending: Int] = [:]

  /// Nothing counted.
  package init() {}

  /// Counts a flow.
  package mutating func add(_ judgment: Judgment) {
    flows += 1
    outcomes[judgment.outcome, default: 0] += 1
    if judgment.stage == .midStream { lateFlows += 1 }
    if judgment.isFolded {
      folded[judgment.verdict?.cause, default: 0] += 1
      if judgment.outcome != .reset, judgment.outcome != .closed { foldsOnlyResets = false }
    }
    if judgment.isWorthARow { endings[Ending(judgment), default: 0] += 1 }
    guard let verdict = judgment.verdict else { return }
    origins[verdict.origin, default: 0] += 1
    proofs[verdict.proof, default: 0] += 1
    switch verdict.forged {
    case true?: forged += 1
    case false?: genuine += 1
    case nil: undecided += 1
    }
  }

  /// Counts flows with that outcome of which there is nothing else to tell.
  package mutating func add(_ count: Int, quiet outcome: Outcome) {
    guard count > 0 else { return }
    flows += count
    outcomes[outcome, default: 0] += count
    guard [.unanswered, .reset, .rejected].contains(outcome) else { return }
    if outcome == .unanswered { folded[.synFlood, default: 0] += count }
    origins[.undetermined, default: 0] += count
    proofs[.none, default: 0] += count
    undecided += count
  }

  /// What the first sentence tells apart.
  package struct Ending: Hashable, Sendable {
    /// How the flow ended.
    var outcome: Outcome
    /// Who ended it.
    var origin: Origin
    /// Whether one would act on that.
    var isDecided: Bool
    /// In whose name a device spoke.
    var posingAs: Party?

    /// What is said of this flow.
    init(_ judgment: Judgment) {
      let verdict = judgment.verdict
      outcome = judgment.outcome
      origin = verdict?.origin ?? .undetermined
      isDecided = verdict.map { $0.proof == .proven || $0.proof == .likely } ?? false
      posingAs = verdict?.posingAs
    }
  }
}

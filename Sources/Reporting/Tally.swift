package import Diagnosis
import Flows

/// How many flows ended how, and who ended them: counted while the judgments pass by.
package struct Tally: Sendable {
  /// All flows told.
  package private(set) var flows = 0
  private var outcomeCounts = FewCounts<Outcome>()
  private var originCounts = FewCounts<Origin>()
  private var proofCounts = FewCounts<Proof>()
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
  private var endingCounts = FewCounts<Ending>()

  /// Nothing counted.
  package init() {}

  /// Counts a flow.
  package mutating func add(_ judgment: Judgment) {
    flows += 1
    outcomeCounts.add(judgment.outcome)
    if judgment.stage == .midStream { lateFlows += 1 }
    if judgment.isFolded {
      folded[judgment.verdict?.cause, default: 0] += 1
      if judgment.outcome != .reset, judgment.outcome != .closed { foldsOnlyResets = false }
    }
    if judgment.isWorthARow { endingCounts.add(Ending(judgment)) }
    // Field by field: to hold the whole verdict costs more than to count it.
    guard let origin = judgment.verdict?.origin, let proof = judgment.verdict?.proof else { return }
    originCounts.add(origin)
    proofCounts.add(proof)
    switch judgment.verdict?.forged {
    case true?: forged += 1
    case false?: genuine += 1
    case nil: undecided += 1
    }
  }

  /// Counts flows with that outcome of which there is nothing else to tell.
  package mutating func add(_ count: Int, quiet outcome: Outcome) {
    guard count > 0 else { return }
    flows += count
    outcomeCounts.add(outcome, count)
    guard [.unanswered, .reset, .rejected].contains(outcome) else { return }
    if outcome == .unanswered { folded[.synFlood, default: 0] += count }
    originCounts.add(.undetermined, count)
    proofCounts.add(.none, count)
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
      outcome = judgment.outcome
      origin = judgment.verdict?.origin ?? .undetermined
      switch judgment.verdict?.proof {
      case .proven, .likely: isDecided = true
      default: isDecided = false
      }
      posingAs = judgment.verdict?.posingAs
    }
  }
}

extension Tally {
  /// By outcome.
  package var outcomes: [Outcome: Int] { outcomeCounts.byKind }

  /// By who ended them, of those that have a verdict.
  package var origins: [Origin: Int] { originCounts.byKind }

  /// By how sure that is, of those that have a verdict.
  package var proofs: [Proof: Int] { proofCounts.byKind }

  /// Flows that did not end well and are not folded, by what is said of them.
  package var endings: [Ending: Int] { endingCounts.byKind }
}

/// Counts of kinds of which there are few: a dictionary takes longer to hash an enumeration's name than to look at all of them.
private struct FewCounts<Kind: Hashable & Sendable>: Sendable {
  private var kinds: [Kind] = []
  private var counts: [Int] = []

  /// Counts some more of that kind.
  mutating func add(_ kind: Kind, _ more: Int = 1) {
    if let index = kinds.firstIndex(of: kind) {
      counts[index] += more
    } else {
      kinds.append(kind)
      counts.append(more)
    }
  }

  /// Every kind that was met.
  var byKind: [Kind: Int] {
    Dictionary(uniqueKeysWithValues: zip(kinds, counts))
  }
}

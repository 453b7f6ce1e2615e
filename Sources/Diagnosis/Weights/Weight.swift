/// What one finding weighs, and where that number comes from: a row of the table in this folder.
///
/// A class, since every finding refers to its row.
package final class Weight: Sendable {
  /// The heuristic's name.
  package let rule: String
  /// Which of its findings, in a few words.
  package let variant: String
  /// The decimal logarithm of the likelihood ratio: above 0 for a device, below 0 for the claimed sender.
  package let value: Double
  /// What the value rests on.
  package let basis: Basis
  /// How often the finding was met on captures whose truth is known.
  package let counts: Counts
  /// Whether no host's stack makes that form, nor that of a balancer which owns the address.
  package let isOfNoStack: Bool

  /// A row.
  package init(_ rule: String, _ variant: String, _ value: Double, _ basis: Basis, _ counts: Counts = Counts(), isOfNoStack: Bool = false) {
    self.rule = rule
    self.variant = variant
    self.value = value
    self.basis = basis
    self.counts = counts
    self.isOfNoStack = isOfNoStack
  }

  /// What a value rests on.
  package enum Basis: Sendable {
    /// The counts, as `Scripts/calibrate` works them out.
    case counted
    /// Judgment, nearer to 0 than the counts allow, for the reason given; or, where they are too few to allow anything, weak.
    case bounded(String)
    /// Judgment alone, until it is counted.
    case judged
    /// A source outside our captures, as far as it can be trusted: a product's signature is never fitted.
    case sourced(String, Trust)
  }

  /// How far a source can be trusted, the best first.
  package enum Trust: String, Sendable, CaseIterable {
    /// A standard, or the code that does it, read.
    case code
    /// Counted by others in many captures or fingerprints.
    case measured
    /// A maker's documentation or a paper says so.
    case documented
    /// Somebody's capture or memory.
    case reported

    /// What a row weighs at most on that trust.
    package var most: Double {
      switch self {
      case .code: 2.5
      case .measured: 1.5
      case .documented: 1.2
      case .reported: 0.6
      }
    }
  }

  /// What a row weighs at most by counts: nothing in 35 groups leaves up to 3 in 35 unseen, with 95 % confidence.
  package static let mostByCounts = 1.7

  /// What a row weighs at most that has neither enough counts nor a source.
  package static let mostWithoutCounts = 0.5

  /// How often a finding was met. The unit is a lab scenario or a device, not a frame: each counts as the share of its resets with the finding.
  package struct Counts: Sendable, Equatable {
    /// Among forged resets.
    package var forged: Double
    /// Of so many scenarios and devices that forged a reset on which the heuristic could speak.
    package var ofForged: Double
    /// Among genuine resets.
    package var genuine: Double
    /// Of so many scenarios and devices.
    package var ofGenuine: Double

    /// Those counts.
    package init(forged: Double = 0, of ofForged: Double = 0, genuine: Double = 0, of ofGenuine: Double = 0) {
      self.forged = forged
      self.ofForged = ofForged
      self.genuine = genuine
      self.ofGenuine = ofGenuine
    }
  }
}

/// What one finding weighs, and where that number comes from: a row of the table in this folder.
package struct Weight: Sendable {
  /// The heuristic's name.
  package var rule: String
  /// Which of its findings, in a few words.
  package var variant: String
  /// The decimal logarithm of the likelihood ratio: above 0 for a device, below 0 for the claimed sender.
  package var value: Double
  /// What the value rests on.
  package var basis: Basis
  /// How often the finding was met on captures whose truth is known.
  package var counts: Counts

  /// A row.
  package init(_ rule: String, _ variant: String, _ value: Double, _ basis: Basis, _ counts: Counts = Counts()) {
    self.rule = rule
    self.variant = variant
    self.value = value
    self.basis = basis
    self.counts = counts
  }

  /// What a value rests on.
  package enum Basis: Sendable {
    /// Judgment, where nothing was counted.
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
  }

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

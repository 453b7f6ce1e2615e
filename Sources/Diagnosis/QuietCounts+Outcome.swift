package import Flows

extension QuietCounts {
  /// How many flows without a row there are of each outcome.
  package var byOutcome: [(count: Int, outcome: Outcome)] {
    [(closed, .closed), (open, .open), (partial, .partial), (flood, .unanswered), (reset, .reset), (rejected, .rejected)]
  }
}

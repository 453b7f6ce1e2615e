package import Diagnosis

/// What was told of flows while more was still to come, by the flows' serials.
///
/// Bound: 200,000 at once; of further flows it is not known that they were told.
package struct ToldVerdicts: Sendable {
  private static let most = 200_000

  private var verdicts: [UInt64: ToldVerdict] = [:]

  /// None.
  package init() {}

  /// Whether there are none.
  package var isEmpty: Bool { verdicts.isEmpty }

  /// What was told of that flow.
  package subscript(serial: UInt64) -> ToldVerdict? { verdicts[serial] }

  /// Notes what is told of a flow.
  package mutating func note(_ judgment: Judgment) {
    guard verdicts.count < Self.most, let verdict = ToldVerdict(judgment) else { return }
    verdicts[verdict.serial] = verdict
  }

  /// Forgets a flow; what was told of it.
  package mutating func forget(_ serial: UInt64) -> ToldVerdict? { verdicts.removeValue(forKey: serial) }
}

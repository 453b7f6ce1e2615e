package import Flows
import Wire

/// What findings weigh: as the table says, or otherwise, so that the table itself can be measured.
package struct Weighing: Sendable {
  /// Other weights than the table's, by `Weight.name`.
  package var others: [String: Double]
  /// Whether the marks of known products are named and counted.
  package var heedsSignatures: Bool

  /// The table, with other weights for some of its rows, with or without signatures.
  package init(others: [String: Double] = [:], heedsSignatures: Bool = true) {
    self.others = others
    self.heedsSignatures = heedsSignatures
  }

  /// As the table says.
  package static let table = Weighing()

  /// What that row weighs.
  package func weight(of row: Weight) -> Double {
    others.isEmpty ? row.value : others[row.name] ?? row.value
  }
}

extension Weight {
  /// How the row is called outside the program: `too-soon: half of a round trip or more`.
  package var name: String { "\(rule): \(variant)" }
}

/// A reset and everything that was found of it, for calibration.
package struct WeighedReset: Sendable {
  /// Its frame.
  package var packet: FramePosition
  /// In whose name it came.
  package var from: Party
  /// How far the flow had come at its first reset.
  package var stage: Stage
  /// The decimal logarithm of the odds that a device sent it.
  package var odds: Double
  /// The same before any finding.
  package var prior: Double
  /// How sure the verdict is.
  package var proof: Proof
  /// The rows of what was found.
  package var rows: [Weight]
}

/// The resets of a flow, copies left out, with all that was found of each.
package func weigh(_ ending: Ending, knowing baselines: Baselines, by weighing: Weighing = .table) -> [WeighedReset] {
  guard case .reset(let context) = ending else { return [] }
  let indices = context.packets.indices.filter { context.packets[$0].flags.contains(.rst) && !context.packets[$0].isCopy }
  return indices.prefix(resetsJudged).map { index in
    let claim = ClaimedReset(context, at: index, knowing: baselines, heedsSignatures: weighing.heedsSignatures)
    let opinion = Opinion(on: claim, by: weighing)
    return WeighedReset(
      packet: claim.reset.position, from: claim.sender, stage: claim.stage, odds: opinion.odds, prior: opinion.prior,
      proof: opinion.proof,
      rows: opinion.findings.map(\.finding.row))
  }
}

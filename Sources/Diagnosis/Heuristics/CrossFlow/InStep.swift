import Flows

extension Heuristic {
  /// In several connections, resets in one host's name whose window and hop limit differ, always by the same: both count up together.
  ///
  /// A host's packets arrive with the hop limit of its route, whatever window they announce; a device that counts both up from one
  /// reset to the next keeps their difference. Silent for resets without ACK or window, below three hop limits in as many connections, and
  /// where these are less than five hops apart, which routes and several hosts behind one address may be.
  static let inStep = Heuristic(
    "in-step", .crossFlow, source: "Wang et al., IMC 2017 (type 2: hop limit and window increase cyclically); net4people/bbs 285"
  ) { claim in
    guard claim.reset.isAbort, !claim.known.steps.isEmpty else { return nil }
    let step = WindowStep(claim.reset, of: claim.context.address(claim.sender))
    guard var seen = claim.known.steps[step] else { return nil }
    seen.insert(claim.reset.hopLimit)
    guard let spread = seen.spread, spread.count >= 3, spread.most - spread.least >= 5 else { return nil }
    return Finding(.inStep, inStepText(spread.count, spread.least...spread.most, claim.sender), [claim.reset])
  }
}

private func inStepText(_ connections: Int, _ hopLimits: ClosedRange<Int>, _ sender: Party) -> Phrase {
  let (least, most) = (hopLimits.lowerBound, hopLimits.upperBound)
  return Phrase(
    en:
      "resets in the \(sender.rawValue)'s name came with \(connections) hop limits from \(least) to \(most), and windows that differ by just as much",
    ja: "\(sender.ja)を名乗るリセットのホップリミットが\(least)〜\(most)の\(connections)通りあり、ウィンドウも同じだけずれている")
}

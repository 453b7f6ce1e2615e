package import Diagnosis
package import Flows

/// What is written on the packets that are kept as evidence, for whoever opens them in Wireshark. Always English.
package struct EvidenceComments {
  private let judgment: Judgment

  /// The comments on the packets of that flow.
  package init(_ judgment: Judgment) {
    self.judgment = judgment
  }

  /// The comments on one packet: on a reset or refusal who sent it and why one thinks so, on the others none.
  package func of(_ packet: FramePosition) -> [String] {
    guard let verdict = judgment.verdict else { return [] }
    if verdict.rejection?.packet == packet { return [about(verdict)] }
    guard let reset = judgment.resets.first(where: { $0.packet == packet }) else { return [] }
    if reset.duplicateOf != nil { return ["rstwho: a copy, made by the capture, of a reset of flow \(judgment.flow.serial)"] }
    if reset.isEffective { return [about(verdict)] }
    let forged = reset.forged.map { $0 ? "forged" : "genuine" } ?? "undecided"
    return ["rstwho: a further reset of flow \(judgment.flow.serial): \(reset.origin.rawValue), \(forged)"]
  }

  private func about(_ verdict: Verdict) -> String {
    let row = FlowRow(judgment, in: .en)
    let proof = verdict.proof == .none ? "" : " (\(verdict.proof.rawValue))"
    let reasons = judgment.evidence.prefix(2).map { "for: \($0.text.en)" } + judgment.against.prefix(1).map { "against: \($0.text.en)" }
    return (["rstwho: flow \(judgment.flow.serial), \(judgment.stage.rawValue): \(row.who)\(proof)", verdict.summary.en] + reasons)
      .joined(separator: "\n").escapedLines
  }
}

extension String {
  /// The text with what is dangerous to display spelt out, line by line.
  fileprivate var escapedLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).escapedForTerminal }.joined(separator: "\n")
  }
}

import Testing

@testable import Diagnosis

struct WeightTests {
  @Test("Every row of the table is of a heuristic that exists, is named once, and says something")
  func rows() {
    let names = Weight.all.map { "\($0.rule): \($0.variant)" }
    #expect(Set(names).count == names.count)
    #expect(Set(Weight.all.map(\.rule)) == Set(Heuristic.all.map(\.name)))
    #expect(Weight.all.allSatisfy { $0.value != 0 && !$0.variant.isEmpty })
  }

  @Test("What a heuristic finds is weighed by a row of its own", arguments: causalityRows + headerRows + topologyRows + crossFlowRows)
  func findings(row: HeuristicRow) throws {
    guard let finding = try row.finding() else { return }
    #expect(finding.row.rule == row.rule)
    #expect(
      Weight.all.contains { $0.rule == finding.row.rule && $0.variant == finding.row.variant }, "\(finding.row.variant) is not listed")
  }
}

import Diagnosis
import Testing

private let rows = causalityRows + headerRows + topologyRows + crossFlowRows + signatureHeuristicRows

struct HeuristicTests {
  @Test("A heuristic says what its row claims", arguments: rows)
  func row(_ row: HeuristicRow) throws {
    let finding = try row.finding()
    #expect(finding.map { $0.weight > 0 ? .device : HeuristicRow.Side.sender } == row.says, "\(finding?.text.en ?? "silent")")
    #expect(finding?.weight != 0)
    #expect(finding?.text.en.isEmpty != true)
  }

  @Test("Every heuristic has a row where it fires and one where it stays silent", arguments: Heuristic.all.map(\.name))
  func covered(name: String) {
    #expect(rows.contains { $0.rule == name && $0.says != nil }, "no row where \(name) fires")
    #expect(rows.contains { $0.rule == name && $0.says == nil }, "no row where \(name) stays silent")
  }

  @Test("Every row is about a heuristic that exists")
  func rowsExist() {
    #expect(Set(rows.map(\.rule)) == Set(Heuristic.all.map(\.name)))
  }

  @Test("Names are kebab-case and each is given once; each heuristic names its source")
  func names() {
    let names = Heuristic.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.allSatisfy { $0 == "-" || ("a"..."z").contains($0) } })
    #expect(Heuristic.all.allSatisfy { !$0.source.isEmpty })
  }
}

import Flows
import Foundation
import TestSupport
import Testing

@testable import Diagnosis

struct WeightTests {
  @Test("Every row of the table is of a heuristic that exists, is named once, and says something")
  func rows() {
    let names = Weight.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(Weight.all.map(\.rule)) == Set(Heuristic.all.map(\.name)))
    #expect(Weight.all.allSatisfy { $0.value != 0 && !$0.variant.isEmpty })
  }

  @Test(
    "What a heuristic finds is weighed by a row of its own",
    arguments: causalityRows + headerRows + topologyRows + crossFlowRows + signatureHeuristicRows)
  func findings(row: HeuristicRow) throws {
    guard let finding = try row.finding() else { return }
    #expect(finding.row.rule == row.rule)
    #expect(Weight.all.contains { $0.name == finding.row.name }, "\(finding.row.name) is not listed")
  }

  @Test("A row weighs no more than what it rests on allows", arguments: Weight.all)
  func basis(row: Weight) {
    let weight = abs(row.value)
    switch row.basis {
    case .counted:
      #expect(row.counts.ofForged > 0 && row.counts.ofGenuine > 0)
      #expect(weight <= min(Weight.mostByCounts, row.countedAlone) + 0.1)
    case .bounded(let reason):
      #expect(!reason.isEmpty)
      #expect(weight <= max(Weight.mostWithoutCounts, min(Weight.mostByCounts, row.countedAlone)) + 0.1)
    case .sourced(let source, let trust):
      #expect(!source.isEmpty)
      #expect(weight <= trust.most)
      // What a standard rules out must not have been met.
      #expect(row.value < Weight.mostByCounts || row.counts.genuine == 0)
    case .judged:
      #expect(weight < Odds.decisive)
    }
  }

  @Test("No row is decisive by counts: three dozen scenarios cannot show that")
  func decisive() {
    for row in Weight.all where abs(row.value) >= Odds.decisive {
      guard case .sourced(_, .code) = row.basis else {
        Issue.record("\(row.name)")
        continue
      }
    }
  }

  @Test("Other weights than the table's change what is found, and nothing else")
  func otherWeights() throws {
    let claim = try claim(in: Trace(opening + "1 C > S PA len 100\n1.0005 S > C RA ttl 62"), frame: 5)
    let table = Opinion(on: claim)
    let others = Opinion(on: claim, by: Weighing(others: Dictionary(uniqueKeysWithValues: Weight.all.map { ($0.name, 0) })))
    #expect(table.findings.map(\.finding.row.name) == others.findings.map(\.finding.row.name))
    #expect(table.odds > 0)
    #expect(others.odds == others.prior)
    #expect(others.forged == nil)
  }

  @Test("A client's reset, and one after a FIN, is believed more than a server's")
  func prior() {
    for stage in Stage.allCases {
      #expect(Odds.prior(.client, at: stage) < 0 && Odds.prior(.server, at: stage) < 0)
      #expect(Odds.prior(.client, at: stage) <= Odds.prior(.server, at: stage))
    }
    #expect(Odds.prior(.server, at: .postFin) < Odds.prior(.server, at: .later))
  }
}

extension Weight {
  /// What its counts would give if no group were left out, on the side for which it speaks.
  fileprivate var countedAlone: Double {
    let pseudo = 1 / Double(Weight.all.count { $0.rule == rule } + 1)
    let ofForged = (counts.forged + pseudo) / (counts.ofForged + 1)
    let ofGenuine = (counts.genuine + pseudo) / (counts.ofGenuine + 1)
    return max(0, log10(ofForged / ofGenuine) * (value > 0 ? 1 : -1))
  }
}

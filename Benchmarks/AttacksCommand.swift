import ArgumentParser
import Foundation

/// Attacks the flow tables and prints what a packet costs before the table that is aimed at is full, and from then on: it must stay the same,
/// whatever comes.
struct AttacksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attacks", abstract: "Attack the flow tables: the cost of a packet before they are full, and from then on.")

  @Argument(help: "Which: \(Attack.allCases.map(\.rawValue).joined(separator: ", ")). All unless named.") var attacks: [Attack] = []
  @Option(help: "How many MiB the tables may take.") var memory = 128
  @Option(help: "A Markdown page to write the table to, between its marks.") var document: String?

  func validate() throws {
    guard (32...65_536).contains(memory) else { throw ValidationError("--memory must be from 32 to 65536.") }
  }

  func run() throws {
    var table = AttackTable()
    // Each in a process of its own: the system tells the most memory that a process ever had.
    for attack in attacks.isEmpty ? Attack.allCases : attacks {
      let output = try Program.ourselves(["attack", attack.rawValue, "--memory", "\(memory)"]).run(keepingOutput: true).output
      guard let cost = try? JSONDecoder().decode(AttackCost.self, from: output) else { throw BenchError.noMeasurement(attack.rawValue) }
      table.rows.append((attack, cost))
    }
    if let document { try table.markdown.write(betweenMarksOf: document) }
    print(table.markdown, terminator: "")
  }
}

/// What attacks cost, a line each.
struct AttackTable {
  private static let heading = [
    "attack", "aims at", "ns/packet before it is full", "ns/packet from then on", "ratio", "longest pause, ms", "peak MiB",
  ]

  /// The lines.
  var rows: [(attack: Attack, cost: AttackCost)] = []

  /// The table as Markdown.
  var markdown: String {
    let rule = Self.heading.indices.map { $0 < 2 ? "---" : "---:" }
    return ([Self.heading, rule] + rows.map(cells)).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }

  private func cells(of attack: Attack, _ cost: AttackCost) -> [String] {
    [
      attack.rawValue, attack.aim, number(cost.before, 0), number(cost.after, 0), number(cost.after / max(cost.before, 1), 1),
      number(cost.longestPause / 1e6, 1), number(cost.peak / 1_048_576, 0),
    ]
  }

  private func number(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }
}

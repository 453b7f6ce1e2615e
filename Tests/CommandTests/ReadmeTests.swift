import Foundation
import Testing

@Suite("README.md")
struct ReadmeTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  /// The runs that the page shows: a line after `$ rstwho`, and what it prints.
  private static let runs: [(arguments: [String], output: Substring)] = {
    let page = (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)) ?? ""
    return page.components(separatedBy: "```console\n$ rstwho ").dropFirst().map { rest in
      let block = rest.prefix(upTo: rest.range(of: "```")?.lowerBound ?? rest.endIndex)
      let lines = block.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return (lines[0].split(separator: " ").map(String.init), lines.count > 1 ? lines[1] : "")
    }
  }()

  @Test("shows what the program prints")
  func shown() throws {
    #expect(Self.runs.count == 2)
    for run in Self.runs {
      #expect(try Program.run(run.arguments, in: Self.root).text == run.output)
    }
  }
}

import Foundation
import Testing

@Suite("The examples of Documentation/HowAVerdictIsMade.md")
struct VerdictPageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  /// An example: of which heuristic, in which capture and flow, and in which words.
  struct Example: Sendable, CustomTestStringConvertible {
    var rule: String
    var capture: String
    var flow: Int
    var words: String

    var testDescription: String { "\(rule) in \(capture)" }
  }

  private static let examples: [Example] = {
    let page = (try? String(contentsOf: root.appending(path: "Documentation/HowAVerdictIsMade.md"), encoding: .utf8)) ?? ""
    var rule = ""
    var examples: [Example] = []
    for line in page.split(separator: "\n") {
      if line.hasPrefix("#### ") { rule = String(line.dropFirst(5)) }
      guard let match = line.wholeMatch(of: /- \*\*Example:\*\* `([^`]+)`, flow (\d+): “(.+)”/) else { continue }
      examples.append(Example(rule: rule, capture: String(match.1), flow: Int(match.2) ?? 0, words: String(match.3)))
    }
    return examples
  }()

  @Test("There are some")
  func some() {
    #expect(Self.examples.count >= 15)
  }

  @Test("The program says what the page quotes", arguments: examples)
  func quoted(example: Example) throws {
    let run = try Program.run(["--json", "--all", example.capture], in: Self.root)
    let flows = try run.text.split(separator: "\n").compactMap { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }
    let flow = try #require(flows.first { $0["type"] as? String == "flow" && $0["flow"] as? Int == example.flow })
    let findings = ["evidence", "against"].flatMap { flow[$0] as? [[String: Any]] ?? [] }
    #expect(findings.contains { $0["rule"] as? String == example.rule && $0["text"] as? String == example.words })
  }
}

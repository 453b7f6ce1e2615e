import Diagnosis
import Foundation
import Testing

@Suite("Documentation/HowAVerdictIsMade.md")
struct PageTests {
  private static let page: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    return (try? String(contentsOf: root.appending(path: "Documentation/HowAVerdictIsMade.md"), encoding: .utf8)) ?? ""
  }()

  @Test("tells of every heuristic what it claims, when it is silent, when it lies, and an example", arguments: Heuristic.all.map(\.name))
  func paragraph(name: String) throws {
    let start = try #require(Self.page.range(of: "\n#### \(name)\n"), "\(name) has no paragraph")
    let rest = Self.page[start.upperBound...]
    let paragraph = rest[..<(rest.range(of: "\n#")?.lowerBound ?? rest.endIndex)]
    for part in ["- **Silent:** ", "- **Lies:** ", "- **Example:** "] {
      #expect(paragraph.contains(part), "\(name): \(part)")
    }
  }

  @Test("tells of no heuristic that does not exist")
  func headings() {
    let headings = Self.page.split(separator: "\n").filter { $0.hasPrefix("#### ") }.map { String($0.dropFirst(5)) }
    #expect(headings.sorted() == Heuristic.all.map(\.name).sorted())
  }
}

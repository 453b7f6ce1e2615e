import Foundation
import Testing

/// A folder under Fixtures: captures in, the expected report out.
struct Fixture: Sendable, CustomTestStringConvertible {
  let folder: URL

  /// Every case, by name.
  static let all: [Fixture] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.sorted().map { Fixture(folder: root.appending(path: $0)) }.filter { !$0.captures.isEmpty }
  }()

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures")
  /// What stands in a case folder beside the captures.
  private static let others: Set = [
    "expected.txt", "expected.ndjson", "expected.csv", "expected.zeek", "expected.md", "expected.ja.txt", "expected.ja.md", "ORIGIN.md",
    "arguments",
    "status",
  ]

  /// The case of that name.
  static func named(_ name: String) -> Fixture {
    Fixture(folder: root.appending(path: name))
  }

  var name: String { folder.lastPathComponent }
  var testDescription: String { name }

  /// Names of the captures, in order.
  var captures: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !Self.others.contains($0) && !$0.hasPrefix(".") }.sorted()
  }

  /// Further arguments: one line, words between spaces.
  var arguments: [String] {
    (text("arguments") ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// The exit status that is expected.
  var status: Int32 {
    text("status").flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0
  }

  /// The bytes of a file of the case.
  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  private func text(_ name: String) -> String? {
    try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Runs the program on the captures of the case, from inside its folder.
  func run(_ options: [String] = []) throws -> Program.Run {
    try Program.run(["--utc", "--lang", "en", "--color", "never"] + options + arguments + captures, in: folder)
  }
}

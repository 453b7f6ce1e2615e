import Foundation
import Testing

/// The whole lab, where it stands beside the checkout: too much to keep with the sources.
@Suite("The lab")
struct LabTests {
  private static let captures: [URL] = {
    let lab = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/lab").standardized
    let files = FileManager.default.enumerator(at: lab, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return files.filter { $0.pathExtension == "pcap" }.sorted { $0.path < $1.path }
  }()

  @Test("is read without a complaint, and reported by the contract", .enabled(if: !captures.isEmpty, "the lab is not here"))
  func all() throws {
    for capture in Self.captures {
      let run = try Program.run(["--json", "--all", capture.path])
      #expect(run.status == 0, "\(capture.path)")
      #expect(run.errors == "", "\(capture.path)")
      #expect(try Contract.breaches(in: run.output) == [], "\(capture.path)")
    }
  }
}

import Foundation
import Testing

@Suite("The fixtures")
struct FixtureTests {
  /// Rewrites the expectations, on purpose only: such a run fails all the same.
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  @Test("are found")
  func found() {
    #expect(Fixture.all.count >= 30)
    for fixture in Fixture.all {
      #expect(FileManager.default.fileExists(atPath: fixture.folder.appending(path: "ORIGIN.md").path), "\(fixture.name)")
    }
  }

  @Test("are reported to people as expected", arguments: Fixture.all)
  func text(fixture: Fixture) throws {
    let run = try fixture.run()
    #expect(run.status == fixture.status)
    #expect(run.errors.isEmpty == (fixture.status == 0))
    try expect(run.output, in: "expected.txt", of: fixture)
    #expect(run.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test("are reported to programs as expected, and by the contract", arguments: Fixture.all)
  func ndjson(fixture: Fixture) throws {
    let run = try fixture.run(["--format", "ndjson", "--all"])
    #expect(run.status == fixture.status)
    try expect(run.output, in: "expected.ndjson", of: fixture)
    #expect(try Contract.breaches(in: run.output) == [])
  }

  @Test("are reported alike twice: no seed shows", arguments: Fixture.all)
  func twice(fixture: Fixture) throws {
    for format in ["text", "ndjson"] {
      #expect(try fixture.run(["--format", format]).output == fixture.run(["--format", format]).output)
    }
  }

  /// What is handed over, for a firewall's rejects, a closed port, an ICMP refusal and an idle timeout.
  @Test(
    "are handed over as expected",
    arguments: ["firewall-resets", "closed-port", "firewall-icmp-admin", "firewall-idle-timeout"],
    [("csv", "expected.csv"), ("zeek", "expected.zeek"), ("markdown", "expected.md")])
  func handedOver(name: String, form: (format: String, file: String)) throws {
    let fixture = Fixture.named(name)
    let run = try fixture.run(["--format", form.format])
    #expect(run.status == 0 && run.errors.isEmpty)
    try expect(run.output, in: form.file, of: fixture)
    #expect(try fixture.run(["--format", form.format, "--lang", "ja"]).output == run.output || form.format == "markdown")
  }

  private func expect(_ output: Data, in file: String, of fixture: Fixture) throws {
    let expected = fixture.folder.appending(path: file)
    guard !Self.isRecording else {
      try output.write(to: expected)
      Issue.record("\(fixture.name)/\(file) was rewritten.")
      return
    }
    #expect(String(decoding: output, as: UTF8.self) == (try String(contentsOf: expected, encoding: .utf8)))
    #expect(output == (try Data(contentsOf: expected)))
  }
}

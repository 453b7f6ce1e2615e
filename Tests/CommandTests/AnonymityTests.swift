import Foundation
import Testing

@Suite("Anonymized reports")
struct AnonymityTests {
  /// The addresses and names of two cases, none of which may be told.
  private static let secrets = [
    "firewall-resets": ["10.1.1.20", "100.64.1.90", "client.pcap"],
    "firewall-icmp-admin": ["10.1.1.20", "100.64.1.90", "172.31.92.2", "client.pcap"],
  ]

  @Test(
    "tell no address and no name, in any format", arguments: ["firewall-resets", "firewall-icmp-admin"],
    [
      "text", "ndjson", "csv", "zeek", "markdown", "html", "--by server", "--by client --json", "--by device --format csv",
      "--by file --format markdown",
    ])
  func secrets(name: String, format: String) throws {
    let options = format.hasPrefix("--") ? format.split(separator: " ").map(String.init) : ["--format", format]
    let run = try Fixture.named(name).run(["--anonymize", "--all"] + options)
    #expect(run.status == 0)
    #expect(!run.output.isEmpty)
    for secret in Self.secrets[name] ?? [] { #expect(!run.text.contains(secret), "\(secret)") }
  }

  @Test("tell no name that a client asked for, and of an explained connection neither")
  func names() throws {
    let words = FirstWords.request(host: Array("secret.example.net".utf8))
    let capture = HandmadeCapture.reset(after: words).pcap
    for options in [["--json"], ["--format", "html"], ["--format", "csv"], [], ["--by", "sni"]] {
      let run = try Program.run(["-r", "-", "--utc", "--anonymize", "--all"] + options, input: capture)
      #expect(!run.text.contains("secret") && !run.text.contains("10.1.1.20"))
    }
    let explained = try Program.run(["explain", "-", "1", "--utc", "--anonymize"], input: capture)
    #expect(!explained.text.contains("secret") && !explained.text.contains("10.1.1.20") && explained.text.contains("Packets"))
    let copy = try Program.run(["annotate", "-", "-", "--anonymize"], input: capture)
    #expect(!copy.text.contains("secret") && !copy.output.isEmpty)
  }

  @Test("are the same with the same key, and other ones without")
  func key() throws {
    try withScratchFolder { folder in
      try Data("a key".utf8).write(to: folder.appending(path: "key"))
      let key = ["--anonymize", "--anonymize-key", folder.appending(path: "key").path, "--json"]
      let fixture = Fixture.named("firewall-resets")
      #expect(try fixture.run(key).output == fixture.run(key).output)
      #expect(try fixture.run(["--anonymize", "--json"]).output != fixture.run(["--anonymize", "--json"]).output)
      #expect(try fixture.run(["--anonymize-key", "key"]).status == 64)
    }
  }

  @Test(
    "and captures say the same of who did it",
    arguments: Fixture.all.filter { $0.arguments.isEmpty && $0.captures.count == 1 && $0.status == 0 })
  func verdicts(fixture: Fixture) throws {
    // Where frames came from on the link is cut, and a capture of the link alone then tells less.
    guard fixture.name != "empty", !fixture.name.contains("router") else { return }
    try withScratchFolder { folder in
      let copy = folder.appending(path: "copy.pcapng")
      let run = try Program.run(["annotate", "--anonymize", fixture.captures[0], copy.path], in: fixture.folder)
      #expect(run.status == 0)
      let fields = ["--format", "csv", "--all"]
      #expect(try verdicts(Program.run(fields + [copy.path])) == verdicts(fixture.run(fields)))
    }
  }

  /// Origin and forged of each flow.
  private func verdicts(_ run: Program.Run) -> [String] {
    run.text.split(separator: "\n").map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[1]) \(cells[15]) \(cells[17]) \(cells[18])"
    }
  }
}

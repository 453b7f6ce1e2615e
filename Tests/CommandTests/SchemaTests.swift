import Foundation
import Testing

@Suite("The schema of the records")
struct SchemaTests {
  private static let text = (try? Program.run(["schema"]).output) ?? Data()

  @Test("holds for every record of every fixture", arguments: Fixture.all)
  func fixtures(fixture: Fixture) throws {
    #expect(try breaches(in: fixture.run(["--format", "ndjson", "--all"])) == [])
  }

  @Test("holds for groups", arguments: ["server", "client", "port", "device", "sni", "cause", "file"])
  func groups(by grouping: String) throws {
    for fixture in ["firewall-resets", "firewall-string-match", "firewall-icmp-admin"] {
      let run = try Fixture.named(fixture).run(["--json", "--by", grouping])
      #expect(run.text.contains(#""type":"group""#))
      #expect(try breaches(in: run) == [])
    }
  }

  @Test("holds for names that an attacker chose, and for damage")
  func hostile() throws {
    let words = FirstWords.request(host: Array("\u{1b}[2J\"\u{202e}</script>".utf8))
    let capture = HandmadeCapture.reset(after: words).pcap
    #expect(try breaches(in: Program.run(["-r", "-", "--json", "--all"], input: capture)) == [])
    #expect(try breaches(in: Program.run(["-r", "-", "--json", "--all"], input: capture.dropLast(3))) == [])
    #expect(try breaches(in: Program.run(["-r", "-", "--json", "--all"], input: [1, 2, 3])) == [])
  }

  @Test("notices what does not belong")
  func notices() throws {
    let schema = try JSONSchema(Self.text)
    let record = try Fixture.named("firewall-resets").run(["--json"]).text.split(separator: "\n")[1]
    for (from, to) in [
      (#""outcome":"reset""#, #""outcome":"resets""#), (#""port":389"#, #""port":65536"#), (#""stage":"#, #""stadium":"#),
      (#""forged":true"#, #""forged":"true""#), (#""flow":2"#, #""flow":0"#), (#""type":"flow""#, #""type":"flown""#),
    ] {
      #expect(record.contains(from))
      let broken = try JSONSerialization.jsonObject(with: Data(record.replacing(from, with: to).utf8))
      #expect(schema.breaches(of: broken) != [])
    }
  }

  private func breaches(in run: Program.Run) throws -> [String] {
    let schema = try JSONSchema(Self.text)
    return try run.output.split(separator: UInt8(ascii: "\n")).flatMap {
      schema.breaches(of: try JSONSerialization.jsonObject(with: Data($0)))
    }
  }
}

import Foundation
import Testing

@Suite("However a capture comes in")
struct InputTests {
  @Test("it is read from a pipe as from the file", arguments: Fixture.all.filter { $0.captures.count == 1 })
  func pipe(fixture: Fixture) throws {
    let bytes = try fixture.bytes(fixture.captures[0])
    let fromPipe = try Program.run(["-r", "-", "--json", "--all"] + fixture.arguments, input: bytes)
    #expect(fromPipe.status == fixture.status)
    #expect(try flows(fromPipe.output) == flows(Data(fixture.bytes("expected.ndjson"))))
  }

  @Test(
    "of a pipe that brings a finished capture only the report is printed, however it is cut up",
    arguments: ["cat", "dd bs=7 status=none if="])
  func finished(command: String) throws {
    let fixture = Fixture.named("firewall-resets")
    let line = "\(command) client.pcap | \"$RSTWHO\" --utc --color never -r -".replacing("= client", with: "=client")
    let run = try Program.shell(line, in: fixture.folder)
    #expect(run.errors == "")
    let report = try String(decoding: fixture.bytes("expected.txt"), as: UTF8.self)
    #expect(run.text.replacing("'-'", with: "-") == report.replacing("client.pcap", with: "-"))
  }

  @Test("compressed or rewritten, it tells of the same connections", arguments: ["gzip", "zstd", "lz4", "pcapng-big-endian"])
  func encodings(kind: String) throws {
    let plain = try Fixture.named("firewall-resets").bytes("expected.ndjson")
    #expect(try flows(Data(Fixture.named("firewall-resets-\(kind)").bytes("expected.ndjson"))) == flows(Data(plain)))
  }

  @Test("as several files, their order does not matter")
  func order() throws {
    let folder = Fixture.named("firewall-resets-rotated").folder
    for options in [["--utc", "--color", "never"], ["--json", "--all"]] {
      let forth = try Program.run(options + ["a.pcap", "b.pcap"], in: folder)
      let back = try Program.run(options + ["b.pcap", "a.pcap"], in: folder)
      #expect(forth.status == 0)
      #expect(forth.text == back.text)
    }
  }

  /// Everything but the first record, which names the file.
  private func flows(_ output: Data) -> [Substring] {
    Array(String(decoding: output, as: UTF8.self).split(separator: "\n").dropFirst())
  }

  @Test("a reader who goes away is no error")
  func closedPipe() throws {
    let folder = Fixture.named("port-scan").folder
    for arguments in ["client.pcap", "--json --all client.pcap", "explain client.pcap 7"] {
      // The status of the program is passed around the pipe.
      let run = try Program.shell("{ { \"$RSTWHO\" \(arguments); echo $? >&3; } | head -n 1 >/dev/null; } 3>&1", in: folder)
      #expect(run.text == "0\n")
      #expect(run.errors == "")
    }
  }
}

import Foundation
import Testing

private let capture = HandmadeCapture.refused.pcap

@Suite("The program, run as a person runs it")
struct ProgramTests {
  private func withFile<Result>(_ bytes: [UInt8] = capture, _ body: (String) throws -> Result) throws -> Result {
    let path = NSTemporaryDirectory() + UUID().uuidString + ".pcap"
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  @Test("prints a page for people, and nothing else")
  func text() throws {
    let run = try withFile { try Program.run([$0]) }
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.text.contains("10.1.1.20:51201"))
    // The path may be long enough to break the line anywhere.
    let words = run.text.replacing("\n", with: " ")
    #expect(words.contains("4 packets, 4 of TCP in 2 connections; 1970-01-01 00:00:01 to 00:00:02; RAW"))
    #expect(!run.text.contains("\u{1b}"))
  }

  @Test("prints NDJSON, from standard input too")
  func ndjson() throws {
    let run = try Program.run(["-r", "-", "--json"], input: capture)
    #expect(run.status == 0)
    let types = try run.text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])["type"] as? String
    }
    #expect(types == ["capture", "flow", "flow", "summary"])
  }

  @Test("writes to a file where it is told to")
  func output() throws {
    try withFile { path in
      let run = try Program.run([path, "--json", "-o", path + ".out"])
      defer { try? FileManager.default.removeItem(atPath: path + ".out") }
      #expect(run.text == "")
      #expect(try String(contentsOfFile: path + ".out", encoding: .utf8).hasSuffix("}\n"))
    }
  }

  @Test("an input that cannot be read leaves no file, and the one that was there as it was", arguments: ["", "explain "])
  func unreadable(command: String) throws {
    try withScratchFolder { folder in
      let flow = command.isEmpty ? "" : " 1"
      let line = "echo yesterday > old; for f in old new; do \"$RSTWHO\" \(command)missing.pcap\(flow) -o $f; done; cat old; ls"
      let run = try Program.shell(line, in: folder)
      #expect(run.text == "yesterday\nold\n")
      let same = try Program.shell("cp \"$RSTWHO\" x; \"$RSTWHO\" x -o x; echo $?; cmp x \"$RSTWHO\"", in: folder)
      #expect(same.text == "64\n")
    }
  }

  @Test("reports what it could read, says what it could not, and exits with 2")
  func damaged() throws {
    let run = try withFile(Array(capture.dropLast(10))) { try Program.run([$0]) }
    #expect(run.status == 2)
    #expect(run.text.contains("10.1.1.20:51201"))
    #expect(run.errors.hasPrefix("rstwho: "))
    #expect(run.complaints.count == 1)
    let missing = try Program.run(["/nowhere/at\u{1b}all.pcap"])
    #expect(missing.status == 2)
    #expect(missing.errors.contains(#"at\x1ball.pcap"#))
    let unwritable = try withFile { try Program.run([$0, "-o", "/nowhere/at/all"]) }
    #expect(unwritable.status == 64)
    #expect(unwritable.errors.contains("/nowhere/at/all: cannot be written: No such file or directory.\n"))
  }

  @Test("explains one connection")
  func explain() throws {
    let run = try withFile { try Program.run(["explain", $0, "2"]) }
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("Flow 2: "))
    #expect(run.text.contains("    100.64.1.90.389 > 10.1.1.20.51202: Flags [R.], seq 0, ack 10, win 0, length 0\n"))
    #expect(!run.text.contains("51201"))
    let none = try withFile { try Program.run(["explain", $0, "3"]) }
    #expect(none.status == 64)
    #expect(none.errors.contains("there is no connection 3; its connections are numbered 1 to 2.\n"))
  }

  @Test("names products that give themselves away, and with --no-signatures none")
  func signatures() throws {
    let fixture = Fixture.named("tcpkill")
    let with = try fixture.run(["--json", "--all"])
    #expect(with.text.contains(#""product":"tcpkill (dsniff)""#))
    #expect(with.text.contains(#""rule":"product-signature""#))
    let without = try fixture.run(["--json", "--all", "--no-signatures"])
    #expect(without.status == 0)
    #expect(!without.text.contains(#""product""#) && !without.text.contains("product-signature"))
    #expect(without.text.contains(#""forged":true"#))
    let explained = try Program.run(["explain", "--no-signatures", "client.pcap", "1"], in: fixture.folder)
    #expect(explained.status == 0)
    #expect(!explained.text.contains("Product"))
  }

  @Test("exits with 64 where the command line is wrong")
  func usage() throws {
    let run = try Program.run([])
    #expect(run.status == 64)
    #expect(run.text == "")
    #expect(run.errors.contains("rstwho capture.pcap"))
  }
}

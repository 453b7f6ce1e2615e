import Foundation
import Testing

/// What Wireshark's own reader makes of our files, where it is installed.
@Suite("tshark", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/tshark")))
struct WiresharkTests {
  private static let cases = [
    "firewall-resets", "tcpkill", "firewall-icmp-admin", "firewall-resets-pcapng-big-endian", "firewall-resets-gzip",
  ]
  private static let plugin = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Wireshark/rstwho.lua")
    .standardized

  @Test("reads an annotated capture without complaint: the same packets, and comments", arguments: cases)
  func annotated(name: String) throws {
    try withCase(name) { capture, folder in
      try shell("\"$RSTWHO\" annotate \(capture) out.pcapng", in: folder)
      for fields in ["-x", "-T fields -e frame.time_epoch -e frame.len -e frame.cap_len"] {
        #expect(try tshark("-r out.pcapng \(fields)", in: folder) == tshark("-r \(capture) \(fields)", in: folder))
      }
      let found = try tshark("-r out.pcapng -Y 'frame.comment contains \"rstwho\"' -T fields -e frame.number", in: folder)
      #expect(found.split(separator: "\n").count >= 13)
    }
  }

  @Test("shows the plugin's fields, from comments and from records alike", arguments: cases)
  func plugin(name: String) throws {
    try withCase(name) { capture, folder in
      try shell("\"$RSTWHO\" annotate \(capture) out.pcapng; \"$RSTWHO\" --json \(capture) > out.ndjson", in: folder)
      let fields = "-Y rstwho.verdict -T fields -e frame.number -e rstwho.verdict -e rstwho.origin -e rstwho.proof -e rstwho.flow"
      let lua = "-X lua_script:\(Self.plugin.path)"
      let comments = try tshark("\(lua) -r out.pcapng \(fields)", in: folder)
      #expect(comments == (try tshark("\(lua) -o rstwho.ndjson:out.ndjson -r \(capture) \(fields)", in: folder)))
      #expect(comments.contains("device\tlikely"))
      let rules = try tshark("\(lua) -r out.pcapng -Y 'rstwho.rule' -T fields -e rstwho.rule", in: folder)
      #expect(rules.isEmpty == (name == "firewall-icmp-admin"))
    }
  }

  @Test("finds anonymized packets sound, and nothing of the names", arguments: cases)
  func anonymized(name: String) throws {
    try withCase(name) { capture, folder in
      try shell("\"$RSTWHO\" annotate --anonymize \(capture) out.pcapng", in: folder)
      let checks = "-o tcp.check_checksum:TRUE -o ip.check_checksum:TRUE"
      let bad = "-Y 'ip.checksum.status == 0 || tcp.checksum.status == 0 || icmp.checksum.status == 0 || _ws.malformed'"
      #expect(try tshark("\(checks) -r out.pcapng \(bad)", in: folder) == "")
      let addresses = Set(try tshark("-r \(capture) -T fields -e ip.src -e eth.src", in: folder).split(whereSeparator: \.isWhitespace))
      let written = try tshark("-r out.pcapng -T fields -e ip.src -e eth.src -e frame.comment", in: folder)
      for address in addresses where address.count > 7 { #expect(!written.contains(address)) }
    }
  }

  private func tshark(_ arguments: String, in folder: URL) throws -> String {
    let run = try Program.shell("HOME=. tshark \(arguments)", in: folder)
    #expect(run.status == 0)
    #expect(run.complaints.filter { !$0.contains("Running as user") } == [])
    return run.text
  }

  private func shell(_ line: String, in folder: URL) throws {
    let run = try Program.shell(line, in: folder)
    #expect(run.status == 0 && run.errors.isEmpty)
  }

  private func withCase(_ name: String, _ body: (String, URL) throws -> Void) throws {
    let fixture = Fixture.named(name)
    try withScratchFolder { folder in
      let file = fixture.captures[0]
      try FileManager.default.copyItem(at: fixture.folder.appending(path: file), to: folder.appending(path: file))
      try body(file, folder)
    }
  }
}

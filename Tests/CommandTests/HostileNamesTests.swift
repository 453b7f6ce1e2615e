import Foundation
import Testing

/// A name may come from anyone: it must not steer the terminal, turn the line around, or break out of a record.
@Suite("Hostile names")
struct HostileNamesTests {
  private static let names: [String] = [
    "\u{1b}[2J\u{1b}]0;owned\u{7}", "a\nb\r\tc\u{0}d", "\u{202e}txt.exe\u{2066}\u{200f}", "\"},{\"type\":\"flow\"", "back\\slash\\u0041",
    "\u{9b}31m\u{85}\u{7f}", "\u{2028}\u{2029}\u{feff}",
  ]

  @Test("of servers and hosts reach no output raw", arguments: names)
  func triggers(name: String) throws {
    for words in [FirstWords.clientHello(serverName: Array(name.utf8)), FirstWords.request(host: Array(name.utf8))] {
      try expectPlain(HandmadeCapture.reset(after: words).pcap)
    }
  }

  @Test("of hosts are told, escaped")
  func told() throws {
    let words = FirstWords.request(host: Array("\u{1b}[2J\"\u{202e}txt".utf8))
    let run = try Program.run(["-r", "-", "--utc"], input: HandmadeCapture.reset(after: words).pcap)
    #expect(run.text.contains(#"an HTTP request for \x1b[2J"\u{202e}txt"#))
    let hello = FirstWords.clientHello(serverName: Array("ldap.example.net".utf8))
    let records = try Program.run(["-r", "-", "--json"], input: HandmadeCapture.reset(after: hello).pcap)
    #expect(records.text.contains(#""trigger":{"packet":4,"kind":"tls-client-hello","sni":"ldap.example.net"}"#))
  }

  @Test("in pcapng texts reach no output raw", arguments: names)
  func texts(name: String) throws {
    try expectPlain(HandmadeCapture.refused.pcapng(saying: Array(name.utf8)))
  }

  @Test("that are no UTF-8 reach no output raw")
  func notText() throws {
    let name: [UInt8] = [0xff, 0xc0, 0x80, 0x1b, 0xed, 0xa0, 0x80, 0x9b, 0xf0, 0x9f]
    try expectPlain(HandmadeCapture.reset(after: FirstWords.clientHello(serverName: name)).pcap)
    try expectPlain(HandmadeCapture.reset(after: FirstWords.request(host: name)).pcap)
    try expectPlain(HandmadeCapture.refused.pcapng(saying: name))
  }

  @Test("of files reach no output raw", arguments: names.map { $0.replacing("\0", with: "") })
  func files(name: String) throws {
    try withScratchFolder { folder in
      let file = name.replacing("/", with: "_") + ".pcap"
      try Data(HandmadeCapture.refused.pcap).write(to: folder.appending(path: file))
      for options in [["--utc"], ["--json", "--all"]] {
        expectPlain(try Program.run(options + [file, "missing" + file], in: folder), status: 2)
      }
    }
  }

  /// Both formats and the explanation of the first connection.
  private func expectPlain(_ capture: [UInt8]) throws {
    expectPlain(try Program.run(["-r", "-", "--utc", "-v"], input: capture))
    expectPlain(try Program.run(["explain", "-", "1", "--utc"], input: capture))
    let records = try Program.run(["-r", "-", "--json", "--all"], input: capture)
    expectPlain(records)
    #expect(try Contract.breaches(in: records.output) == [])
  }

  private func expectPlain(_ run: Program.Run, status: Int32 = 0) {
    #expect(run.status == status)
    #expect(String(validating: run.output, as: UTF8.self) != nil)
    for text in [run.text, run.errors] {
      #expect(text.unicodeScalars.filter { $0 != "\n" && Self.isDangerous($0) } == [])
    }
  }

  /// Controls, and what changes the direction or the lines of text.
  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }
}

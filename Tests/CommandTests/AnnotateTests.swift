import Foundation
import Testing

@Suite("A capture with comments")
struct AnnotateTests {
  @Test("keeps every block of pcapng to the bit, but for what it adds", arguments: ["plain words", "\u{1b}[2J\"\u{202e}"])
  func blocks(text: String) throws {
    let original = HandmadeCapture.refused.pcapng(saying: Array(text.utf8))
    let copy = try annotated(original)
    let before = Self.blocks(of: original)
    let after = Self.blocks(of: copy)
    #expect(before.count == after.count)
    for (old, new) in zip(before, after) {
      guard old != new else { continue }
      // A section header loses its length, and a packet gains options before the end of options.
      let isSection = old[0..<4] == [0x0a, 0x0d, 0x0d, 0x0a]
      #expect(isSection ? old[28...] == new[28...] : old[8..<old.count - 8] == new[8..<old.count - 8])
    }
    #expect(after.filter { String(decoding: $0, as: UTF8.self).contains("rstwho: ") }.count == 4)
  }

  @Test("keeps what was readable of a damaged file, and says so", arguments: [3, 40])
  func damage(cut: Int) throws {
    let original = HandmadeCapture.refused.pcapng(saying: Array("x".utf8)).dropLast(cut)
    try withScratchFolder { folder in
      let run = try Program.run(["annotate", "-", "out.pcapng"], in: folder, input: Array(original))
      #expect(run.status == 2)
      #expect(run.complaints.count == 1)
      let copy = Array(try Data(contentsOf: folder.appending(path: "out.pcapng")))
      #expect(Self.blocks(of: copy).count == Self.blocks(of: Array(original)).count)
    }
  }

  @Test("never destroys what it reads")
  func same() throws {
    try withScratchFolder { folder in
      let bytes = Data(HandmadeCapture.refused.pcap)
      try bytes.write(to: folder.appending(path: "a.pcap"))
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "b.pcap"), withDestinationURL: folder.appending(path: "a.pcap"))
      for arguments in [["annotate", "a.pcap", "a.pcap"], ["annotate", "a.pcap", "b.pcap"], ["-w", "b.pcap", "a.pcap"]] {
        let run = try Program.run(arguments, in: folder)
        #expect(run.status == 64)
        #expect(run.errors.contains("would destroy"))
      }
      #expect(try Data(contentsOf: folder.appending(path: "a.pcap")) == bytes)
    }
  }

  @Test("holds no more than the connections that did not end well, where -w asks for evidence")
  func evidence() throws {
    try withScratchFolder { folder in
      let fixture = Fixture.named("firewall-resets")
      let file = folder.appending(path: "evidence.pcapng")
      #expect(try fixture.run(["-w", file.path]).status == 0)
      // Thirteen rejected connections, one of them after two probes.
      #expect(Self.blocks(of: Array(try Data(contentsOf: file))).count == 2 + 30)
      let again = try Program.run(["--json", file.path])
      #expect(again.text.components(separatedBy: #""outcome":"reset""#).count == 14)
    }
  }

  /// The octets of each block of a pcapng file.
  static func blocks(of bytes: [UInt8]) -> [[UInt8]] {
    var blocks: [[UInt8]] = []
    var position = 0
    var isBig = false
    while position + 12 <= bytes.count {
      if bytes[position] == 0x0a, bytes[position + 1] == 0x0d { isBig = bytes[position + 8] == 0x1a }
      let octets = bytes[position + 4..<position + 8]
      let length = Int((isBig ? Array(octets) : octets.reversed()).reduce(0) { $0 << 8 | UInt32($1) })
      guard length >= 12, position + length <= bytes.count else { break }
      blocks.append(Array(bytes[position..<position + length]))
      position += length
    }
    return blocks
  }

  private func annotated(_ capture: [UInt8]) throws -> [UInt8] {
    let run = try Program.run(["annotate", "-", "-"], input: capture)
    #expect(run.status == 0)
    return Array(run.output)
  }
}

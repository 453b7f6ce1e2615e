import Foundation
import Testing

@Suite("A capture that is cut")
struct DamageTests {
  @Test("anywhere at all ends with a report, or with one sentence")
  func everyLength() throws {
    let capture = HandmadeCapture.refused.pcap
    for length in 0...capture.count { try expectSentence(Array(capture.prefix(length)), "\(length) bytes") }
  }

  @Test("ends with a report, or with one sentence", arguments: Fixture.all)
  func fixtures(fixture: Fixture) throws {
    for name in fixture.captures {
      let bytes = try fixture.bytes(name)
      // Some ten lengths a file, at no regular place of a record.
      for length in stride(from: bytes.count - 1, to: 0, by: -max(1, bytes.count / 10)) {
        try expectSentence(Array(bytes.prefix(length)), "\(name) at \(length) bytes")
      }
    }
  }

  @Test("or damaged in an octet never stops the program", arguments: ["closed-port-alone", "firewall-resets-pcapng-big-endian"])
  func flipped(name: String) throws {
    let fixture = Fixture.named(name)
    let bytes = try fixture.bytes(fixture.captures[0])
    for place in stride(from: 0, to: bytes.count, by: bytes.count / 60) {
      var damaged = bytes
      damaged[place] ^= 0xff
      try expectSentence(damaged, "octet \(place)")
    }
  }

  private func expectSentence(_ bytes: [UInt8], _ what: String) throws {
    let run = try Program.run(["-r", "-", "--json", "--all"], input: bytes)
    #expect(run.status == 0 || run.status == 2, "\(what)")
    #expect((run.status == 2) == (run.complaints.count == 1), "\(what): \(run.errors)")
    #expect(run.complaints.allSatisfy { $0.hasPrefix("rstwho: standard input: ") && $0.hasSuffix(".") }, "\(what): \(run.errors)")
    #expect(try Contract.breaches(in: run.output) == [], "\(what)")
  }
}

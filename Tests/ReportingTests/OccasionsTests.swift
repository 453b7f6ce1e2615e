import Diagnosis
import Flows
import Testing
import Wire

@testable import Reporting

struct OccasionsTests {
  private func reset(_ serial: UInt64, idle seconds: Double, stage: Stage = .later, server: Endpoint = .server, timer: String? = nil)
    -> Judgment
  {
    var judgment = Judgment.resetByDevice(serial, server: server)
    judgment.stage = stage
    judgment.idle = Int64(seconds * 1e9)
    judgment.timer = timer
    return judgment
  }

  private func sentences(_ judgments: [Judgment]) -> [String] {
    var occasions = Occasions()
    for judgment in judgments { occasions.add(judgment) }
    return occasions.sentences(in: .en)
  }

  @Test("Resets after the same silence are told together, with the timer that it equals")
  func sameSilence() {
    let alike = (0..<37).map { reset(UInt64($0) + 1, idle: 350 + Double($0 % 10) / 10, timer: "350 s, the default of a product") }
    let others = [reset(38, idle: 4), reset(39, idle: 1_000)]
    #expect(
      sentences(alike + others) == [
        "37 of 39 resets of connections to 100.64.1.90:389 came after 350.0 to 350.9 s of silence; that is about 350 s, the default of a "
          + "product."
      ])
    #expect(sentences(alike)[0].hasPrefix("All 37 resets of connections to 100.64.1.90:389 came after 350.0 to 350.9 s"))
    // Some were drawn by a later packet, so that the silence is not the timer's.
    #expect(
      sentences(alike + [reset(38, idle: 350.5)]) == [
        "All 38 resets of connections to 100.64.1.90:389 came after 350.0 to 350.9 s of silence; somebody ends or forgets them within that time."
      ])
  }

  @Test(
    "Two of a kind, short pauses, a minority, refusals and folded endings are no pattern",
    arguments: [[60, 60], [5, 5, 5, 5], [60, 60, 60, 90, 120, 150, 200], [60, 70, 80, 90]] as [[Double]])
  func noPattern(seconds: [Double]) {
    #expect(sentences(seconds.enumerated().map { reset(UInt64($0) + 1, idle: $1) }) == [])
  }

  @Test("SYNs that are refused, and harmless endings, do not count")
  func notCounted() {
    #expect(sentences((1...5).map { reset(UInt64($0), idle: 60, stage: .postSyn) }) == [])
    let folded = (1...5).map { serial in
      var judgment = reset(UInt64(serial), idle: 60)
      judgment.isFolded = true
      return judgment
    }
    #expect(sentences(folded) == [])
  }

  @Test("Names that drew resets are told by how often they did, at most five")
  func names() {
    let judgments = (0..<10).map { number in
      var judgment = Judgment.resetByDevice(UInt64(number) + 1)
      judgment.stage = .postPsh
      judgment.trigger = Trigger(packet: .frame(5), kind: .tlsClientHello)
      judgment.trigger?.serverName = ["a", "a", "a", "b", "b", "c", "d", "e", "f", "g"][number] + ".example"
      return judgment
    }
    #expect(
      sentences(judgments) == [
        "Reset when the client had named whom it wants: a.example 3, b.example 2, c.example 1, d.example 1, e.example 1, others 2."
      ])
  }

  @Test("A name cannot act upon the terminal")
  func hostileName() {
    var judgment = Judgment.resetByDevice(1)
    judgment.stage = .postPsh
    judgment.trigger = Trigger(packet: .frame(5), kind: .httpRequest)
    judgment.trigger?.host = "a\u{1b}[2J.example"
    var report = TextReport()
    report.begin(capture: CaptureRecord())
    report.add(judgment)
    report.end(counts: TrafficCounts())
    #expect(!report.take().contains(0x1b))
  }

  @Test("However many servers there are, five are told")
  func bound() {
    let judgments = (0..<30).map { reset(UInt64($0) + 1, idle: 60, server: Endpoint(address: .v4(10, 0, 0, UInt8($0 / 3)), port: 443)) }
    let sentences = sentences(judgments)
    #expect(sentences.count == 6)
    #expect(sentences.last == "The same silence again and again was met before the resets of 5 further servers.")
  }
}

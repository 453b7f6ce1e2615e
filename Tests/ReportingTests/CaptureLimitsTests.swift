import Diagnosis
import Flows
import Testing
import Wire

@testable import Reporting

@Suite("What a capture can and cannot prove")
struct CaptureLimitsTests {
  @Test("says where the capture was taken, and what cannot be seen from there, in the reader's language")
  func vantage() {
    var capture = CaptureRecord.sample
    capture.vantage = Vantage(of: [.atClient, .atClient])
    let page = text([.well(1)], capture: capture)
    #expect(page.contains("- Probably taken on the client (2 connections show it): what a device sends to the server in the"))
    var options = TextOptions()
    options.language = .ja
    #expect(text([.well(1)], options, capture: capture).contains("クライアント上で記録されています"))
    for point in Vantage.Point.allCases {
      var other = capture
      other.vantage?.point = point
      #expect(text([.well(1)], capture: other).contains("- Probably taken "))
    }
  }

  @Test("says what the capture cannot prove")
  func limits() {
    var capture = CaptureRecord.sample
    capture.damage = Phrase(en: "one.pcap is damaged at byte 4,096: 12 packets before it were read.")
    capture.drops = 1_204
    capture.snapLength = 96
    var counts = TrafficCounts.sample
    counts.cutFrames = 3
    counts.oneSidedFlows = 2
    counts.flowsWithGaps = 1
    counts.evictedFlows = 7
    counts.undecoded[5] = 4
    var late = Judgment.well(1)
    late.stage = .midStream
    let page = text([late], capture: capture, counts: counts)
    let limits = page.split(separator: "\n").filter { $0.hasPrefix("- ") }
    #expect(
      limits == [
        "- one.pcap is damaged at byte 4,096: 12 packets before it were read.",
        "- 1,204 packets were dropped while capturing: what seems to be missing may have been there.",
        "- 7 connections were given up early to stay within the memory limit.",
        "- Of 2 connections only one direction was captured: there, silence proves nothing, and nothing of",
        "- 1 connection began before the capture did: who is client and who is server may be a guess.",
        "- In 1 connection packets were acknowledged that the capture does not hold.",
        "- 3 packets were cut short at 96 bytes: names in TLS and HTTP may be missing.",
        "- Some packets could not be read: 4 malformed.",
        "- 1 packet was captured more than once (several interfaces, or a port mirror) and counted once.",
      ])
  }

  @Test("says when only resets were captured, and when nothing is missing")
  func references() {
    var counts = TrafficCounts()
    (counts.frames, counts.segments, counts.resets, counts.flows) = (2, 2, 2, 1)
    #expect(text([.resetByServer(1)], counts: counts).contains("- Only resets were captured, and nothing to compare them with"))
    counts.segments = 5
    #expect(text([.well(1)], counts: counts).contains("- Nothing seems to be missing: "))
  }
}

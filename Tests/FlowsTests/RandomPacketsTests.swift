import Flows
import TestSupport
import Testing
import Wire

/// What holds of every capture.
struct RandomPacketsTests {
  @Test("Every captured reset is told in exactly one ending", arguments: seeds)
  func everyReset(seed: UInt64) throws {
    print("random packets: seed \(seed)")
    var random = RandomTrace(seed: seed)
    for _ in 0..<30 {
      let text = random.lines(80)
      let trace = try Trace(text)
      let sent = trace.frames.filter { $0.segment?.flags.contains(.rst) ?? false }.map(\.header.number)
      let endings = trace.followed().endings
      let told = endings.compactMap(\.reset).flatMap { $0.packets.filter { $0.flags.contains(.rst) }.map(\.position.number) }
      #expect(told.sorted() == sent, "\(text)")
      #expect(endings.compactMap(\.reset?.resetsTotal).reduce(0, +) == sent.count)
      #expect(endings.map(\.flow.serial) == Array(1...UInt64(endings.count)))
    }
  }

  @Test("Every segment that is no copy is counted in one flow", arguments: seeds)
  func everySegment(seed: UInt64) throws {
    print("random packets: seed \(seed)")
    var random = RandomTrace(seed: seed)
    let followed = try Trace(random.lines(1000)).followed()
    let counted = followed.endings.reduce(0) { $0 + $1.flow.toServer.packets + $1.flow.toClient.packets }
    #expect(counted == followed.counts.segments - followed.counts.duplicates)
  }

  @Test("Times at the ends of the range, in any order, never trap")
  func wildTimes() async {
    await #expect(processExitsWith: .success) {
      var tracker = FlowTracker(seed: FlowSeed(1, 2))
      let trace = try Trace("0 C > S S\n0 S > C SA\n0 C > S A\n0 S > C R\n0 copy\n0 S > C R\n0 C > S R")
      for time: Int64 in [.max, .min, 0, .max, .min, -1, .min] {
        for frame in trace.frames {
          var header = frame.header
          header.time = Timestamp(nanoseconds: time)
          tracker.record(frame.packet, of: header, in: frame.bytes.span)
        }
      }
      _ = FollowedTrace(of: &tracker)
    }
  }
}

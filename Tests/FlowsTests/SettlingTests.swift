import Flows
import TestSupport
import Testing
import Wire

/// Endings are told while packets still come, and flows that have ended are forgotten.
@Suite("Telling endings as they settle")
struct SettlingTests {
  /// Follows a trace that begins at 0, and settles at every tenth of a second that it passes, up to `end` seconds.
  private func told(_ text: String, until end: Double, isSelected: (TracedFrame) -> Bool = { _ in true }) throws -> Told {
    var told = Told()
    var tracker = FlowTracker(seed: FlowSeed(1, 2))
    var tick = 0
    let frames = try Trace(text).frames
    let begin = try #require(frames.first).header.time.nanoseconds
    func now() -> Timestamp { Timestamp(nanoseconds: begin + Int64(tick) * 100_000_000) }
    for frame in frames {
      while now() < frame.header.time {
        told.add(tracker.settle(at: now()), at: tick)
        tick += 1
      }
      tracker.record(frame.packet, of: frame.header, in: frame.bytes.span, isSelected: isSelected(frame))
    }
    while tick <= Int(end * 10) {
      told.add(tracker.settle(at: now()), at: tick)
      tick += 1
    }
    _ = tracker.endings(wantsQuiet: true) { told.left.append("\($0.kind) \($0.flow.serial)") }
    told.server = tracker.allBaselines()[IPAddress(v4: 0x6440_015a)]
    return told
  }

  private struct Told {
    /// `reset 1 at 0.9`
    var new: [String] = []
    var last: [String] = []
    var left: [String] = []
    var server = HostBaseline()

    mutating func add(_ settled: SettledEndings, at tick: Int) {
      new += settled.new.map { "\($0.kind) \($0.flow.serial) at \(Double(tick) / 10)" }
      last += settled.last.map { "\($0.kind) \($0.flow.serial)" }
    }
  }

  private static let reset = """
      0.00 C > S S
      0.01 S > C SA
      0.02 C > S PA len 5
      0.03 S > C RA
    """

  @Test("A reset is told once, about a second after it, also where nothing else comes")
  func reset() throws {
    let told = try told(Self.reset, until: 5)
    #expect(told.new == ["reset 1 at 0.8"])
    #expect(told.last == [])
    #expect(told.left == ["reset 1"])
  }

  @Test("A flow that was told is forgotten when it has rested, told a last time, and what it taught is kept")
  func forgotten() throws {
    let told = try told(Self.reset + "\n2 S > C PA len 7", until: 70)
    #expect(told.new == ["reset 1 at 0.8"])
    #expect(told.last == ["reset 1"])
    #expect(told.left == [])
    #expect(told.server.flows == 1)
  }

  @Test("A refusal is told, unless the connection goes on")
  func refusal() throws {
    let refusal = "0.00 C > S S\n0.01 icmp 3/13 from 172.31.92.2 ttl 62 about C > S S"
    #expect(try told(refusal, until: 5).new == ["rejected 1 at 0.8"])
    #expect(try told(refusal + "\n0.02 S > C SA\n0.03 C > S A", until: 5).new == [])
  }

  @Test("Silence is told after ten seconds, and the flow stays while further SYNs may come")
  func silence() throws {
    let told = try told("0 C > S S\n1 C > S S\n3 C > S S\n7 C > S S", until: 100)
    #expect(told.new == ["unanswered 1 at 10.0"])
    #expect(told.last == [])
    #expect(try self.told("0 C > S S", until: 141).last == ["unanswered 1"])
  }

  @Test("An orderly close is forgotten without a word; an open connection is kept")
  func quiet() throws {
    let told = try told(
      "0 C > S S\n0.01 S > C SA\n0.02 C > S FA\n0.03 S > C FA\n0.04 C > S A\n1 C:7 > S S\n1.1 S > C:7 SA\n1.2 C:7 > S A", until: 200)
    #expect(told.new == [] && told.last == [])
    #expect(told.left == ["open 2"])
    #expect(told.server.flows == 2)
  }

  @Test("What the expression does not choose is not told, and forgotten all the same")
  func unselected() throws {
    let told = try told(Self.reset, until: 70, isSelected: { _ in false })
    #expect(told.new == [] && told.last == [] && told.left == [])
    #expect(told.server.flows == 1)
  }

  @Test("However many connections come and go, memory stays with those of the last minutes")
  func bounded() throws {
    var tracker = FlowTracker(seed: FlowSeed(1, 2))
    var told = 0
    for minute in 0..<60 {
      let flows = (0..<50).map { flow in
        let start = Double(minute * 60 + flow)
        let port = 1_024 + minute * 50 + flow
        return
          "\(start) C:\(port) > S S\n\(start + 0.01) S > C:\(port) SA\n\(start + 0.02) C:\(port) > S PA len 5\n\(start + 0.03) S > C:\(port) RA"
      }
      for frame in try Trace(flows.joined(separator: "\n")).frames {
        told += tracker.settle(at: frame.header.time).new.count
        tracker.record(frame.packet, of: frame.header, in: frame.bytes.span)
      }
    }
    #expect(told >= 2_999)
    #expect(tracker.flowsKept < 150)
    #expect(tracker.counts.flows == 3_000)
    #expect(tracker.counts.evictedFlows == 0)
  }

  @Test("A flow in the place of one that was reset and is forgotten teaches nothing of resets, and never traps")
  func placeOfReset() throws {
    var tracker = FlowTracker(seed: FlowSeed(1, 2))
    for frame in try Trace("1 C:1 > S S\n1.1 S > C:1 SA\n1.2 C:1 > S PA len 5\n1.3 S > C:1 R\n200 C:2 > S S\n200.1 S > C:2 SA").frames {
      _ = tracker.settle(at: frame.header.time)
      tracker.record(frame.packet, of: frame.header, in: frame.bytes.span)
    }
    #expect(tracker.flowsKept == 1)
    #expect(tracker.baselines().steps.isEmpty)
  }

  @Test("What earlier captures taught counts")
  func learned() throws {
    var first = FlowTracker(seed: FlowSeed(1, 2))
    try Trace(Self.reset).record(in: &first)
    var second = FlowTracker(seed: FlowSeed(1, 2))
    second.learn(first.allBaselines())
    try Trace("10 C:5 > S S\n10.1 S > C:5 RA").record(in: &second)
    #expect(second.baselines()[IPAddress(v4: 0x6440_015a)].serverRoundTrips == [10_000_000])
  }
}

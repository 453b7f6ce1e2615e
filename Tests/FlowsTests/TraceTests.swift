import TestSupport
import Testing
import Wire

struct TraceTests {
  @Test("A trace counts sequence numbers from each end's initial number and fills in what a line leaves out")
  func numbers() throws {
    let trace = try Trace(
      """
      C is as isn 4294967295
        0.000 C > S S
        0.012 S > C SA
        0.012 C > S PA len 10   # data
        0.024 S > C R seq 1 ttl 62
      """)
    let segments = trace.frames.compactMap(\.segment)
    #expect(segments.map(\.sequence.value) == [.max, 5000, 0, 5001])
    #expect(segments.map(\.acknowledgment.value) == [0, 0, 5001, 0])
    #expect(segments.map(\.ip.hopLimit) == [64, 59, 64, 62])
    #expect(trace.frames[3].header.time - trace.frames[0].header.time == 24_000_000)
  }

  @Test(
    "A line that is not understood is named",
    arguments: [
      "0.0 C > S Q", "0.0 C > X S", "0.0 C S S", "x C > S S", "0.0 C > S", "0.0 C > S S seq x", "0.0 C > S S wind 3", "0.0 copy",
      "0.0 C > S S <mss>", "0.0 icmp 3 from 10.0.0.1 about C > S S", "0.0 C > S PA 9:3", "0.0 C > S PA payload none", "Q is 10.0.0",
    ])
  func malformed(line: String) {

    let error = #expect(throws: TraceError.self) { try Trace("v6\n" + line) }
    #expect(error?.line == 2)
    #expect(error?.text == line)
  }

  @Test("Addresses are read as people write them")
  func addresses() {
    #expect(IPAddress("172.31.92.2")?.description == "172.31.92.2")
    #expect(IPAddress("2001:db8::9")?.description == "2001:db8::9")
    #expect(IPAddress("1:2:3:4:5:6:7:8")?.description == "1:2:3:4:5:6:7:8")
    #expect(IPAddress("1.2.3") == nil)
    #expect(IPAddress("1:2") == nil)
  }
}

extension TracedFrame {
  /// The segment, if it is one.
  var segment: Segment? {
    guard case .segment(let segment) = packet else { return nil }
    return segment
  }
}

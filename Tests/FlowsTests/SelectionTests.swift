import Flows
import TestSupport
import Testing
import Wire

/// An expression chooses which flows are told; every flow is followed and learnt from all the same.
struct SelectionTests {
  private static let flows = (1...20).map { number in
    let port = number % 2 == 0 ? 389 : 443
    return "\(number) C:\(number) > S:\(port) S\n+0.1 S:\(port) > C:\(number) SA\n+0.1 C:\(number) > S:\(port) R"
  }

  @Test("Only the flows that an expression chose are told, and every one teaches the baselines")
  func chosen() throws {
    let endings = try endings(limits: FlowLimits())
    #expect(endings.map(\.flow.server.port) == [UInt16](repeating: 389, count: 10))
  }

  @Test("Nor are others told where flows end early")
  func chosenEarly() throws {
    var limits = FlowLimits()
    limits.flows = 8
    let endings = try endings(limits: limits)
    #expect(endings.map(\.flow.server.port) == [UInt16](repeating: 389, count: 10))
  }

  @Test("One chosen packet chooses its flow")
  func onePacket() throws {
    var tracker = FlowTracker(seed: FlowSeed(1, 2))
    try Trace("0 C > S S\n0.1 S > C SA\n0.2 C > S R").record(in: &tracker) { $0.header.number == 2 }
    #expect(FollowedTrace(of: &tracker).endings.count == 1)
  }

  private func endings(limits: FlowLimits) throws -> [Ending] {
    var tracker = FlowTracker(limits: limits, seed: FlowSeed(1, 2))
    try Trace(Self.flows.joined(separator: "\n")).record(in: &tracker) { frame in
      frame.segment.map { $0.sourcePort == 389 || $0.destinationPort == 389 } ?? false
    }
    let followed = FollowedTrace(of: &tracker)
    #expect(followed.baselines[IPAddress(v4: 0x6440_015a)].flows == 20)
    return followed.endings
  }
}

package import Flows
import Wire

/// How the claimed sender's own packets look beside the reset that decides a flow: the values that a person would lay side by side.
package struct SenderHabits: Sendable {
  /// Hop limits of its own packets; none where no packet of it was captured.
  package var hopLimits = HopLimits()
  /// Whether those are packets of other connections, since this one holds none but resets of it.
  package var areOfOtherFlows = false
  /// Nanoseconds from the packet that drew the reset to the reset.
  package var delay: Int64?
  /// The shortest time in which it is known to answer, nanoseconds.
  package var roundTrip: Int64?
  /// The windows that it announced in this flow, as they stand in the header.
  package var windows: ClosedRange<UInt16>?
  /// IP identification of its last packet before the reset; nil for IPv6.
  package var lastIdentification: UInt16?
  /// Whether all its packets of this flow carry TCP timestamps, or none; nil where that varies or nothing is known.
  package var hasTimestamps: Bool?
  /// Whether the reset carries them.
  package var resetHasTimestamps = false
  /// How far the reset's sequence number is from the end of all that it had sent; nil where it had sent nothing.
  package var sequenceDistance: Int32?
  /// Routers between the capture and the client, and the server; nil where no packet tells.
  package var hopsToClient: Int?
  package var hopsToServer: Int?

  /// The habits of that reset's claimed sender.
  init(of claim: borrowing ClaimedReset) {
    let own = claim.comparableReferences
    hopLimits = own.reduce(into: HopLimits()) { $0.add($1.hopLimit) }
    if own.isEmpty {
      let elsewhere = claim.sender == .server ? claim.hopLimitsAsServer : claim.baseline.asClient
      hopLimits = elsewhere.total > 0 ? elsewhere : claim.baseline.echoReplies
      areOfOtherFlows = hopLimits.total > 0
    }
    delay = claim.delay
    roundTrip = claim.shortestRoundTrip?.time
    let earlier = claim.earlierReferences
    for window in earlier.lazy.map(\.window) {
      windows = min(window, windows?.lowerBound ?? window)...max(window, windows?.upperBound ?? window)
    }
    lastIdentification = claim.reset.isV6 ? nil : earlier.last?.identification
    let stamped = own.count { $0.options.contains(.timestamps) }
    if !own.isEmpty, stamped == 0 || stamped == own.count { hasTimestamps = stamped > 0 }
    resetHasTimestamps = claim.reset.options.contains(.timestamps)
    if var end = earlier.first?.sequenceEnd {
      for packet in earlier where packet.sequenceEnd.isAfter(end) { end = packet.sequenceEnd }
      sequenceDistance = claim.reset.sequence - end
    }
    placeEnds(claim)
  }

  private mutating func placeEnds(_ claim: borrowing ClaimedReset) {
    let sender = hopLimits.usual.map { HopDistance.hops($0) }
    let limits = claim.sender == .server ? claim.otherBaseline.asClient : claim.otherBaseline.allAsServer
    let other = limits.usual.map { HopDistance.hops($0) }
    (hopsToClient, hopsToServer) = claim.sender == .server ? (other, sender) : (sender, other)
  }
}

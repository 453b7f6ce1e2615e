import Flows
import Wire

/// The shortest time in which a host is known to answer, as seen from the capture point.
package struct RoundTrip: Sendable {
  /// Nanoseconds.
  package var time: Int64
  /// Whether a handshake showed it. Otherwise only acknowledgments of data are known, which a stack may delay by 40 to 200 ms.
  package var isHandshake: Bool
}

extension ClaimedReset {
  /// The least of this flow's handshake, the host's other handshakes, and its acknowledgments of data.
  func leastRoundTrip() -> RoundTrip? {
    let handshakes = [context.end(sender).roundTrip, sender == .server ? baseline.serverRoundTrip : baseline.clientRoundTrip]
    let known = handshakes.compactMap { $0 }
    guard let least = (known + answerTimes).min() else { return nil }
    return RoundTrip(time: least, isHandshake: !known.isEmpty)
  }

  /// How soon the claimed sender acknowledged what the other end sent, within this flow before the reset.
  private var answerTimes: [Int64] {
    var waiting: [(end: SequenceNumber, time: Timestamp)] = []
    var times: [Int64] = []
    for packet in before where !packet.flags.contains(.rst) {
      if packet.from == sender.other {
        if packet.sequenceLength > 0, !waiting.contains(where: { $0.end == packet.sequenceEnd }) {
          waiting.append((packet.sequenceEnd, packet.time))
        }
      } else if packet.flags.contains(.ack), let answered = waiting.first(where: { $0.end == packet.acknowledgment }) {
        times.append(max(0, packet.time - answered.time))
        waiting.removeAll { !$0.end.isAfter(packet.acknowledgment) }
      }
    }
    return times
  }
}

/// A duration in words: `40 µs`, `12.3 ms`, `4.2 s`.
package func inWords(_ nanoseconds: Int64) -> String {
  switch nanoseconds {
  case ..<1_000: "\(nanoseconds) ns"
  case ..<1_000_000: "\(nanoseconds / 1_000) µs"
  case ..<1_000_000_000: "\(nanoseconds / 1_000_000).\(nanoseconds / 100_000 % 10) ms"
  default: "\(nanoseconds / 1_000_000_000).\(nanoseconds / 100_000_000 % 10) s"
  }
}

import Flows
import Wire

/// The shortest time in which a host is known to answer, as seen from the capture point.
package struct RoundTrip: Sendable {
  /// Nanoseconds, an hour at most.
  package var time: Int64
  /// Whether a handshake showed it. Otherwise only acknowledgments of data are known, which a stack may delay by 40 to 200 ms.
  package var isHandshake: Bool
  /// Whether a second one took about as long: a single one may have waited for a radio, an address resolution, or a slow start.
  package var isConfirmed: Bool
  /// Whether the host has acknowledged data in that time or less: a proxy may answer a SYN late, when it has reached its own server.
  package var isOfData: Bool
}

extension ClaimedReset {
  /// The least of the host's handshakes, this flow's among them, and of its acknowledgments of data here.
  func leastRoundTrip() -> RoundTrip? {
    var handshakes = sender == .server ? baseline.serverRoundTrips : baseline.clientRoundTrips
    if handshakes.isEmpty, let own = context.end(sender).roundTrip { handshakes = [own] }
    let answers = answerTimes
    let times = (handshakes + answers).sorted()
    guard let least = times.first else { return nil }
    return RoundTrip(
      time: least, isHandshake: !handshakes.isEmpty, isConfirmed: times.count > 1 && times[1] <= least / 2 * 3 + 1_000_000,
      isOfData: answers.contains { $0 <= least / 2 * 3 })
  }

  /// The step in which the capture's clock seems to count, nanoseconds: the greatest that divides all times of this flow.
  var clockStep: Int64 {
    var step: UInt64 = 1_000_000_000
    func divide(_ time: Timestamp) {
      var rest = (time.nanoseconds % 1_000_000_000).magnitude
      while rest != 0 { (step, rest) = (rest, step % rest) }
    }
    for packet in before { divide(packet.time) }
    divide(reset.time)
    for packet in after { divide(packet.time) }
    return Int64(step)
  }

  /// How soon the claimed sender acknowledged what the other end sent, within this flow before the reset.
  private var answerTimes: [Int64] {
    var waiting: [(end: SequenceNumber, time: Timestamp)] = []
    var times: [Int64] = []
    waiting.reserveCapacity(before.count)
    for packet in before where packet.flags.isDisjoint(with: [.rst, .syn]) {
      if packet.from == sender.other {
        if packet.sequenceLength > 0, !waiting.contains(where: { $0.end == packet.sequenceEnd }) {
          waiting.append((packet.sequenceEnd, packet.time))
        }
      } else if packet.flags.contains(.ack), let answered = waiting.first(where: { $0.end == packet.acknowledgment }) {
        times.append(min(max(0, packet.time - answered.time), 3_600_000_000_000))
        waiting.removeAll { !$0.end.isAfter(packet.acknowledgment) }
      }
    }
    return times
  }
}

/// A duration in words: `40 µs`, `12.3 ms`, `4.2 s`.
package func inWords(_ nanoseconds: Int64) -> String {
  switch nanoseconds {
  case ..<1_000: String(nanoseconds) + " ns"
  case ..<1_000_000: String(nanoseconds / 1_000) + " µs"
  case ..<1_000_000_000: decimal(nanoseconds / 100_000) + " ms"
  default: decimal(nanoseconds / 100_000_000) + " s"
  }
}

/// That many tenths. Put together by `+`: so short a text needs no memory, which an interpolation would ask for.
private func decimal(_ tenths: Int64) -> String {
  String(tenths / 10) + "." + String(tenths % 10)
}

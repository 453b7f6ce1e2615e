import Flows
import Wire

extension Heuristic {
  /// The TCP timestamp on the reset against the claimed sender's clock in this flow.
  ///
  /// A stack that puts timestamps on a reset reads them off the connection's own clock (RFC 7323, section 5.4: 1 Hz to 1 kHz, Linux 1 kHz).
  /// Silent where the reset has none: a stack may leave them out.
  static let timestampClock = Heuristic(
    "timestamp-clock", .header, source: "RFC 7323, sections 3.2 and 5.4"
  ) { claim in
    // Some stacks send TSval 0 on a reset.
    guard claim.reset.options.contains(.timestamps), claim.reset.timestampValue != 0 else { return nil }
    let references = claim.earlierReferences.filter { $0.options.contains(.timestamps) }
    guard let last = references.last, let first = references.first else { return nil }
    let ticks = Int64(Int32(bitPattern: claim.reset.timestampValue &- last.timestampValue))
    let milliseconds = (claim.reset.time - last.time) / 1_000_000
    if ticks >= 0, ticks <= milliseconds &* 12 / 10 &+ 500 {
      return Finding(.onClock, onClockText(claim.sender), [last, claim.reset])
    }
    guard ticks < -1_000 || ticks > milliseconds &* 2 &+ 10_000 else { return nil }
    return Finding(
      references.count >= 2 ? .offClock : .offClockOnce, offClockText(ticks, milliseconds, claim.sender), [first, last, claim.reset])
  }
}

private func onClockText(_ sender: Party) -> Phrase {
  Phrase(
    en: "its TCP timestamp is on the \(sender.rawValue)'s clock",
    ja: "TCPタイムスタンプが\(sender.ja)の時計と合う")
}

private func offClockText(_ ticks: Int64, _ milliseconds: Int64, _ sender: Party) -> Phrase {
  Phrase(
    en: "its TCP timestamp is \(ticks) ticks from the \(sender.rawValue)'s last, \(milliseconds) ms before: not that host's clock",
    ja: "TCPタイムスタンプが、\(milliseconds) ms前の\(sender.ja)の最後の値から\(ticks)ずれている：このホストの時計ではない")
}

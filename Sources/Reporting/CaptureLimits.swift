import Diagnosis
import Flows
import Wire

/// What a capture itself can and cannot prove: sentences for a person.
struct CaptureLimits {
  private let capture: CaptureRecord
  private let counts: TrafficCounts
  private let tally: Tally

  /// The limits of that capture.
  init(_ capture: CaptureRecord, _ counts: TrafficCounts, _ tally: Tally) {
    self.capture = capture
    self.counts = counts
    self.tally = tally
  }

  /// One sentence a limit, the gravest first; one that says that there is none where there is none.
  var sentences: [String] {
    let limits = [damage, onlyResets, drops, evicted, oneSided, late, gaps, cut, unread, duplicates].compactMap(\.self)
    guard limits.isEmpty, counts.flows > 0 else { return limits }
    return ["Nothing seems to be missing: the connections were captured from their beginning, in both directions, without gaps."]
  }

  private var damage: String? {
    capture.damage
  }

  /// A capture filtered on resets has nothing to compare them with.
  private var onlyResets: String? {
    guard counts.resets > 0, counts.segments == counts.resets else { return nil }
    return "Only resets were captured, and nothing to compare them with: capture every packet of these hosts instead, ICMP too."
  }

  private var drops: String? {
    guard let drops = capture.drops, drops > 0 else { return nil }
    return "\(drops.were("packet")) dropped while capturing: what seems to be missing may have been there."
  }

  private var evicted: String? {
    guard counts.evictedFlows > 0 else { return nil }
    return "\(counts.evictedFlows.were("connection")) given up early to stay within the memory limit."
  }

  private var oneSided: String? {
    guard counts.oneSidedFlows > 0 else { return nil }
    return "Of \(counts.oneSidedFlows.of("connection")) only one direction was captured: "
      + "there, silence proves nothing, and nothing of the other side can be compared."
  }

  private var late: String? {
    guard tally.lateFlows > 0 else { return nil }
    return "\(tally.lateFlows.of("connection")) began before the capture did: who is client and who is server may be a guess."
  }

  private var gaps: String? {
    guard counts.flowsWithGaps > 0 else { return nil }
    return "In \(counts.flowsWithGaps.of("connection")) packets were acknowledged that the capture does not hold."
  }

  private var cut: String? {
    guard capture.cutFrames > 0 else { return nil }
    let limit = capture.snapLength.map { " at \($0.grouped) bytes" } ?? ""
    return "\(capture.cutFrames.were("packet")) cut short\(limit): names in TLS and HTTP may be missing."
  }

  private var duplicates: String? {
    guard counts.duplicates > 0 else { return nil }
    return "\(counts.duplicates.were("packet")) captured more than once (several interfaces, or a port mirror) and counted once."
  }

  /// Frames that may have held TCP; other protocols are none of this program's business.
  private var unread: String? {
    let reasons: [(Undecoded, String)] = [
      (.unknownLinkType, "of an unknown link type"), (.truncated, "cut too short"), (.malformed, "malformed"),
      (.laterFragment, "later IP fragments"), (.tooDeep, "nested too deep"),
    ]
    let found = reasons.compactMap { reason, words -> String? in
      let index = Int(reason.rawValue)
      guard counts.undecoded.indices.contains(index), counts.undecoded[index] > 0 else { return nil }
      return "\(counts.undecoded[index].grouped) \(words)"
    }
    return found.isEmpty ? nil : "Some packets could not be read: \(found.joined(separator: ", "))."
  }
}

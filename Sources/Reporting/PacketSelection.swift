import Diagnosis
import Flows

/// Which packets of a flow are worth reading, where there are too many to show.
struct PacketSelection {
  /// More packets than this, and the dull ones between are left out.
  static let limit = 60

  /// Places of the packets that are shown, in order.
  let shown: [Int]

  /// The selection of packets that stand at these positions: the beginning, the end, what surrounds the resets, and the evidence.
  init(_ positions: [FramePosition], of judgment: Judgment) {
    guard positions.count > Self.limit else {
      shown = Array(positions.indices)
      return
    }
    let resets = Set(judgment.resets.map(\.packet))
    let others = Set((judgment.evidence + judgment.against).flatMap(\.packets) + Self.marks(of: judgment))
    var kept = Set(positions.indices.prefix(12)).union(positions.indices.suffix(8))
    var surrounded = 0
    for (index, position) in positions.enumerated() {
      if resets.contains(position) {
        // A burst of resets shows its neighbourhood with the first few; the rest stand alone.
        let margin = surrounded < 4 ? 5 : 0
        kept.formUnion(max(0, index - margin)...min(positions.count - 1, index + margin))
        surrounded += 1
      }
      if others.contains(position) { kept.insert(index) }
    }
    shown = kept.sorted()
  }

  private static func marks(of judgment: Judgment) -> [FramePosition] {
    [judgment.trigger?.packet, judgment.verdict?.rejection?.packet].compactMap(\.self)
  }
}

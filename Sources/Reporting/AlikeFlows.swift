/// Further flows that ended like one that has a row: `alike: flows 3, 9 to 16 (9), on 4 ports`. Bound: the 65,536 ports.
struct AlikeFlows: Sendable {
  /// How many runs of consecutive serials are named; of the rest only the count is told.
  private static let runsNamed = 8

  /// How many ports are named.
  private static let portsNamed = 6

  private var runs: [ClosedRange<UInt64>] = []
  private var count = 0
  private var ports: Set<UInt16> = []

  /// Adds a flow.
  mutating func add(_ serial: UInt64, port: UInt16) {
    count += 1
    ports.insert(port)
    if let last = runs.last, serial == last.upperBound + 1 {
      runs[runs.count - 1] = last.lowerBound...serial
    } else if runs.count <= Self.runsNamed {
      runs.append(serial...serial)
    }
  }

  /// The line that names them; none where there are none.
  func lines(in language: Language) -> [String] {
    guard count > 0 else { return [] }
    let named = runs.prefix(Self.runsNamed).map {
      $0.count == 1 ? "\($0.lowerBound)" : language.words("\($0.lowerBound) to \($0.upperBound)", "\($0.lowerBound)〜\($0.upperBound)")
    }
    let rest = runs.count > Self.runsNamed ? " …" : ""
    let few = ports.count > 1 && ports.count <= Self.portsNamed
    let list = ports.sorted().map { "\($0)" }.joined(separator: ", ")
    guard language == .en else {
      let others = few ? "、ポート \(list)" : ports.count > 1 ? "、\(ports.count)ポート" : ""
      return ["同様: フロー \(named.joined(separator: ", "))\(rest)" + (count > 1 ? "（\(count)件）" : "") + others]
    }
    let others = few ? ", on ports \(list)" : ports.count > 1 ? ", on \(ports.count) ports" : ""
    return ["alike: flow\(count == 1 ? "" : "s") \(named.joined(separator: ", "))\(rest)" + (count > 1 ? " (\(count))" : "") + others]
  }
}

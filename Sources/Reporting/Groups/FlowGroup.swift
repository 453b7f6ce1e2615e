import Diagnosis
import Flows
import Wire

/// Connections that have something in common: how many ended how. Every connection is in one of the counts.
struct FlowGroup: Sendable {
  /// What they have in common.
  var key: String
  /// How many there are.
  private(set) var flows = 0
  /// How many ended in which way.
  private(set) var counts: [Fate: Int] = [:]
  /// Why those that did not end well ended.
  private(set) var causes: [Cause: Int] = [:]
  /// When the first of them began.
  private(set) var firstTime = Timestamp(nanoseconds: .max)
  /// When the last of them ended.
  private(set) var lastTime = Timestamp(nanoseconds: .min)
  /// One to look at: the first that did not end well, else the first.
  private(set) var example: UInt64 = 0
  private var hasBadExample = false

  /// A group without connections.
  init(key: String) {
    self.key = key
  }

  /// How a connection ended, as far as groups go.
  enum Fate: String, CaseIterable, Sendable {
    case device, server, client, undetermined, refused, unanswered, folded
    case endedWell = "ended_well"
  }

  /// Counts a connection.
  mutating func add(_ judgment: Judgment) {
    flows += 1
    counts[Fate(judgment), default: 0] += 1
    if judgment.isWorthARow, let cause = judgment.verdict?.cause { causes[cause, default: 0] += 1 }
    firstTime = min(firstTime, judgment.flow.firstTime)
    lastTime = max(lastTime, judgment.flow.lastTime)
    let serial = judgment.flow.serial
    if judgment.isWorthARow, !hasBadExample || serial < example {
      (example, hasBadExample) = (serial, true)
    } else if !hasBadExample, example == 0 || serial < example {
      example = serial
    }
  }

  /// How many did not end well.
  var broken: Int {
    flows - self[.folded] - self[.endedWell]
  }

  /// How many ended so.
  subscript(fate: Fate) -> Int {
    counts[fate] ?? 0
  }

  /// The causes, the most frequent first.
  var causesByCount: [(cause: Cause, count: Int)] {
    causes.map { (cause: $0.key, count: $0.value) }.sorted { ($1.count, $0.cause.rawValue) < ($0.count, $1.cause.rawValue) }
  }
}

extension FlowGroup.Fate {
  init(_ judgment: Judgment) {
    guard judgment.isWorthARow else {
      self = judgment.isFolded ? .folded : .endedWell
      return
    }
    switch judgment.outcome {
    case .rejected: self = .refused
    case .unanswered: self = .unanswered
    default:
      switch judgment.verdict?.origin {
      case .device?: self = .device
      case .server?: self = .server
      case .client?: self = .client
      default: self = .undetermined
      }
    }
  }
}

/// Groups by key. Bound: 10,000 keys; connections with further ones count together.
struct FlowGroups: Sendable {
  private static let limit = 10_000

  private let grouping: Grouping
  private let language: Language
  private var groups: [String: FlowGroup] = [:]
  private var others = FlowGroup(key: "…")

  /// No groups yet.
  init(by grouping: Grouping, in language: Language) {
    self.grouping = grouping
    self.language = language
  }

  /// Counts a connection.
  mutating func add(_ judgment: Judgment, files: [String]) {
    let key = grouping.key(of: judgment, files: files, in: language)
    guard groups[key] != nil || groups.count < Self.limit else { return others.add(judgment) }
    groups[key, default: FlowGroup(key: key)].add(judgment)
  }

  /// The groups: those in which most did not end well first, then the largest, then by key.
  var inOrder: [FlowGroup] {
    let sorted = groups.values.sorted { ($1.broken, $1.flows, $0.key) < ($0.broken, $0.flows, $1.key) }
    return others.flows == 0 ? sorted : sorted + [others]
  }
}

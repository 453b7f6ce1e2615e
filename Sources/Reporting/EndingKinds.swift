import Diagnosis
import Flows

/// Flows that ended alike, each kind with its first flow and the numbers of the others, as a reader wants them told.
///
/// Bound: so many kinds; flows of further kinds are counted.
struct EndingKinds: Sendable {
  /// Flows that ended alike.
  struct Entry: Sendable {
    /// The first of them.
    var judgment: Judgment
    /// The others.
    var alike = AlikeFlows()
  }

  private let limit: Int
  private let language: Language
  private var places: [FlowRow.Kind: Int] = [:]
  private(set) var entries: [Entry] = []
  /// Flows of kinds that are not kept.
  private(set) var further = 0

  /// No flows yet, and room for so many kinds.
  init(limit: Int, in language: Language) {
    self.limit = limit
    self.language = language
  }

  /// Takes a flow that is worth a row.
  mutating func add(_ judgment: Judgment) {
    let kind = FlowRow.Kind(judgment, in: language)
    guard let place = places[kind] else {
      guard entries.count < limit else {
        further += 1
        return
      }
      places[kind] = entries.count
      entries.append(Entry(judgment: judgment))
      return
    }
    // Flows that ended early are told before those with smaller numbers.
    guard judgment.flow.serial < entries[place].judgment.flow.serial else {
      return entries[place].alike.add(judgment.flow.serial, port: judgment.flow.server.port)
    }
    let former = entries[place].judgment
    entries[place].judgment = judgment
    entries[place].alike.add(former.flow.serial, port: former.flow.server.port)
  }

  /// The kinds in the order of their first flows.
  var inOrder: [Entry] {
    entries.sorted { $0.judgment.flow.serial < $1.judgment.flow.serial }
  }
}

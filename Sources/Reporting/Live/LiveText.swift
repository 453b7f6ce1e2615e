package import Diagnosis
import Flows
import Wire

/// The live report for people: a line for each connection as it ends badly, with tcpdump's time of day, and a summary.
package struct LiveText: LiveReport, Sendable {
  /// How many lines alike are shown in a minute: a port scan must not hide the one line that matters.
  private static let alikeShown = 20
  /// How many kinds of line are kept apart. Beyond that it is begun anew.
  private static let kindsKept = 1_000

  private let options: TextOptions
  private var shown: [Kind: Shown] = [:]
  private var bytes: [UInt8] = []

  /// What makes a line the same for the reader as another one.
  private struct Kind: Hashable {
    var server: IPAddress
    var stage: String
    var who: String
    var proof: String
  }

  private struct Shown {
    var since: Timestamp
    var count = 0
  }

  /// An empty report.
  package init(options: TextOptions = TextOptions()) {
    self.options = options
  }

  /// Says nothing: where it listens is said on standard error.
  package mutating func begin(capture: CaptureRecord) {}

  /// Writes the line of a connection that ended badly; with `showsAll` also of one that ended harmlessly.
  package mutating func add(_ judgment: Judgment) {
    guard options.showsAll ? judgment.verdict != nil : judgment.isWorthARow else { return }
    let row = FlowRow(judgment, in: options.language)
    let kind = Kind(server: judgment.flow.server.address, stage: row.stage, who: row.who, proof: row.proof)
    let time = judgment.endTime
    guard let note = noteOfRepetition(kind, at: time) else { return }
    write(line: LiveLine(judgment, row, options).text + note)
  }

  /// Says nothing now: the summary tells.
  package mutating func revise(_ judgment: Judgment, told: ToldVerdict) {}

  /// Writes the summary.
  package mutating func add(_ summary: LiveSummary) {
    let lines = LiveSummaryPage(summary, options).lines
    write(line: "")
    for line in lines { write(line: line) }
    if !summary.isLast { write(line: "") }
  }

  /// The lines made since the last time.
  package mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// What to add to a line of that kind; nil where it is one too many in its minute.
  private mutating func noteOfRepetition(_ kind: Kind, at time: Timestamp) -> String? {
    if shown.count >= Self.kindsKept, shown[kind] == nil { shown = [:] }
    var state = shown[kind] ?? Shown(since: time)
    if time - state.since >= 60_000_000_000 { state = Shown(since: time) }
    state.count += 1
    shown[kind] = state
    guard state.count >= Self.alikeShown else { return "" }
    return state.count == Self.alikeShown
      ? options.language.words(" [more like this within a minute are only counted]", " [1分以内の同様のものは件数のみ]") : nil
  }

  private mutating func write(line: String) {
    bytes.write(line)
    bytes.append(UInt8(ascii: "\n"))
  }
}

/// The line of one connection:
/// `08:25:05.813767 10.1.1.20:46418 > 100.64.1.90:389 post-syn: DEVICE 1 hop away, near the client (likely): it came 40 µs after … [flow 2]`.
struct LiveLine {
  private let judgment: Judgment
  private let row: FlowRow
  private let options: TextOptions

  init(_ judgment: Judgment, _ row: FlowRow, _ options: TextOptions) {
    self.judgment = judgment
    self.row = row
    self.options = options
  }

  var text: String {
    let time = judgment.endTime.timeOfDay(by: options.clock)
    let who = row.origin.map { inked(row.who, $0) } ?? row.who
    let proof = row.proof == "-" ? "" : " (\(row.proof))"
    return "\(time) \(row.client) > \(row.server) \(row.stage): \(who)\(proof): \(reason) [flow \(row.serial)]"
  }

  /// The strongest finding, and the name that drew the reset; where nobody is accused, the sentence of the verdict.
  private var reason: String {
    guard let verdict = judgment.verdict else { return judgment.outcome.words(in: options.language) }
    var reasons: [String] = []
    if verdict.origin != .undetermined, let strongest = judgment.evidence.first {
      reasons.append(strongest.text.text(in: options.language))
    } else {
      reasons.append(verdict.summary.text(in: options.language).withoutFullStop)
    }
    if let name = judgment.trigger.flatMap({ $0.serverName ?? $0.host }) {
      reasons.append(options.language.words("drawn by \(name)", "きっかけ: \(name)"))
    }
    return reasons.joined(separator: "; ").escapedForTerminal
  }

  private func inked(_ text: String, _ origin: Origin) -> String {
    let word = text.prefix { $0 != " " }
    return origin.ink.on(String(word), if: options.isColored) + text.dropFirst(word.count)
  }
}

extension String {
  /// The sentence without the full stop at its end.
  fileprivate var withoutFullStop: String {
    hasSuffix(".") ? String(dropLast()) : self
  }
}

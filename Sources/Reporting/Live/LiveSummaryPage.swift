import Diagnosis
import Flows
import Wire

/// The summary of a live capture for people: the answer, whom it concerns, what turned out otherwise, tcpdump's counters.
struct LiveSummaryPage {
  /// How many servers, ports and devices are named.
  private static let named = 5

  private let summary: LiveSummary
  private let options: TextOptions

  init(_ summary: LiveSummary, _ options: TextOptions) {
    self.summary = summary
    self.options = options
  }

  var lines: [String] {
    let answer = Headline(summary.tally.tally, summary.counts, in: options.language).sentence.wrapped(to: options.columns)
    return answer.map { Ink.strong.on($0, if: options.isColored) } + tops + summary.tally.revisions.lines(options) + limits
      + summary.counterLines
  }

  private func say(_ english: String, _ japanese: String) -> String {
    options.language.words(english, japanese)
  }

  private var tops: [String] {
    let tally = summary.tally
    let lines = [
      top(say("Servers", "サーバ"), tally.servers.most(Self.named), of: tally.servers.keys),
      top(say("Ports", "ポート"), tally.ports.most(Self.named).map { ("\($0.key)", $0.count) }, of: tally.ports.keys),
      top(say("Devices", "装置"), tally.devices.most(Self.named), of: tally.devices.keys),
    ]
    return lines.compactMap(\.self).flatMap { $0.wrapped(to: options.columns) }
  }

  /// `Servers: 100.64.1.90 (12), 100.64.1.91 (1)`
  private func top(_ title: String, _ most: [(key: String, count: Int)], of keys: Int) -> String? {
    guard !most.isEmpty else { return nil }
    let list = most.map { "\($0.key) (\($0.count.grouped))" }.joined(separator: ", ")
    return "\(title): \(list)"
      + (keys > most.count ? say(", and \((keys - most.count).grouped) more", "、ほか\((keys - most.count).grouped)") : "")
  }

  /// What was missed; silence where nothing was.
  private var limits: [String] {
    let counts = summary.counts
    var limits: [String] = []
    if summary.droppedByKernel > 0 {
      limits.append(
        say(
          "Packets were dropped: what seems to be missing may have been there. A larger buffer (-B) or a narrower expression helps.",
          "パケットの取りこぼしがあります。欠けて見えるものが実際にはあった可能性があります。バッファの拡大（-B）か式の絞り込みを検討してください。"))
    }
    if counts.evictedFlows > 0 {
      limits.append(
        say(
          "\(counts.evictedFlows.were("connection")) given up early to stay within the memory limit.",
          "メモリ上限のため、\(counts.evictedFlows.grouped)接続の追跡を早めに打ち切りました。"))
    }
    return limits.flatMap { $0.wrapped(to: options.columns) }
  }
}

import Diagnosis
import Flows
import Wire

/// The summary of a live capture for people: the answer, whom it concerns, what turned out otherwise, tcpdump's counters.
struct LiveSummaryPage {
  /// How many servers, ports and devices are named.
  private static let named = 5
  /// How many revised verdicts are told one by one.
  private static let revisionsTold = 20

  private let summary: LiveSummary
  private let options: TextOptions

  init(_ summary: LiveSummary, _ options: TextOptions) {
    self.summary = summary
    self.options = options
  }

  var lines: [String] {
    let answer = Headline(summary.tally.tally, summary.counts, in: options.language).sentence.wrapped(to: options.columns)
    return answer.map { Ink.strong.on($0, if: options.isColored) } + tops + revisions + limits + summary.counterLines
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

  private var revisions: [String] {
    let tally = summary.tally
    guard tally.revised > 0 else { return [] }
    let kept = tally.revisions.prefix(Self.revisionsTold)
    let told = kept.flatMap { told, now in
      "  \(told.time.timeOfDay(by: options.clock)) flow \(told.serial): \(told.words(in: options.language)) → \(words(now))".wrapped(
        to: options.columns)
    }
    let rest =
      tally.revised > kept.count
      ? [say("  and \((tally.revised - kept.count).grouped) more", "  ほか\((tally.revised - kept.count).grouped)件")] : []
    return [
      say("\(tally.revised.of("verdict")) turned out otherwise after it was told:", "表示後に変わった判定: \(tally.revised.grouped)件")
    ] + told + rest
  }

  private func words(_ judgment: Judgment) -> String {
    let row = FlowRow(judgment, in: options.language)
    let reason = judgment.evidence.first.map { ": " + $0.text.text(in: options.language).escapedForTerminal } ?? ""
    return row.who + (row.proof == "-" ? "" : " (\(row.proof))") + (judgment.verdict?.origin == .undetermined ? "" : reason)
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

extension ToldVerdict {
  /// `DEVICE (likely)`
  fileprivate func words(in language: Language) -> String {
    origin.word(in: language) + (proof == .none ? "" : " (\(proof.word(in: language)))")
  }
}

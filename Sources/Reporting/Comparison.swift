import Diagnosis
import Flows
import Wire

/// The reset beside what its claimed sender usually sends: rows of a fact, the reset's value, the usual value, and what that means.
struct Comparison {
  /// One fact.
  struct Row {
    var fact: String
    var reset: String
    var usual: String
    var meaning: String
  }

  private let judgment: Judgment
  private let language: Language

  /// The comparison for the reset that decided that flow.
  init(_ judgment: Judgment, in language: Language) {
    self.judgment = judgment
    self.language = language
  }

  /// The rows; none where no reset decided.
  var rows: [Row] {
    guard let reset = judgment.decidingReset, let habits = judgment.habits else { return [] }
    return [hopLimit(reset, habits), delay(habits), sequence(habits), window(reset, habits), identification(reset, habits), stamps(habits)]
      .compactMap(\.self)
  }

  /// The title of the column with the usual values.
  var usualTitle: String {
    let sender = judgment.decidingReset?.from ?? .server
    return language.words("The \(sender.rawValue)'s own packets", "\(sender.word(in: .ja))自身のパケット")
  }

  private func hopLimit(_ reset: JudgedReset, _ habits: SenderHabits) -> Row {
    let isV6 = !judgment.flow.server.address.isV4
    let values = habits.hopLimits.counts.prefix(3).map { String($0.hopLimit) }.joined(separator: language.comma)
    let count = habits.hopLimits.total
    let of = language.words(count.of("packet"), "\(count.grouped)パケット")
    let others = habits.areOfOtherFlows ? language.words(" of other connections", "、別の接続") : ""
    let usual = count == 0 ? none : language.words("\(values) (\(of)\(others))", "\(values)（\(of)\(others)）")
    let distance = HopDistance(of: reset.hopLimit, to: habits.hopLimits)
    let meaning = count == 0 ? language.words("nothing to compare it with", "比べるものがない") : words(distance)
    return Row(
      fact: isV6 ? language.words("hop limit", "ホップリミット") : "TTL", reset: String(reset.hopLimit), usual: usual,
      meaning: meaning + pointer(["hop-distance", "hop-distance-elsewhere"]))
  }

  private func words(_ distance: HopDistance) -> String {
    switch distance {
    case .same: language.words("the same distance; a device may have it too", "同じ距離（装置でもありうる）")
    case .otherInitialValue: language.words("the same distance from another initial value", "初期値が違うが同じ距離")
    case .neighbouring(let hops): language.words("\(abs(hops).of("hop")) beside", "\(abs(hops))ホップ隣")
    case .elsewhere: language.words("another distance: another machine", "別の距離：別のマシン")
    }
  }

  private func delay(_ habits: SenderHabits) -> Row? {
    guard let delay = habits.delay else { return nil }
    let usual = habits.roundTrip.map {
      language.words("\(Interval(nanoseconds: $0).words) at least", "最短\(Interval(nanoseconds: $0).words)")
    }
    let meaning =
      habits.roundTrip.map { roundTrip in
        delay < roundTrip / 10 * 8
          ? language.words("sooner than it can answer", "応答できるより早い") : language.words("as soon as it answers", "通常の応答の早さ")
      } ?? language.words("nothing to compare it with", "比べるものがない")
    return Row(
      fact: language.words("after what drew it", "きっかけからの時間"), reset: Interval(nanoseconds: delay).words, usual: usual ?? none,
      meaning: meaning + pointer(["too-soon", "in-time"]))
  }

  private func sequence(_ habits: SenderHabits) -> Row? {
    guard let distance = habits.sequenceDistance else { return nil }
    let meaning =
      distance == 0
      ? language.words("the number that was expected", "期待どおりの番号") : language.words("not where it had come to", "送信済みの位置と合わない")
    let sign = distance > 0 ? "+" : ""
    return Row(
      fact: language.words("sequence number", "シーケンス番号"), reset: "\(sign)\(distance)",
      usual: language.words("0 (the end of what it had sent)", "0（送信済みの末尾）"),
      meaning: meaning + pointer(["impossible-sequence", "abort-in-shape", "answer-in-shape"]))
  }

  private func window(_ reset: JudgedReset, _ habits: SenderHabits) -> Row? {
    guard let windows = habits.windows else { return nil }
    let usual =
      windows.count == 1
      ? "\(windows.lowerBound)"
      : language.words(
        "\(windows.lowerBound) to \(windows.upperBound)", "\(windows.lowerBound)〜\(windows.upperBound)")
    let meaning =
      reset.window == 0
      ? language.words("most stacks send 0 in a reset", "リセットでは0が普通")
      : windows.contains(reset.window)
        ? language.words("a window of its own", "自身の値と同じ") : language.words("not a window of its own", "自身の値ではない")
    return Row(
      fact: language.words("window", "ウィンドウ"), reset: "\(reset.window)", usual: usual,
      meaning: meaning + pointer(["foreign-window", "idle-window"]))
  }

  private func identification(_ reset: JudgedReset, _ habits: SenderHabits) -> Row? {
    guard let last = habits.lastIdentification else { return nil }
    let isNext = reset.identification &- last >= 1 && reset.identification &- last <= 16
    let meaning =
      isNext
      ? language.words("goes on with its counter", "カウンターの続き")
      : language.words("hosts' own resets often have another, too", "ホスト自身のリセットでも違うことが多い")
    return Row(
      fact: "IP ID", reset: "\(reset.identification)", usual: language.words("\(last) before it", "直前は\(last)"),
      meaning: meaning + pointer(["next-identification"]))
  }

  private func stamps(_ habits: SenderHabits) -> Row? {
    guard let usual = habits.hasTimestamps, usual || habits.resetHasTimestamps else { return nil }
    let (yes, no) = (language.words("yes", "あり"), language.words("no", "なし"))
    let meaning =
      usual == habits.resetHasTimestamps
      ? language.words("as its others", "ほかと同じ") : language.words("hosts' own resets often lack them", "ホスト自身のリセットにもないことが多い")
    return Row(
      fact: language.words("TCP timestamps", "TCPタイムスタンプ"), reset: habits.resetHasTimestamps ? yes : no, usual: usual ? yes : no,
      meaning: meaning + pointer(["missing-timestamps", "timestamp-clock"]))
  }

  private var none: String {
    language.words("none captured", "記録なし")
  }

  /// Whom the findings on this fact point to, where there is one.
  private func pointer(_ rules: Set<String>) -> String {
    guard let finding = (judgment.evidence + judgment.against).first(where: { rules.contains($0.rule) }) else { return "" }
    let (says, strength) = (finding.says.word(in: language), finding.strength.word(in: language))
    return language.words(" → \(says) (\(strength))", " → \(says)（\(strength)）")
  }
}

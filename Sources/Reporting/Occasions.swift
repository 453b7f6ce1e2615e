import Diagnosis
import Flows

/// What resets of one report have in common: those of one server that came after the same silence, and those that the same name drew.
///
/// Bound: 1,000 servers and names, and 100,000 silences in all.
struct Occasions: Sendable {
  private static let mostKept = 1_000
  private static let mostSilences = 100_000
  /// So many resets after one silence are no accident.
  private static let fewest = 3
  /// How many lines are told of each kind.
  private static let mostTold = 5

  private var silences: [Endpoint: [Silence]] = [:]
  private var silencesKept = 0
  private var names: [String: Int] = [:]
  private var namesTotal = 0

  /// Takes what one flow's ending shows. Only connections that had worked, and that somebody broke off, tell of silence.
  mutating func add(_ judgment: Judgment) {
    guard judgment.outcome == .reset, !judgment.isFolded else { return }
    if let idle = judgment.idle, judgment.stage != .postSyn, silencesKept < Self.mostSilences {
      let server = judgment.flow.server
      if silences[server] != nil || silences.count < Self.mostKept {
        silences[server, default: []].append(Silence(length: idle, timer: judgment.timer))
        silencesKept += 1
      }
    }
    guard judgment.stage == .postPsh, [.device, .undetermined].contains(judgment.verdict?.origin) else { return }
    guard let name = judgment.trigger.flatMap({ $0.serverName ?? $0.host }) else { return }
    namesTotal += 1
    if names[name] != nil || names.count < Self.mostKept { names[name, default: 0] += 1 }
  }

  /// A sentence each, as they are: names in them are whatever the packets say.
  func sentences(in language: Language) -> [String] {
    idleSentences(in: language) + [nameSentence(in: language)].compactMap(\.self)
  }

  /// `37 of 39 resets of connections to 10.0.0.1:443 came after 350.0 to 350.9 s of silence; that is about 350 s, the default of …`.
  private func idleSentences(in language: Language) -> [String] {
    let found = silences.compactMap { server, silences in Cluster(of: silences, atLeast: Self.fewest).map { (server, silences.count, $0) } }
    let sorted = found.sorted { ($1.2.count, $0.0.words) < ($0.2.count, $1.0.words) }
    let told = sorted.prefix(Self.mostTold).map { server, total, cluster in
      let share = cluster.count == total ? "All \(total.grouped)" : "\(cluster.count.grouped) of \(total.grouped)"
      let meaning = cluster.timer.map { "that is about \($0)" } ?? "somebody ends or forgets them within that time"
      let meaningJa = cluster.timer.map { "\(language.timer($0))にほぼ一致します" } ?? "その時間のうちに誰かが接続を終わらせるか忘れています"
      return language.words(
        "\(share) resets of connections to \(server.words) came after \(cluster.words) of silence; \(meaning).",
        "\(server.words)への接続のリセット\(total.grouped)個のうち\(cluster.count.grouped)個が\(cluster.words)の無通信のあとに来ています。\(meaningJa)。")
    }
    let more = sorted.count - told.count
    guard more > 0 else { return told }
    let rest = language.words(
      "The same silence again and again was met before the resets of \(more.of("further server")).",
      "ほかに\(more.grouped)台のサーバーで、リセットの前に同じ長さの無通信が繰り返されています。")
    return told + [rest]
  }

  /// `Drawn by names: a.example 12, b.example 3.`
  private func nameSentence(in language: Language) -> String? {
    guard !names.isEmpty else { return nil }
    let sorted = names.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let told = sorted.prefix(Self.mostTold).map { "\($0.key) \($0.value.grouped)" }.joined(separator: ", ")
    let rest = namesTotal - sorted.prefix(Self.mostTold).reduce(0) { $0 + $1.value }
    return language.words(
      "Reset when the client had named whom it wants: \(told)" + (rest > 0 ? ", others \(rest.grouped)." : "."),
      "クライアントが相手の名前を告げたところでリセット：\(told)" + (rest > 0 ? "、ほか\(rest.grouped)。" : "。"))
  }
}

/// One silence.
private struct Silence: Sendable {
  /// Nanoseconds.
  var length: Int64
  /// The known timer that it equals, where the reset itself ended it.
  var timer: String?
}

/// Silences of about the same length, most of those of a server.
private struct Cluster {
  /// From the shortest to the longest.
  private var silences: ArraySlice<Silence>

  /// How many there are.
  var count: Int { silences.count }

  /// The greatest cluster within a second or 1 %, where it holds so many silences, and more than half of all; below 30 s people pause too.
  init?(of all: [Silence], atLeast fewest: Int) {
    let sorted = all.sorted { $0.length < $1.length }
    var best = 0..<0
    var first = 0
    for last in sorted.indices {
      while sorted[last].length - sorted[first].length > max(1_000_000_000, sorted[first].length / 100) { first += 1 }
      if last + 1 - first > best.count { best = first..<last + 1 }
    }
    guard best.count >= fewest, best.count * 2 > sorted.count, sorted[best.lowerBound].length >= 30_000_000_000 else { return nil }
    silences = sorted[best]
  }

  /// The known timer that all of them equal.
  var timer: String? {
    let timers = Set(silences.map(\.timer))
    return timers.count == 1 ? timers.first ?? nil : nil
  }

  /// `350.0 to 350.9 s`.
  var words: String {
    guard let first = silences.first, let last = silences.last else { return "" }
    let (least, most) = (Self.seconds(first.length), Self.seconds(last.length))
    return least == most ? "\(least) s" : "\(least) to \(most) s"
  }

  private static func seconds(_ nanoseconds: Int64) -> String {
    "\((nanoseconds / 1_000_000_000).grouped).\(nanoseconds / 100_000_000 % 10)"
  }
}

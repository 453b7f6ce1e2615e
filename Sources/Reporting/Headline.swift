import Diagnosis
import Flows

/// The answer in one sentence that a manager can read.
struct Headline {
  private let tally: Tally
  private let counts: TrafficCounts
  private let language: Language

  /// The answer to what was counted.
  init(_ tally: Tally, _ counts: TrafficCounts, in language: Language = .en) {
    self.tally = tally
    self.counts = counts
    self.language = language
  }

  /// The sentence.
  var sentence: String {
    guard counts.frames > 0 else { return say("The capture holds no packets.", "キャプチャにパケットがありません。") }
    guard counts.flows > 0 || tally.flows > 0 else {
      return say(
        "The capture holds \(counts.frames.of("packet")), but no TCP connection.",
        "キャプチャには\(counts.frames.grouped)パケットありますが、TCP接続はありません。")
    }
    guard tally.flows > 0 else {
      return say(
        "None of the \(counts.flows.of("connection")) is one that was asked for.", "\(counts.flows.grouped)接続のうち、指定に合うものはありません。")
    }
    let clauses = allClauses.filter { $0.count > 0 }
    guard let first = clauses.first else { return nothingBroken }
    guard language == .en else {
      let others = clauses.dropFirst().map { "。\($0.count.grouped)接続は\($0.japanese)" }
      return "\(subject(first.count))\(first.japanese)\(others.joined())。"
    }
    let others = clauses.dropFirst().map { "; \($0.count.grouped) \($0.predicate)" }
    return "\(subject(first.count)) \(first.predicate)\(others.joined())."
  }

  private func say(_ english: String, _ japanese: String) -> String {
    language.words(english, japanese)
  }

  /// A count of connections and what is said of them.
  private struct Clause {
    var count: Int
    var one: String
    var many: String
    var rest: String
    var japanese: String

    var predicate: String {
      "\(count == 1 ? one : many) \(rest)"
    }
  }

  /// `2 of 5 connections`, `All 5 connections`, `The only connection`.
  private func subject(_ count: Int) -> String {
    if tally.flows == 1 { return say("The only connection", "唯一の接続は") }
    if count == tally.flows { return say("All \(count.grouped) connections", "\(count.grouped)接続すべてが") }
    return say("\(count.grouped) of \(tally.flows.grouped) connections", "\(tally.flows.grouped)接続のうち\(count.grouped)接続は")
  }

  private var allClauses: [Clause] {
    [
      were(
        .reset, .device, "reset by a device between client and server, \(notByWhom)",
        "\(notByWhom)クライアントとサーバーの間の装置によってリセットされました"),
      were(
        .reset, .device, isDecided: false, "perhaps reset by a device between client and server",
        "クライアントとサーバーの間の装置によってリセットされた可能性があります"),
      were(.reset, .server, "reset by the server itself", "サーバー自身がリセットしました"),
      were(.reset, .server, isDecided: false, "perhaps reset by the server itself", "サーバー自身がリセットした可能性があります"),
      were(.reset, .client, "reset by the client itself", "クライアント自身がリセットしました"),
      were(.reset, .client, isDecided: false, "perhaps reset by the client itself", "クライアント自身がリセットした可能性があります"),
      were(
        .reset, .undetermined, isDecided: nil, "reset by someone whom this capture does not tell",
        "リセットされましたが、誰によるかはこのキャプチャではわかりません"),
      were(.rejected, .device, isDecided: nil, "refused by a device on the path (ICMP)", "経路上の装置に拒否されました（ICMP）"),
      were(.rejected, .server, isDecided: nil, "refused by the server itself (ICMP)", "サーバー自身に拒否されました（ICMP）"),
      were(.rejected, .client, isDecided: nil, "refused by the client (ICMP)", "クライアントに拒否されました（ICMP）"),
      were(
        .rejected, .undetermined, isDecided: nil, "refused (ICMP) by someone whom this capture does not tell",
        "拒否されましたが（ICMP）、誰によるかはこのキャプチャではわかりません"),
      Clause(
        count: count { $0.outcome == .unanswered } + (tally.folded[.synFlood] ?? 0), one: "got", many: "got", rest: "no answer",
        japanese: "応答がありませんでした"),
    ]
  }

  private func were(
    _ outcome: Outcome, _ origin: Origin, isDecided: Bool? = true, _ rest: String, _ japanese: String
  ) -> Clause {
    let found = count { $0.outcome == outcome && $0.origin == origin && (isDecided == nil || $0.isDecided == isDecided) }
    return Clause(count: found, one: "was", many: "were", rest: rest, japanese: japanese)
  }

  private func count(_ isMeant: (Tally.Ending) -> Bool) -> Int {
    tally.endings.reduce(0) { isMeant($1.key) ? $0 + $1.value : $0 }
  }

  /// Whom the devices accuse falsely.
  private var notByWhom: String {
    let devices = tally.endings.keys.filter { $0.outcome == .reset && $0.origin == .device && $0.isDecided }
    let parties = Set(devices.map { $0.posingAs })
    if parties == [.server] { return say("not by the server", "サーバーではなく、") }
    if parties == [.client] { return say("not by the client", "クライアントではなく、") }
    return say("not by the machine that the packet names", "パケットの送信元とされるマシンではなく、")
  }

  private var nothingBroken: String {
    let folded = tally.folded.values.reduce(0, +)
    let lead = folded == 0 ? say("Nobody was reset", "リセットされた接続はありません") : say("No connection was broken off", "断ち切られた接続はありません")
    if tally.outcomes[.closed] == tally.flows {
      return tally.flows == 1
        ? say("\(lead): the only connection ended in order.", "\(lead)：唯一の接続は正常に終了しました。")
        : say("\(lead): all \(tally.flows.grouped) connections ended in order.", "\(lead)：\(tally.flows.grouped)接続すべてが正常に終了しました。")
    }
    let others: [(outcome: Outcome, english: String, japanese: String)] = [
      (.closed, "ended in order", "正常終了"), (.open, "still open at the end", "最後まで継続中"),
      (.partial, "seen too little of to say", "情報不足"), (.reset, "harmlessly reset", "無害なリセット"),
      (.rejected, "harmlessly refused", "無害な拒否"), (.unanswered, "unanswered probes", "応答のない調査パケット"),
    ]
    let parts = others.compactMap { other in
      tally.outcomes[other.outcome].map { say("\($0.grouped) \(other.english)", "\(other.japanese)\($0.grouped)") }
    }
    return say(
      "\(lead): of \(tally.flows.of("connection")) \(parts.joined(separator: ", ")).",
      "\(lead)：\(tally.flows.grouped)接続のうち\(parts.joined(separator: "、"))。")
  }
}

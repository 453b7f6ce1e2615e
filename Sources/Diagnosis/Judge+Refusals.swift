import Flows
import Wire

/// Judges a flow that an ICMP error refused: the error's own source says who.
func judge(_ context: RejectionInContext, knowing baselines: Baselines) -> Judgment {
  var judgment = Judgment(
    flow: context.flow, outcome: .rejected, stage: QuietFlow(flow: context.flow, client: context.client, server: context.server).stage)
  guard let message = context.note.refusal else { return judgment }
  let isServer = message.ip.source == context.flow.server.address
  let isClient = message.ip.source == context.flow.client.address
  let sign = RefusalSign(of: message)
  let origin: Origin = isServer ? .server : isClient ? .client : .device
  let seen = baselines[message.ip.source].allAsServer
  let isElsewhere = isServer && seen.total > 0 && HopDistance(of: message.ip.hopLimit, to: seen) != .same
  var verdict = Verdict(refusedBy: origin, with: sign, fromElsewhere: isElsewhere)
  verdict.cause = sign.isAdministrative ? .administrativelyProhibited : .unreachable
  if origin == .device { verdict.place = Place(hops: HopDistance.hops(message.ip.hopLimit)) }
  verdict.rejection = Rejection(
    address: message.ip.source, type: message.type, code: message.code, sign: sign.text, packet: context.note.refusalPosition,
    quotedHopLimit: message.quoted.ip.hopLimit)
  judgment.verdict = verdict
  judgment.nextStep = NextStep(refused: context.flow, by: verdict.origin)
  return judgment
}

extension Verdict {
  /// The verdict on an ICMP refusal of that origin. One in the server's name from another distance may be a bridge's or a translator's.
  fileprivate init(refusedBy origin: Origin, with sign: RefusalSign, fromElsewhere isElsewhere: Bool) {
    let who = origin == .server ? "The server itself" : origin == .client ? "The client itself" : "A gateway on the path"
    let words = "refused the connection with ICMP \(sign.text) (\(sign.meaning))"
    let whoJa = origin == .server ? "サーバー自身" : origin == .client ? "クライアント自身" : "経路上のゲートウェイ"
    let wordsJa = "ICMP \(sign.text)（\(sign.meaningJa)）で接続を拒否しました"
    guard isElsewhere else {
      self.init(origin: origin, forged: false, proof: .likely, summary: Phrase(en: "\(who) \(words).", ja: "\(whoJa)が\(wordsJa)。"))
      return
    }
    let doubt = "The server, or a device in its name, \(words): the message came from another distance than the server's other packets."
    self.init(
      origin: .undetermined, forged: nil, proof: .none,
      summary: Phrase(en: Sentence(doubt), ja: "サーバーか、それを装う装置が\(wordsJa)：メッセージはサーバーのほかのパケットとは別の距離から来ました。"))
  }
}

/// Judges a SYN that nobody answered.
func judge(_ context: SilenceInContext, knowing baselines: Baselines) -> Judgment {
  var judgment = Judgment(flow: context.flow, outcome: .unanswered, stage: .postSyn)
  let isProbe = (context.note?.timesExceeded ?? 0) > 0
  let span = inWords(max(0, context.flow.lastTime - context.flow.firstTime))
  let attempts = context.attempts == 1 ? "One SYN" : "\(context.attempts) SYNs in \(span)"
  let count = context.attempts
  let attemptsJa = count == 1 ? "SYNを1回" : "\(span)の間にSYNを\(count)回"
  let wordsJa = attemptsJa + (isProbe ? "小さいホップリミットで送り、経路上のルーターが応答：経路調査。" : "送り、応答なし。")
  let words = isProbe ? "\(attempts) with a small hop limit, answered by routers on the path: a path probe." : "\(attempts), and no answer."
  var verdict = Verdict(origin: .undetermined, forged: nil, proof: .none, summary: Phrase(en: Sentence(words), ja: wordsJa))
  verdict.cause = isProbe ? .pathProbe : .silence
  judgment.verdict = verdict
  judgment.isFolded = isProbe
  if !isProbe { judgment.nextStep = NextStep(unanswered: context.flow) }
  return judgment
}

/// traceroute's sign for a refusal (traceroute(8) of Linux: !H, !N, !P, !X …) and what it means.
package struct RefusalSign: Sendable {
  /// `!X`, `!N` …
  package var text: String
  /// In words.
  package var meaning: String
  /// In Japanese.
  package var meaningJa: String
  /// Whether somebody decided it, rather than something failed.
  package var isAdministrative: Bool

  init(of message: ControlMessage) {
    self = message.ip.source.isV4 ? Self.v4(message.code) : Self.v6(message.code)
  }

  /// ICMP type 3 (RFC 792; RFC 1812, section 5.2.7.1).
  private static func v4(_ code: UInt8) -> RefusalSign {
    switch code {
    case 0: RefusalSign("!N", "network unreachable", "ネットワーク到達不能")
    case 1: RefusalSign("!H", "host unreachable", "ホスト到達不能")
    case 2: RefusalSign("!P", "protocol unreachable", "プロトコル到達不能")
    case 3: RefusalSign("!<3>", "port unreachable", "ポート到達不能")
    case 5: RefusalSign("!S", "source route failed", "ソースルート失敗")
    case 6, 8, 11: RefusalSign("!N", "network unknown, isolated, or closed to this type of service", "ネットワークが不明・孤立・このサービス種別では不可")
    case 7, 12: RefusalSign("!H", "host unknown or closed to this type of service", "ホストが不明・このサービス種別では不可")
    case 9: RefusalSign("!X", "network administratively prohibited", "ネットワークが管理上の禁止", true)
    case 10: RefusalSign("!X", "host administratively prohibited", "ホストが管理上の禁止", true)
    case 13: RefusalSign("!X", "communication administratively prohibited", "通信が管理上の禁止", true)
    case 14: RefusalSign("!V", "host precedence violation", "優先度違反", true)
    case 15: RefusalSign("!C", "precedence cutoff in effect", "優先度の足切り", true)
    default: RefusalSign("!<\(code)>", "destination unreachable, code \(code)", "宛先到達不能、コード\(code)")
    }
  }

  /// ICMPv6 type 1 (RFC 4443, section 3.1).
  private static func v6(_ code: UInt8) -> RefusalSign {
    switch code {
    case 0: RefusalSign("!N", "no route to destination", "宛先への経路なし")
    case 1: RefusalSign("!X", "communication administratively prohibited", "通信が管理上の禁止", true)
    case 2: RefusalSign("!S", "beyond scope of source address", "送信元アドレスの範囲外")
    case 3: RefusalSign("!H", "address unreachable", "アドレス到達不能")
    case 4: RefusalSign("!<4>", "port unreachable", "ポート到達不能")
    case 5: RefusalSign("!X", "source address failed ingress or egress policy", "送信元アドレスがポリシー違反", true)
    case 6: RefusalSign("!X", "reject route to destination", "宛先への経路が拒否設定", true)
    default: RefusalSign("!<\(code)>", "destination unreachable, code \(code)", "宛先到達不能、コード\(code)")
    }
  }

  private init(_ text: String, _ meaning: String, _ meaningJa: String, _ isAdministrative: Bool = false) {
    self.text = text
    self.meaning = meaning
    self.meaningJa = meaningJa
    self.isAdministrative = isAdministrative
  }
}

import Flows
import Wire

extension ClaimedReset {
  /// The verdict in one sentence.
  func summary(_ origin: Origin, _ opinion: Opinion, _ cause: Cause?, _ place: Place?) -> Phrase {
    let sender = sender
    let name = sender.rawValue
    switch origin {
    case .device:
      let (around, occasion) = (whereabouts(place), occasion(cause))
      return Phrase(
        en: "A device\(around.en) reset this connection in the \(name)'s name\(occasion.en).",
        ja: "\(around.ja ?? "")装置が、\(sender.ja)を装い\(occasion.ja ?? "")この接続をリセットしました。")
    case .server, .client:
      let deed = deed(cause)
      return Phrase(en: "The \(name) itself \(deed.en).", ja: "\(sender.ja)自身が\(deed.ja ?? "")。")
    case .undetermined:
      let leaning = leaning(opinion)
      let isAlone = references.isEmpty && baseline.flows == 0
      let missing = isAlone ? ": no other packet of the \(name) was captured to compare it with" : ""
      return Phrase(
        en: "Whether the \(name) or a device sent this reset cannot be told from this capture\(leaning.en)\(missing).",
        ja: "このリセットを送ったのが\(sender.ja)か中間の装置かは、このキャプチャではわかりません\(leaning.ja ?? "")"
          + (isAlone ? "：比べられる\(sender.ja)のほかのパケットがありません。" : "。"))
    }
  }

  private func leaning(_ opinion: Opinion) -> Phrase {
    let sender = sender
    if opinion.proof == .none { return Phrase(en: "", ja: "") }
    guard opinion.odds <= 0 else { return Phrase(en: ", though a device is more likely", ja: "（装置の可能性のほうが高い）") }
    return Phrase(en: ", though the \(sender.rawValue) is more likely", ja: "（\(sender.ja)の可能性のほうが高い）")
  }

  private func whereabouts(_ place: Place?) -> Phrase {
    guard let place else { return Phrase(en: "", ja: "") }
    let distance = place.hops.map { $0 == 0 ? " on the same link" : " \($0) hop\($0 == 1 ? "" : "s") away" } ?? ""
    let side = place.side == .client ? ", near the client," : place.side == .server ? ", near the server," : ""
    return Phrase(
      en: "\(distance)\(side)",
      ja: (place.hops.map { $0 == 0 ? "同一リンク上の" : "\($0)ホップ先の" } ?? "")
        + (place.side == .client ? "クライアント付近の" : place.side == .server ? "サーバー付近の" : ""))
  }

  /// To which flow the packet belongs that drew the reset.
  private var belonging: Phrase {
    guard let twin else { return Phrase(en: "", ja: "") }
    let other = twin.other.address.isV4 ? "\(twin.other.address):\(twin.other.port)" : "[\(twin.other.address)]:\(twin.other.port)"
    let serial = twin.serial
    return Phrase(
      en: ": it belongs to flow \(serial), with \(other), and was not translated back on the way",
      ja: "（フロー\(serial)、相手は\(other)。途中でアドレスが元に戻されていない）")
  }

  /// On what occasion a device struck, where that shows.
  private func occasion(_ cause: Cause?) -> Phrase {
    switch cause {
    case .contentTrigger: return Phrase(en: " upon the client's first request", ja: "、クライアントの最初の要求を見て、")
    case .idleTimeout:
      let silence = inWords(silence ?? 0)
      return Phrase(en: " after \(silence) of silence", ja: "、\(silence)の無通信のあとで、")
    default: return Phrase(en: "", ja: "")
    }
  }

  private func deed(_ cause: Cause?) -> Phrase {
    let port = port
    switch cause {
    case .closedPort:
      return Phrase(
        en: "refused the connection: nothing listens on port \(port), or its own packet filter rejects it",
        ja: "接続を拒否しました：ポート\(port)で待ち受けがないか、自身のパケットフィルターが拒否しています")
    case .lateData: return Phrase(en: "answered data that came after it had closed", ja: "終了後に届いたデータに応答しました")
    case .scanner: return Phrase(en: "dropped the half-open connection, as a port scan does", ja: "ポートスキャンのように、確立途中の接続を捨てました")
    case .pathProbe: return Phrase(en: "ended a probe of the path", ja: "経路調査を終えました")
    case .clientGaveUp: return Phrase(en: "gave the connection up", ja: "接続をあきらめました")
    case .strayPacket:
      return Phrase(en: "answered a packet of a connection that it does not have", ja: "自分が持たない接続のパケットに応答しました")
    case .conntrackInvalid:
      let belonging = belonging
      return Phrase(
        en: "answered a packet that came from another address than its connection's\(belonging.en)",
        ja: "接続の相手と違うアドレスから来たパケットに応答しました\(belonging.ja ?? "")")
    case .idleTimeout:
      return Phrase(en: "ended the connection when nothing had been said for long", ja: "長い無通信のあと接続を終わらせました")
    case .linger:
      return Phrase(
        en: "reset the connection on purpose, instead of closing it (SO_LINGER with time 0)",
        ja: "終了せずに意図的にリセットしました（時間0のSO_LINGER）")
    case .halfOpen: return Phrase(en: "does not know this connection any more", ja: "この接続をもう知りません")
    case .listenOverflow:
      return Phrase(
        en: "turned the connection away after the handshake: its accept queue was full, or its listener had gone",
        ja: "ハンドシェイクのあとで接続を断りました：受付キューが一杯か、待ち受けがなくなっています")
    case .abort:
      let isUnread = context.end(sender.other).hasData
      return Phrase(
        en: "aborted the connection\(isUnread ? " (with data unread, or on purpose)" : "")",
        ja: "接続を中断しました" + (isUnread ? "（未読データがあったか、意図的に）" : ""))
    default: return Phrase(en: "reset the connection", ja: "接続をリセットしました")
    }
  }
}

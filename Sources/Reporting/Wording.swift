import Diagnosis
import Flows
import Wire

// What the values of a judgment are called for people.

extension Origin {
  /// The word in the column that says who.
  func word(in language: Language) -> String {
    guard language == .ja else { return rawValue.uppercased() }
    return switch self {
    case .server: "サーバー"
    case .client: "クライアント"
    case .device: "中間装置"
    case .undetermined: "判定不能"
    }
  }

  /// Its colour.
  var ink: Ink {
    switch self {
    case .device: .alarm
    case .server, .client: .attention
    case .undetermined: .faint
    }
  }
}

extension Party {
  /// The end's name.
  func word(in language: Language) -> String {
    language.words(rawValue, self == .server ? "サーバー" : "クライアント")
  }
}

extension Proof {
  /// How sure, in a word.
  func word(in language: Language) -> String {
    guard language == .ja else { return rawValue }
    return switch self {
    case .proven: "確定"
    case .likely: "ほぼ確実"
    case .possible: "可能性あり"
    case .none: "なし"
    }
  }
}

extension Stage {
  /// How far a connection had come, in a word.
  func word(in language: Language) -> String {
    guard language == .ja else { return rawValue }
    return switch self {
    case .postSyn: "SYN後"
    case .postAck: "確立直後"
    case .postPsh: "初回データ後"
    case .later: "通信中"
    case .postFin: "FIN後"
    case .midStream: "途中から"
    }
  }
}

extension Evidence.Strength {
  /// How much a finding weighs, in a word.
  func word(in language: Language) -> String {
    guard language == .ja else { return rawValue }
    return switch self {
    case .weak: "弱い"
    case .strong: "強い"
    case .decisive: "決定的"
    }
  }
}

extension Evidence.Says {
  /// Whom a finding points to, in a word.
  func word(in language: Language) -> String {
    guard language == .ja else { return rawValue }
    return switch self {
    case .server: "サーバー"
    case .client: "クライアント"
    case .device: "中間装置"
    }
  }
}

extension Language {
  /// A known timer that a silence equals, in this language; its products keep their names.
  func timer(_ words: String) -> String {
    guard self == .ja, let timer = IdleTimer.all.first(where: { $0.words == words }) else { return words }
    return "\(timer.seconds)秒（\(timer.products)の既定値）"
  }
}

extension Place {
  /// `1 hop away, near the client`; empty where nothing is known.
  func words(in language: Language) -> String {
    let distance = hops.map { hops in
      hops == 0 ? language.words("on the same link", "同一リンク上") : language.words("\(hops.of("hop")) away", "\(hops)ホップ先")
    }
    let part: String? =
      switch side {
      case .client?: language.words("near the client", "クライアント付近")
      case .path?: language.words("on the path", "経路上")
      case .server?: language.words("near the server", "サーバー付近")
      case nil: nil
      }
    return [distance, part].compactMap(\.self).joined(separator: language.comma)
  }
}

extension Cause {
  /// The endings as a report counts them.
  func words(in language: Language) -> String {
    switch self {
    case .closedPort: language.words("closed ports", "閉じたポート")
    case .policyReject: language.words("policy rejects", "ポリシーによる拒否")
    case .contentTrigger: language.words("content triggers", "内容による遮断")
    case .idleTimeout: language.words("idle timeouts", "無通信タイムアウト")
    case .midstreamReset: language.words("mid-stream resets", "通信途中のリセット")
    case .abort: language.words("aborts", "中断")
    case .linger: language.words("resets instead of closes", "終了の代わりのリセット")
    case .lateData: language.words("late data after close", "終了後のデータ")
    case .halfOpen: language.words("half-open connections", "片側だけ残った接続")
    case .strayPacket: language.words("stray packets", "迷子のパケット")
    case .conntrackInvalid: language.words("packets left untranslated", "アドレス変換漏れ")
    case .listenOverflow: language.words("full accept queues", "受付キューあふれ")
    case .scanner: language.words("port scans", "ポートスキャン")
    case .clientGaveUp: language.words("clients that gave up", "クライアントの断念")
    case .pathProbe: language.words("path probes", "経路調査")
    case .synFlood: language.words("floods of SYNs", "SYNの氾濫")
    case .administrativelyProhibited: language.words("administratively prohibited", "管理上の禁止")
    case .unreachable: language.words("unreachable", "到達不能")
    case .silence: language.words("no answer", "無応答")
    }
  }
}

extension Trigger.Kind {
  /// What it was, with its article.
  func words(in language: Language) -> String {
    switch self {
    case .syn: language.words("a SYN", "SYN")
    case .synAck: language.words("a SYN-ACK", "SYN-ACK")
    case .ack: language.words("an acknowledgment", "ACK")
    case .data: language.words("data", "データ")
    case .tlsClientHello: language.words("a TLS ClientHello", "TLS ClientHello")
    case .httpRequest: language.words("an HTTP request", "HTTPリクエスト")
    case .fin: language.words("a FIN", "FIN")
    }
  }
}

extension Outcome {
  /// What stands in the place of who, for a flow that nobody broke off.
  func words(in language: Language) -> String {
    switch self {
    case .closed: language.words("ended in order", "正常終了")
    case .reset: language.words("reset", "リセット")
    case .rejected: language.words("refused", "拒否")
    case .unanswered: language.words("no answer", "応答なし")
    case .open: language.words("still open", "継続中")
    case .partial: language.words("too little captured", "情報不足")
    }
  }
}

extension Endpoint {
  /// `10.1.1.20:389`, `[2001:db8::1]:389` (RFC 5952, section 6).
  var words: String {
    address.isV4 ? "\(address):\(port)" : "[\(address)]:\(port)"
  }
}

/// A length of time for people, three digits or so: `40 µs`, `12 ms`, `3.2 s`, `300 s`.
struct Interval: Hashable {
  /// Nanoseconds.
  var nanoseconds: Int64

  /// The text.
  var words: String {
    let value = nanoseconds.magnitude
    let sign = nanoseconds < 0 ? "-" : ""
    switch value {
    case 0: return "0 s"
    case ..<1_000: return sign + "\(value) ns"
    case ..<1_000_000: return sign + "\(value / 1_000) µs"
    case ..<10_000_000: return sign + Self.decimal(value / 10_000, hundredths: true) + " ms"
    case ..<1_000_000_000: return sign + "\(value / 1_000_000) ms"
    case ..<100_000_000_000: return sign + Self.decimal(value / 100_000_000, hundredths: false) + " s"
    default: return sign + "\((value / 1_000_000_000).grouped) s"
    }
  }

  private static func decimal(_ value: UInt64, hundredths: Bool) -> String {
    guard hundredths else { return "\(value / 10).\(value % 10)" }
    return "\(value / 100).\(value % 100 < 10 ? "0" : "")\(value % 100)"
  }
}

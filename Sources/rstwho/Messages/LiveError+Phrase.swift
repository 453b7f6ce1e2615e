import Capture
import Diagnosis

extension LiveError {
  /// The sentence for the user in every language.
  var phrase: Phrase { Phrase(en: Sentence(description), ja: japanese) }

  private var japanese: String {
    switch self {
    case .notPermitted(let interface): "\(interface): このユーザーにはキャプチャの権限がありません。"
    case .noSuchInterface(let name, let others):
      "\(name): そのインターフェースはありません\(others.isEmpty ? "" : "。あるのは \(others.joined(separator: "、"))")。"
    case .noSuchNumber(let number, let count): "-i \(number): インターフェースの番号は1から\(count)です。一覧は rstwho -D で表示します。"
    case .notUp(let interface): "\(interface) は止まっています。先に起動してください: ip link set \(interface) up"
    case .unknownLinkType(let name): "-y \(name): そのリンク種別はありません。インターフェースの種別は rstwho -L で表示します。"
    case .otherLinkType(let name, let interface, let has):
      "-y \(name): \(interface) のリンク種別は \(has.joined(separator: "、")) です。"
    case .filter(let error): error.phrase.ja ?? error.description
    case .other(let interface, let message): "\(interface): \(message)"
    }
  }
}

extension FilterError {
  /// The sentence, and where the place is known the expression with a mark under it. What libpcap says stays as it is.
  var phrase: Phrase {
    let sentence = "フィルタ式は使えません: \(complaint)"
    guard let mark else { return Phrase(en: Sentence(description), ja: "\(sentence): \(expression)") }
    return Phrase(en: Sentence(description), ja: "\(sentence)\(isIncomplete ? "（末尾に何かが足りません）" : "")\n\(mark)")
  }
}

extension Privileges.Failure {
  /// The sentence for the user in every language, without a full stop.
  var phrase: Phrase { Phrase(en: Sentence(sentence), ja: japanese) }

  private var japanese: String {
    switch self {
    case .noSuchUser(let name): "切り替え先のユーザー \(name) がありません。-Z で別のユーザーを指定してください"
    case .notRoot: "別のユーザーになれるのはrootだけです。-Z を外してください"
    case .failed(let call, let number): "権限を手放せませんでした: \(call): \(systemWordsJa(number))"
    case .stillThere: "権限を手放せませんでした。手放したはずの権限が残っています"
    }
  }
}

extension OutputError {
  /// The system's words for it in the language of messages.
  var told: String {
    switch self {
    case .closedPipe: say(en: reason, ja: "読み手がパイプを閉じました")
    case .failed(let number): say(en: reason, ja: systemWordsJa(number))
    }
  }
}

extension Phrase {
  /// The words in the language of messages.
  var told: String { say(en: en, ja: ja ?? en) }
}

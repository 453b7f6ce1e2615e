import Diagnosis
import Flows
import Wire

/// What a capture itself can and cannot prove: sentences for a person.
struct CaptureLimits {
  private let capture: CaptureRecord
  private let counts: TrafficCounts
  private let tally: Tally
  private let language: Language

  /// The limits of that capture.
  init(_ capture: CaptureRecord, _ counts: TrafficCounts, _ tally: Tally, in language: Language = .en) {
    self.capture = capture
    self.counts = counts
    self.tally = tally
    self.language = language
  }

  /// One sentence a limit, the gravest first; one that says that there is none where there is none.
  var sentences: [String] {
    let limits = [damage, onlyResets, drops, evicted, oneSided, late, gaps, cut, unread, duplicates].compactMap(\.self)
    guard limits.isEmpty, counts.flows > 0 else { return limits + [vantage].compactMap(\.self) }
    return [
      language.words(
        "Nothing seems to be missing: the connections were captured from their beginning, in both directions, without gaps.",
        "欠けているものはなさそうです：接続は最初から、両方向とも、途切れなく記録されています。")
    ] + [vantage].compactMap(\.self)
  }

  /// Where the capture was taken, and what cannot be seen from there.
  private var vantage: String? {
    capture.vantage.map { $0.sentence(in: language) }
  }

  private var damage: String? {
    capture.damage?.text(in: language)
  }

  /// A capture filtered on resets has nothing to compare them with.
  private var onlyResets: String? {
    guard counts.resets > 0, counts.segments == counts.resets else { return nil }
    return language.words(
      "Only resets were captured, and nothing to compare them with: capture every packet of these hosts instead, ICMP too.",
      "リセットだけが記録されており、比べるものがありません：これらのホストの全パケットを、ICMPも含めてキャプチャしてください。")
  }

  private var drops: String? {
    guard let drops = capture.drops, drops > 0 else { return nil }
    return language.words(
      "\(drops.were("packet")) dropped while capturing: what seems to be missing may have been there.",
      "キャプチャ中に\(drops.grouped)パケットが失われました：欠けて見えるものは、実際にはあったかもしれません。")
  }

  private var evicted: String? {
    guard counts.evictedFlows > 0 else { return nil }
    return language.words(
      "\(counts.evictedFlows.were("connection")) given up early to stay within the memory limit.",
      "メモリの上限を守るため、\(counts.evictedFlows.grouped)接続の追跡を途中で打ち切りました。")
  }

  private var oneSided: String? {
    guard counts.oneSidedFlows > 0 else { return nil }
    return language.words(
      "Of \(counts.oneSidedFlows.of("connection")) only one direction was captured: "
        + "there, silence proves nothing, and nothing of the other side can be compared.",
      "\(counts.oneSidedFlows.grouped)接続は片方向しか記録されていません：そこでは無応答は何の証明にもならず、反対側と比べることもできません。")
  }

  private var late: String? {
    guard tally.lateFlows > 0 else { return nil }
    return language.words(
      "\(tally.lateFlows.of("connection")) began before the capture did: who is client and who is server may be a guess.",
      "\(tally.lateFlows.grouped)接続はキャプチャの開始前から続いています：どちらがクライアントでどちらがサーバーかは推測です。")
  }

  private var gaps: String? {
    guard counts.flowsWithGaps > 0 else { return nil }
    return language.words(
      "In \(counts.flowsWithGaps.of("connection")) packets were acknowledged that the capture does not hold.",
      "\(counts.flowsWithGaps.grouped)接続で、確認応答されたのにキャプチャにないパケットがあります。")
  }

  private var cut: String? {
    guard counts.cutFrames > 0 else { return nil }
    let limit = capture.snapLength.map { language.words(" at \($0.grouped) bytes", "\($0.grouped)バイトで") } ?? ""
    return language.words(
      "\(counts.cutFrames.were("packet")) cut short\(limit): names in TLS and HTTP may be missing.",
      "\(counts.cutFrames.grouped)パケットが\(limit)切り詰められています：TLSやHTTPの名前が欠けているかもしれません。")
  }

  private var duplicates: String? {
    guard counts.duplicates > 0 else { return nil }
    return language.words(
      "\(counts.duplicates.were("packet")) captured more than once (several interfaces, or a port mirror) and counted once.",
      "\(counts.duplicates.grouped)パケットが重複して記録されていました（複数のインターフェース、またはポートミラー）。1回だけ数えています。")
  }

  /// Frames that may have held TCP; other protocols are none of this program's business.
  private var unread: String? {
    let reasons: [(Undecoded, String)] = [
      (.unknownLinkType, language.words("of an unknown link type", "未知のリンク種別")),
      (.truncated, language.words("cut too short", "切り詰め過ぎ")), (.malformed, language.words("malformed", "不正な形式")),
      (.laterFragment, language.words("later IP fragments", "IPフラグメントの続き")),
      (.tooDeep, language.words("nested too deep", "入れ子が深過ぎ")),
    ]
    let found = reasons.compactMap { reason, words -> String? in
      let index = Int(reason.rawValue)
      guard counts.undecoded.indices.contains(index), counts.undecoded[index] > 0 else { return nil }
      return language.words("\(counts.undecoded[index].grouped) \(words)", "\(words) \(counts.undecoded[index].grouped)")
    }
    guard !found.isEmpty else { return nil }
    return language.words(
      "Some packets could not be read: \(found.joined(separator: ", ")).", "読めないパケットがありました：\(found.joined(separator: "、"))。")
  }
}

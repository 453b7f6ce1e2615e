import Diagnosis
import Flows
import Wire

/// The facts of a flow as rows of a name and a value.
struct FlowFacts {
  /// Columns that the names take in English, and in Japanese.
  static func nameWidth(in language: Language) -> Int {
    language == .en ? 14 : 16
  }

  private let judgment: Judgment
  private let capture: CaptureRecord
  private let options: TextOptions

  /// The facts of that flow.
  init(_ judgment: Judgment, _ capture: CaptureRecord, _ options: TextOptions) {
    self.judgment = judgment
    self.capture = capture
    self.options = options
  }

  /// The rows that have a value.
  var rows: [(name: String, value: String)] {
    let flow = judgment.flow
    let language = options.language
    let verdict = judgment.verdict
    let guess = language.words(" (a guess: no SYN was captured)", "（推測：SYNが記録されていません）")
    let facts: [(String, String?)] = [
      (language.words("Who", "誰が"), verdict.map { _ in FlowRow.who(judgment, in: language) }),
      (language.words("Proof", "確度"), verdict?.proof.word(in: language)),
      (language.words("Posing as", "装った相手"), verdict?.posingAs?.word(in: language)),
      (language.words("Cause", "原因"), language == .en ? verdict?.cause?.rawValue : verdict?.cause?.words(in: language)),
      (language.words("Product", "製品"), verdict?.product),
      (language.words("Client", "クライアント"), flow.client.words + (flow.rolesAreGuessed ? guess : "")),
      (language.words("Server", "サーバー"), flow.server.words),
      (
        language.words("Ending", "終わり方"),
        "\(judgment.outcome.words(in: language))\(language.comma)\(judgment.stage.word(in: language))"
      ),
      (language.words("Time", "時刻"), time), (language.words("Idle", "無通信"), idle), (language.words("Drawn by", "きっかけ"), trigger),
      (language.words("To server", "サーバー宛"), amount(flow.toServer)), (language.words("To client", "クライアント宛"), amount(flow.toClient)),
      (language.words("Resets", "リセット"), judgment.resetsTotal == 0 ? nil : judgment.resetsTotal.grouped),
      ("conn_state", flow.connectionState), ("history", flow.history), ("Community ID", CommunityID(flow.client, flow.server).text),
      (language.words("Files", "ファイル"), files),
    ]
    return facts.compactMap { name, value in value.map { (name, $0) } }
  }

  private func amount(_ direction: DirectionSummary) -> String {
    options.language.words(
      "\(direction.packets.of("packet")), \(direction.bytes.of("byte"))",
      "\(direction.packets.grouped)パケット、\(direction.bytes.grouped)バイト")
  }

  private var time: String {
    let (first, last) = (judgment.flow.firstTime, judgment.flow.lastTime)
    let (firstDay, lastDay) = (first.date(by: options.clock), last.date(by: options.clock))
    let end = (firstDay == lastDay ? "" : lastDay + " ") + last.timeOfDay(by: options.clock)
    let span = Interval(nanoseconds: last - first).words
    let begin = "\(firstDay) \(first.timeOfDay(by: options.clock))"
    return options.language.words("\(begin) to \(end), \(span)", "\(begin)〜\(end)、\(span)")
  }

  private var idle: String? {
    guard let idle = judgment.idle else { return nil }
    let words = Interval(nanoseconds: idle).words
    guard let timer = judgment.timer else { return words }
    return options.language.words("\(words), about \(timer)", "\(words)（\(options.language.timer(timer))にほぼ一致）")
  }

  private var trigger: String? {
    guard let trigger = judgment.trigger else { return nil }
    let language = options.language
    let number = trigger.packet.words(among: capture.files)
    let names = [
      trigger.serverName.map { language.words("server name \($0)", "サーバー名 \($0)") },
      trigger.host.map { language.words("host \($0)", "ホスト \($0)") },
    ].compactMap(\.self)
    let kind = trigger.kind.words(in: language)
    let packet = language.words("packet \(number), \(kind)", "パケット\(number)、\(kind)")
    return ([packet] + names).joined(separator: language.comma)
  }

  /// Which file is which, where frames are told as `file:frame`.
  private var files: String? {
    guard capture.files.count > 1 else { return nil }
    return capture.files.enumerated().map { "\($0 + 1) = \($1)" }.joined(separator: ", ")
  }
}

extension FramePosition {
  /// The number of the frame; with several files the number of the file, from 1, stands before it: `2:13`.
  func words(among files: [String]) -> String {
    files.count > 1 ? "\(Int(file) + 1):\(number)" : String(number)
  }
}

/// The sign in the margin of a packet.
struct PacketMargins {
  private let endings: Set<FramePosition>
  private let evidence: Set<FramePosition>

  /// The margins of that flow's packets.
  init(_ judgment: Judgment) {
    endings = Set(judgment.resets.map(\.packet) + [judgment.verdict?.rejection?.packet].compactMap(\.self))
    evidence = Set((judgment.evidence + judgment.against).flatMap(\.packets))
  }

  /// `>` for a reset or the ICMP message that refused, `*` for evidence, else a space.
  func sign(of position: FramePosition) -> String {
    if endings.contains(position) { return ">" }
    return evidence.contains(position) ? "*" : " "
  }

  /// The colour of a reset, or of evidence.
  func ink(of position: FramePosition) -> Ink? {
    if endings.contains(position) { return .alarm }
    return evidence.contains(position) ? .attention : nil
  }
}

import Diagnosis
import Flows
import Wire

/// The facts of a flow as rows of a name and a value.
struct FlowFacts {
  /// Columns that the names take.
  static let nameWidth = 14

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
    let ends = judgment.verdict.map { _ in FlowRow(judgment, in: options.language).who }
    let facts: [(String, String?)] = [
      ("Who", ends), ("Proof", judgment.verdict?.proof.rawValue), ("Posing as", judgment.verdict?.posingAs?.rawValue),
      ("Cause", judgment.verdict?.cause?.rawValue),
      ("Client", flow.client.words + (flow.rolesAreGuessed ? " (a guess: no SYN was captured)" : "")),
      ("Server", flow.server.words), ("Ending", "\(judgment.outcome.words), \(judgment.stage.rawValue)"), ("Time", time),
      ("Idle", idle), ("Drawn by", trigger),
      ("To server", "\(flow.toServer.packets.of("packet")), \(flow.toServer.bytes.of("byte"))"),
      ("To client", "\(flow.toClient.packets.of("packet")), \(flow.toClient.bytes.of("byte"))"),
      ("Resets", judgment.resetsTotal == 0 ? nil : judgment.resetsTotal.grouped), ("conn_state", flow.connectionState),
      ("history", flow.history), ("Community ID", CommunityID(flow.client, flow.server).text), ("Files", files),
    ]
    return facts.compactMap { name, value in value.map { (name, $0) } }
  }

  private var time: String {
    let (first, last) = (judgment.flow.firstTime, judgment.flow.lastTime)
    let (firstDay, lastDay) = (first.date(by: options.clock), last.date(by: options.clock))
    let end = (firstDay == lastDay ? "" : lastDay + " ") + last.timeOfDay(by: options.clock)
    return "\(firstDay) \(first.timeOfDay(by: options.clock)) to \(end), \(Interval(nanoseconds: last - first).words)"
  }

  private var idle: String? {
    guard let idle = judgment.idle else { return nil }
    return Interval(nanoseconds: idle).words + (judgment.timer.map { ", which equals \($0)" } ?? "")
  }

  private var trigger: String? {
    guard let trigger = judgment.trigger else { return nil }
    let names = [trigger.serverName.map { "server name \($0)" }, trigger.host.map { "host \($0)" }].compactMap(\.self)
    return (["packet \(trigger.packet.words(among: capture.files)), \(trigger.kind.words)"] + names).joined(separator: ", ")
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

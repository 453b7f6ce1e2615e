import ArgumentParser
import Capture
import Metrics

extension MetricsAddress: ExpressibleByArgument {
  /// The address that was typed.
  package init?(argument: String) { self.init(argument) }
}

/// Options of a live capture, in tcpdump's letters.
struct LiveChoices: ParsableArguments {
  @Option(
    name: .customShort("i", allowingJoined: true),
    help: help(
      en: "Capture on this interface (a name, a number of -D, any); may be given several times.",
      ja: "このインターフェースでキャプチャする（名前、-Dの番号、any。複数可）。", valueName: "interface"))
  var interfaces: [String] = []

  @Flag(name: .customShort("D"), help: help(en: "List the interfaces that can be captured.", ja: "キャプチャできるインターフェースの一覧。"))
  var listInterfaces = false

  @Flag(name: .customShort("L"), help: help(en: "List the link types of the interface.", ja: "インターフェースのリンク種別の一覧。"))
  var listLinkTypes = false

  @Option(
    name: .customShort("y", allowingJoined: true),
    help: help(
      en: "The link type to capture.",
      ja: "キャプチャするリンク種別。", valueName: "type"))
  var linkType: String?

  @Option(
    name: .customShort("s", allowingJoined: true),
    help: help(
      en: "Bytes kept of each packet (0: 262144).",
      ja: "各パケットの保存バイト数（0なら262144）。", valueName: "bytes"))
  var snapshotLength: UInt32 = 0

  @Option(
    name: .customShort("B", allowingJoined: true),
    help: help(
      en: "The kernel's buffer in KiB, for each interface.",
      ja: "インターフェースごとのカーネルバッファ（KiB）。", valueName: "KiB"))
  var buffer: UInt32 = LiveOptions().bufferKiB

  @Flag(name: .customShort("p"), help: help(en: "Do not take packets for other machines.", ja: "ほかのマシン宛てのパケットを取らない。"))
  var notPromiscuous = false

  @Option(
    help: help(
      en: "End a live capture after so many seconds.",
      ja: "この秒数でライブキャプチャを終える。", valueName: "seconds"))
  var duration: UInt32?

  @Flag(help: help(en: "Capture exactly what the expression says, not what evidence needs besides.", ja: "フィルタ式どおりにだけ取り、根拠に要るパケットを足さない。"))
  var exactFilter = false

  @Option(
    name: .customShort("Z", allowingJoined: true),
    help: help(
      en: "Become this user once the interfaces are open (default: who called sudo, else nobody).",
      ja: "開いた後このユーザーになる（既定: sudoを呼んだ人、なければnobody）。", valueName: "user"))
  var user: String?

  @Option(
    name: .customShort("G", allowingJoined: true),
    help: help(
      en: "With -w: a new file after so many seconds; its name is a pattern of strftime.",
      ja: "-wで: この秒数ごとに新しいファイル（名前はstrftimeの書式）。", valueName: "seconds"))
  var rotateSeconds: Int64?

  @Option(
    name: .customShort("C", allowingJoined: true),
    help: help(
      en: "With -w: a new file beyond so many million bytes.",
      ja: "-wで: この百万バイト数を超えたら新しいファイル。", valueName: "megabytes"))
  var rotateSize: UInt64?

  @Option(
    name: .customShort("W", allowingJoined: true),
    help: help(
      en: "With -C: at most so many files, then the first anew. With -G: end after so many.",
      ja: "-Cで: この個数で先頭に戻る。-Gで: この個数で終わる。", valueName: "count"))
  var rotateCount: UInt64?

  @Option(
    help: help(
      en: "Answer GET /metrics there in Prometheus' format; a port alone is this machine's own.",
      ja: "GET /metrics にPrometheus形式で答える（ポートだけなら自分のアドレス）。", valueName: "address:port"))
  var metrics: MetricsAddress?

  /// Refuses what cannot be, with a sentence that says what to type instead.
  func validate() throws {
    if buffer == 0 || buffer > 2_097_151 {
      throw mistake(en: "-B takes 1 to 2097151 KiB.", ja: "-B は1から2097151 KiBです。")
    }
    if snapshotLength > 262_144 {
      throw mistake(en: "-s takes at most 262144 bytes.", ja: "-s は262144バイトまでです。")
    }
    if duration == 0 {
      throw mistake(en: "--duration takes a number of seconds of at least 1.", ja: "--duration には1以上の秒数を指定してください。")
    }
    if rotateCount != nil, rotateSeconds == nil, rotateSize == nil {
      throw mistake(en: "-W needs -G or -C.", ja: "-W には -G か -C が要ります。")
    }
    for (name, value) in [("-G", rotateSeconds.map { UInt64(clamping: $0) }), ("-C", rotateSize), ("-W", rotateCount)] {
      if let value, value == 0 || value > 1_000_000_000 {
        throw mistake(en: "\(name) takes a number from 1 to 1000000000.", ja: "\(name) は1から1000000000です。")
      }
    }
    if interfaces.count > 32 {
      throw mistake(en: "At most 32 interfaces can be captured at once; -i any takes all.", ja: "同時にキャプチャできるのは32個までです。-i any ならすべてです。")
    }
    if listLinkTypes, interfaces.count > 1 {
      throw mistake(en: "-L lists the link types of one interface.", ja: "-L で表示できるのは1つのインターフェースのリンク種別です。")
    }
  }

  /// Whether evidence files are to be followed by others.
  var isRotating: Bool { rotateSeconds != nil || rotateSize != nil || rotateCount != nil }

  /// When evidence files are followed by others.
  var rotation: Rotation {
    var rotation = Rotation()
    rotation.seconds = rotateSeconds
    rotation.megabytes = rotateSize
    rotation.files = rotateCount
    return rotation
  }

  /// The option given that makes no sense without an interface.
  var onlyLive: String? {
    if linkType != nil { return "-y" }
    if snapshotLength != 0 { return "-s" }
    if notPromiscuous { return "-p" }
    if duration != nil { return "--duration" }
    if exactFilter { return "--exact-filter" }
    if isRotating { return "-G, -C or -W" }
    if metrics != nil { return "--metrics" }
    return user == nil ? nil : "-Z"
  }

  /// How to capture, where the expression is that.
  func options(_ expression: String?) -> LiveOptions {
    var options = LiveOptions()
    if snapshotLength > 0 { options.snapshotLength = snapshotLength }
    options.bufferKiB = buffer
    options.isPromiscuous = !notPromiscuous
    options.linkTypeName = linkType
    options.expression = expression
    options.isExact = exactFilter
    return options
  }
}

import ArgumentParser
import Reporting

/// `rstwho FILE…`, `rstwho -r FILE [expression]`: who ended which connection.
struct Analyze: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: say(
      en: "Report who ended each TCP connection, of a capture or as it happens (the default command).",
      ja: "各TCP接続を誰が終わらせたかを報告する。ファイルからも、その場でも（既定のコマンド）。"))

  @Option(
    name: .customShort("r", allowingJoined: true),
    help: help(
      en: "Read this file; the words after it are an expression. - is standard input.",
      ja: "このファイルを読む。後の語はフィルタ式。- は標準入力。", valueName: "file"))
  var readFile: String?

  @Option(
    help: help(
      en: "Report only connections that this BPF expression chooses.",
      ja: "このBPF式が選ぶ接続だけを報告する。", valueName: "expression"))
  var filter: String?

  @Option(help: help(en: "Format: text, ndjson, csv, zeek, markdown or html.", ja: "形式: text、ndjson、csv、zeek、markdown、html。"))
  var format: OutputFormat?

  @Flag(help: help(en: "Short for --format ndjson.", ja: "--format ndjson の略。"))
  var json = false

  @Option(
    name: .customShort("o", allowingJoined: true),
    help: help(
      en: "Write the report to this file.",
      ja: "報告をこのファイルに書く。", valueName: "file"))
  var output: String?

  @Option(
    name: .customShort("w", allowingJoined: true),
    help: help(
      en: "Write the packets of connections that did not end well to this pcapng file, with comments.",
      ja: "正常に終わらなかった接続のパケットを、コメント付きでこのpcapngに書く。", valueName: "file"))
  var evidence: String?

  @Flag(help: help(en: "Every connection, also those that ended well.", ja: "正常に終わったものも含め、すべての接続。"))
  var all = false

  @Option(
    help: help(
      en: "Group connections by server, client, port, device, sni, cause or file.",
      ja: "接続をserver、client、port、device、sni、cause、fileでまとめる。", valueName: "what"))
  var by: Grouping?

  @Option(
    help: help(
      en: "What earlier captures at the same place taught of hosts; a live capture writes it anew at its end.",
      ja: "同じ場所の以前のキャプチャで学んだこと。ライブでは終わりに書き直す。", valueName: "file"))
  var baseline: String?

  @Flag(help: help(en: "Exit with 1 if a reset was found forged (likely or proven).", ja: "偽装リセット（ほぼ確実か確定）があれば1で終わる。"))
  var exitCode = false

  @Option(
    name: .customShort("c", allowingJoined: true),
    help: help(
      en: "Stop after so many packets.",
      ja: "このパケット数で止める。", valueName: "count"))
  var count: UInt64?

  @Flag(
    name: .customShort("n"),
    help: help(en: "Do not look up names: nothing ever is, so this changes nothing.", ja: "名前を引かない（もともと引かないので何も変わらない）。"))
  var noNames = false

  @Flag(name: .customShort("q"), help: help(en: "No progress and no warnings.", ja: "進み具合と警告を出さない。"))
  var quiet = false

  @Flag(name: .customShort("v"), help: help(en: "Say more.", ja: "詳しく。"))
  var verbose: Int

  @OptionGroup var choices: ReportChoices

  @OptionGroup var live: LiveChoices

  @Argument(
    help: help(
      en: "Capture files, or with -r or -i an expression.",
      ja: "キャプチャファイル。-rか-iの後ではフィルタ式。", valueName: "file|expression"))
  var words: [String] = []

  /// Refuses what contradicts itself, with a sentence that says what to type instead.
  func validate() throws {
    if live.listInterfaces || live.listLinkTypes { return }
    let isLive = !live.interfaces.isEmpty
    if readFile == nil, !isLive, words.isEmpty {
      throw mistake(
        en: "Name a capture file: rstwho capture.pcap, or rstwho -r - for standard input, or rstwho -i eth0 for an interface.",
        ja: "キャプチャファイルを指定してください: rstwho capture.pcap。標準入力は rstwho -r -、インターフェースは rstwho -i eth0。")
    }
    if readFile != nil, isLive {
      throw mistake(en: "Give either -r FILE or -i INTERFACE, not both.", ja: "-r FILE と -i INTERFACE は同時に指定できません。")
    }
    if readFile != nil || isLive, filter != nil, !words.isEmpty {
      throw mistake(
        en: "Give the expression once: after -r FILE or -i INTERFACE, or with --filter.",
        ja: "フィルタ式は1度だけ、-r FILE か -i INTERFACE の後、または --filter で指定してください。")
    }
    if isLive, by != nil || format == .html || format == .markdown {
      throw mistake(
        en: "A live capture has no end: it prints text, ndjson, csv or zeek, a line for each connection.",
        ja: "ライブキャプチャには終わりがないので、形式はtext、ndjson、csv、zeek（接続ごとに1行）です。")
    }
    if isLive, live.isRotating, evidence == nil {
      throw mistake(en: "-G, -C and -W are about the file of -w; name it.", ja: "-G、-C、-W は -w のファイルについての指定です。-w を付けてください。")
    }
    if isLive, evidence == "-" {
      throw mistake(en: "-w needs a file: standard output holds the report.", ja: "標準出力には報告が出るので、-w にはファイルを指定してください。")
    }
    if isLive, evidence != nil, choices.anonymize {
      throw mistake(
        en: "Live, -w keeps packets as they are: leave --anonymize out, and anonymize the file with rstwho annotate.",
        ja: "ライブの -w はパケットをそのまま残します。--anonymize を外し、後で rstwho annotate で匿名化してください。")
    }
    if !isLive, let option = live.onlyLive {
      throw mistake(en: "\(option) needs an interface to capture on: -i INTERFACE.", ja: "\(option) にはキャプチャするインターフェース（-i INTERFACE）が要ります。")
    }
    if json, let format, format != .ndjson {
      throw mistake(en: "--json is short for --format ndjson; give one of the two.", ja: "--json は --format ndjson の略です。どちらか一方にしてください。")
    }
    if let by, let format, GroupReport.Format(format) == nil {
      throw mistake(
        en: "--by \(by.rawValue) has no format \(format.rawValue); it has text, markdown, csv and ndjson.",
        ja: "--by \(by.rawValue) に形式\(format.rawValue)はありません。text、markdown、csv、ndjsonがあります。")
    }
    if isLive, choices.anonymize {
      throw mistake(
        en: "--anonymize works on files: keep the packets with -w, then rstwho annotate --anonymize.",
        ja: "--anonymize はファイル用です。-w でパケットを残し、rstwho annotate --anonymize を使ってください。")
    }
    if format == .html || evidence != nil, words.contains("-"), words.count > 1 {
      throw mistake(
        en: "A page or an evidence file needs a second reading: give standard input (-) alone, or the files.",
        ja: "htmlと -w では2度読むので、標準入力（-）だけか、ファイルだけを指定してください。")
    }
    if count == 0 {
      throw mistake(en: "-c takes a count of at least 1.", ja: "-c には1以上の数を指定してください。")
    }
    if words.filter({ $0 == "-" }).count > 1 {
      throw mistake(en: "Standard input (-) can be read only once.", ja: "標準入力（-）は1度しか読めません。")
    }
  }

  /// Does it.
  func run() throws {
    BrokenPipe.becomeAnError()
    if live.listInterfaces { return try listInterfaces().end() }
    if live.listLinkTypes { return try rstwho.listLinkTypes(live).end() }
    guard live.interfaces.isEmpty else { return try watch(AnalyzeOptions(self), live).end() }
    try analyze(AnalyzeOptions(self)).end()
  }
}

import ArgumentParser
import Capture
import Diagnosis
import Flows
import Reporting

/// A format of the report.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// One JSON object a line.
  case ndjson
  /// Comma-separated values, a row a flow.
  case csv
  /// Zeek's log format, a row a flow.
  case zeek
  /// For a ticket.
  case markdown
  /// One page for a browser.
  case html
}

extension Grouping: ExpressibleByArgument {}

extension GroupReport.Format {
  /// The format of groups that belongs to a format of reports; nil where there is none.
  init?(_ format: OutputFormat) {
    switch format {
    case .text: self = .text
    case .ndjson: self = .ndjson
    case .csv: self = .csv
    case .markdown: self = .markdown
    case .zeek, .html: return nil
    }
  }
}

/// When words are coloured too.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  /// On a terminal that can.
  case auto
  /// In pipes and files too.
  case always
  /// Not at all.
  case never

  /// Whether to colour what goes to a terminal or not, by the environment's wishes: NO_COLOR (https://no-color.org), CLICOLOR_FORCE, TERM.
  func isOn(onTerminal: Bool, environment: [String: String]) -> Bool {
    guard self == .auto else { return self == .always }
    if environment["NO_COLOR"]?.isEmpty == false { return false }
    if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
    return onTerminal && environment["TERM"] != "dumb"
  }
}

extension Language: ExpressibleByArgument {
  /// The language that LC_ALL, LC_MESSAGES or LANG ask for, the first that is set; English where it is none of ours.
  init(environment: [String: String]) {
    let wish = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    self = Language(rawValue: String(wish.prefix { $0 != "_" && $0 != "." })) ?? .en
  }
}

/// Options of every report for people.
struct ReportChoices: ParsableArguments {
  @Option(help: help(en: "Colour: auto, always or never.", ja: "色: auto、always、never。"))
  var color = ColorChoice.auto

  @Flag(
    help: help(
      en: "Neither name nor count the marks of known products: what the other evidence says without them.",
      ja: "既知の製品の特徴を使わない（ほかの根拠だけで言えること）。"))
  var noSignatures = false

  @Flag(help: help(en: "Times in UTC instead of local time.", ja: "時刻を現地時間でなくUTCで表す。"))
  var utc = false

  @Flag(
    help: help(en: "Other addresses in the place of those captured, prefixes kept; names cut.", ja: "アドレスを別のものに置き換える（共通プレフィックスは保つ）。名前は消す。"))
  var anonymize = false

  @Option(
    help: help(
      en: "The same pseudonyms as with every run that is given this file (default: new ones).",
      ja: "このファイルを与えるたびに同じ置き換えになる（既定: 毎回新しい）。", valueName: "file"))
  var anonymizeKey: String?

  @Option(help: help(en: "Language of what people read: en or ja (default: LC_ALL, LANG).", ja: "人が読むものの言語: enかja（既定: LC_ALL、LANG）。"))
  var lang: Language?

  @Option(
    help: help(
      en: "Memory for what is followed, 32M at least (default: a quarter of the machine's, at most 2G).",
      ja: "追跡に使うメモリ。32M以上（既定: マシンの4分の1、最大2G）。", valueName: "size"))
  var maxMemory: MemorySize?

  /// The bounds of what is followed at once.
  var limits: FlowLimits { FlowLimits(memory: (maxMemory ?? .usual).bytes) }

  /// What findings weigh.
  var weighing: Weighing { Weighing(heedsSignatures: !noSignatures) }

  /// A key without anonymization would be a mistake that nobody notices.
  func validate() throws {
    if anonymizeKey != nil, !anonymize {
      throw mistake(en: "--anonymize-key belongs to --anonymize.", ja: "--anonymize-key は --anonymize と共に使います。")
    }
  }

  /// What replaces addresses; nil where they are to be told. Without a key file the key is random.
  func anonymizer() throws -> Anonymizer? {
    guard anonymize else { return nil }
    guard let path = anonymizeKey else {
      var generator = SystemRandomNumberGenerator()
      return Anonymizer(key: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }
    do {
      let key = try SmallFile.contents(of: path)
      guard !key.isEmpty else {
        throw fail(
          say(
            en: "\(path): an empty key protects nothing; write 32 random bytes to it.",
            ja: "\(path): 空の鍵では何も守れません。乱数を32バイト書いておいてください。"), .wrongUsage)
      }
      return Anonymizer(key: key)
    } catch let error as CaptureError {
      throw fail(error.phrase.told, .couldNotRead)
    }
  }

  /// How the page is laid out that goes to a terminal or elsewhere.
  func textOptions(onTerminal: Bool, environment: [String: String]) -> TextOptions {
    var options = TextOptions()
    options.isColored = color.isOn(onTerminal: onTerminal, environment: environment)
    options.language = lang ?? Language(environment: environment)
    if !utc { options.clock = WallClock { LocalTime.secondsEast(at: $0) } }
    if onTerminal, let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { options.width = min(columns, 100) }
    return options
  }
}

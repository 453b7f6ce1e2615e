import Foundation
import Testing

@Suite("In Japanese")
struct JapaneseTests {
  @Test("nothing is left in English but names, commands and packets", arguments: Fixture.all)
  func words(fixture: Fixture) throws {
    for options in [["--format", "text", "--all"], ["--format", "markdown"], ["--by", "cause"]] {
      let run = try Program.run(
        ["--utc", "--color", "never"] + options + fixture.arguments + fixture.captures + ["--lang", "ja"], in: fixture.folder)
      #expect(Self.english(in: run.text + run.errors) == [])
    }
  }

  @Test(
    "messages are told too",
    arguments: [
      ("missing.pcap", 2, "rstwho: missing.pcap: 開けません: そのようなファイルやフォルダーはありません。"),
      (".", 2, "rstwho: .: フォルダーであり、キャプチャファイルではありません。中のファイルを指定してください。"),
      ("ORIGIN.md", 2, "rstwho: ORIGIN.md: キャプチャファイル（pcapまたはpcapng）ではありません。"),
      ("explain client.pcap 99", 64, "rstwho: client.pcap: 接続99はありません。番号は1から16です。"),
      ("-r client.pcap port", 64, "（末尾に何かが足りません）"),
      ("client.pcap -o no/such/file", 64, "rstwho: no/such/file: 書けません: そのようなファイルやフォルダーはありません。"),
      ("client.pcap -o client.pcap", 64, "書くと、読む前に壊れてしまいます。"),
      ("client.pcap --fromat text", 64, "エラー: '--fromat' というオプションはありません。'--format' ではありませんか。"),
      ("client.pcap --format txt", 64, "エラー: 'txt' は '--format <format>' の値になりません。"),
      ("explain client.pcap", 64, "エラー: 引数 '<flow>' がありません"),
      ("-r client.pcap -i eth0", 64, "エラー: -r FILE と -i INTERFACE は同時に指定できません。"),
      ("client.pcap -c 0", 64, "エラー: -c には1以上の数を指定してください。"),
      ("--help", 0, "概要: 各TCP接続を誰が終わらせたか"), ("explain --help", 0, "引数:"), ("interfaces --help", 0, "キャプチャできる"),
      ("annotate --help", 0, "写し"), ("schema --help", 0, "JSON Schema"), ("analyze --help", 0, "オプション:"),
    ])
  func messages(line: String, status: Int32, words: String) throws {
    let arguments = line.split(separator: " ").map(String.init) + ["--lang", "ja"]
    let run = try Program.run(arguments, in: Fixture.named("firewall-resets").folder)
    #expect(run.status == status)
    let told = status == 0 ? run.text : run.errors
    #expect(told.contains(words), "\(told)")
    // What follows "Usage:" are names of options.
    #expect(Self.english(in: told) == [])
  }

  @Test(
    "an explained connection and a page are told too",
    arguments: ["firewall-resets", "firewall-idle-timeout", "firewall-icmp-admin", "late-data"])
  func explained(name: String) throws {
    let fixture = Fixture.named(name)
    for flow in ["1", "2", "6"] {
      let run = try Program.run(["explain", "--utc", "--lang", "ja", fixture.captures[0], flow], in: fixture.folder)
      let lines = run.text.split(separator: "\n").filter { !$0.contains(", options [") && !$0.contains("IP (") && !$0.contains(" > ") }
      #expect(Self.english(in: lines.joined(separator: "\n")) == [])
    }
    let page = try Program.run(["--utc", "--lang", "ja", "--format", "html", fixture.captures[0]], in: fixture.folder).text
    let body = page[(page.range(of: "<body>")?.upperBound ?? page.startIndex)..<(page.range(of: "<script")?.lowerBound ?? page.endIndex)]
    #expect(Self.english(in: String(body.replacing(/<[^>]*>/, with: "\n"))) == [])
  }

  @Test("wide characters keep the columns straight, and no line is too wide", arguments: Fixture.all)
  func columns(fixture: Fixture) throws {
    let run = try Program.run(["--utc", "--color", "never", "--lang", "ja"] + fixture.arguments + fixture.captures, in: fixture.folder)
    for line in run.text.split(separator: "\n") { #expect(Self.width(of: line) <= 100, "\(line)") }
  }

  @Test("is chosen by the locale")
  func locale() throws {
    let fixture = Fixture.named("firewall-resets")
    let run = try Program.shell("LC_ALL=ja_JP.UTF-8 \"$RSTWHO\" --utc client.pcap", in: fixture.folder)
    #expect(run.text.hasPrefix("16接続のうち13接続は"))
    for format in ["ndjson", "csv", "zeek"] {
      let machine = try Program.shell("LC_ALL=ja_JP.UTF-8 \"$RSTWHO\" --format \(format) client.pcap", in: fixture.folder)
      #expect(machine.output == (try fixture.run(["--format", format]).output))
    }
  }

  @Test("every phrase of the diagnosis, and every message, has its words", arguments: ["Diagnosis", "rstwho"])
  func phrases(room: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/\(room)").standardized
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.allObjects as? [URL])
    for file in files where file.pathExtension == "swift" && !["Phrase.swift", "Messages.swift"].contains(file.lastPathComponent) {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.matches(of: /\ben:/).count == text.matches(of: /\bja:/).count, "\(file.lastPathComponent)")
      // A sentence that was written in one language only.
      let alone = text.matches(of: /(fail\(|warn\(\[|ValidationError\(|help: |abstract: |ArgumentHelp\()\s*"/)
      #expect(alone.isEmpty, "\(file.lastPathComponent)")
    }
  }

  /// Runs of four and more English words, outside of commands.
  private static func english(in text: String) -> [String] {
    let lines = text.split(separator: "\n").filter { line in
      !["tcpdump", "traceroute", "openssl", "ss -"].contains { line.contains($0) }
    }
    return lines.flatMap { $0.matches(of: /[A-Za-z']{2,}(?: [a-z']{2,}){3,}/).map { String($0.output) } }
  }

  /// Columns that a line takes: two for what is East Asian, wide.
  private static func width(of line: Substring) -> Int {
    line.unicodeScalars.reduce(0) { $0 + (($1.value >= 0x2e80 && $1.value < 0xa4d0) || ($1.value >= 0xf900 && $1.value < 0xffa0) ? 2 : 1) }
  }
}

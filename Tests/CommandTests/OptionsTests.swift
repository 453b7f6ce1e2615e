import ArgumentParser
import Reporting
import Testing

@testable import rstwho

@Suite("The command line")
struct OptionsTests {
  /// As a person types it: words between spaces.
  private func options(_ line: String) throws -> AnalyzeOptions {
    AnalyzeOptions(try #require(try Rstwho.parseAsRoot(line.split(separator: " ").map(String.init)) as? Analyze))
  }

  @Test(
    "takes files, or with -r a file and an expression",
    arguments: [
      ("a.pcap", ["a.pcap"], nil),
      ("a.pcap b.pcap", ["a.pcap", "b.pcap"], nil),
      ("analyze a.pcap", ["a.pcap"], nil),
      ("-r a.pcap", ["a.pcap"], nil),
      ("-r -", ["-"], nil),
      ("-", ["-"], nil),
      ("-r a.pcap port 389", ["a.pcap"], "port 389"),
      ("-nr a.pcap port 389", ["a.pcap"], "port 389"),
      ("-nvr a.pcap tcp[13] & 4 != 0", ["a.pcap"], "tcp[13] & 4 != 0"),
      ("-r a.pcap port 389 -n", ["a.pcap"], "port 389"),
      ("-ra.pcap port 389", ["a.pcap"], "port 389"),
      ("-r a.pcap -c10 port 389", ["a.pcap"], "port 389"),
      ("-n -ra.pcap -v -c10 port 389", ["a.pcap"], "port 389"),
      ("-r a.pcap host explain", ["a.pcap"], "host explain"),
      ("-r explain tcp", ["explain"], "tcp"),
      ("-r a.pcap --filter tcp", ["a.pcap"], "tcp"),
      ("a.pcap b.pcap --filter tcp", ["a.pcap", "b.pcap"], "tcp"),
    ] as [(String, [String], String?)])
  func sources(line: String, files: [String], expression: String?) throws {
    let options = try options(line)
    #expect(options.files == files)
    #expect(options.expression == expression)
  }

  @Test("takes what is printed, where, and how much")
  func output() throws {
    let plain = try options("a.pcap")
    #expect(plain.format == .text)
    #expect(!plain.showsAll && !plain.failsOnForged && !plain.isQuiet)
    #expect(plain.packetLimit == nil)
    let full = try options("--json -o out --all --exit-code -c 10 -q -vv --color never --utc --lang ja a.pcap")
    #expect(full.format == .ndjson)
    #expect(full.output == "out")
    #expect(full.showsAll && full.failsOnForged && full.isQuiet)
    #expect(full.packetLimit == 10)
    #expect(full.verbosity == 2)
    #expect(full.choices.lang == .ja)
    for format in OutputFormat.allCases { #expect(try options("--format \(format) a.pcap").format == format) }
    for grouping in Grouping.allCases { #expect(try options("--by \(grouping) a.pcap").grouping == grouping) }
  }

  @Test("takes a file and a number to explain")
  func explain() throws {
    let command = try #require(try Rstwho.parseAsRoot(["explain", "a.pcap", "3", "--utc"]) as? Explain)
    #expect(command.file == "a.pcap")
    #expect(command.flow == 3)
    #expect(command.choices.utc)
  }

  @Test(
    "is wrong with exit status 64",
    arguments: [
      "", "--format xml a.pcap", "--json --format text a.pcap", "-r a.pcap port 1 --filter tcp", "-c 0 a.pcap", "-c x a.pcap", "- -",
      "--nonsense a.pcap", "--by colour a.pcap", "--by server --format zeek a.pcap", "explain a.pcap", "explain a.pcap 0",
      "explain a.pcap x", "--color pink a.pcap", "--lang xx a.pcap",
    ])
  func usage(line: String) {
    let error = #expect(throws: (any Error).self) { try options(line) }
    #expect(error.map { Rstwho.exitCode(for: $0).rawValue } == 64)
  }

  @Test(
    "colours by the environment's wishes",
    arguments: [
      (.auto, true, [:], true), (.auto, false, [:], false), (.auto, true, ["NO_COLOR": "1"], false),
      (.auto, true, ["NO_COLOR": ""], true), (.auto, false, ["CLICOLOR_FORCE": "1"], true),
      (.auto, false, ["CLICOLOR_FORCE": "0"], false), (.auto, true, ["TERM": "dumb"], false),
      (.auto, true, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false), (.always, false, ["NO_COLOR": "1"], true),
      (.never, true, ["CLICOLOR_FORCE": "1"], false),
    ] as [(ColorChoice, Bool, [String: String], Bool)])
  func color(choice: ColorChoice, onTerminal: Bool, environment: [String: String], isOn: Bool) {
    #expect(choice.isOn(onTerminal: onTerminal, environment: environment) == isOn)
  }

  @Test(
    "speaks the language that the environment asks for",
    arguments: [
      ([:], .en), (["LANG": "ja_JP.UTF-8"], .ja), (["LANG": "ja"], .ja), (["LC_ALL": "C", "LANG": "ja_JP.UTF-8"], .en),
      (["LC_ALL": "", "LANG": "ja_JP.UTF-8"], .ja), (["LANG": "de_DE.UTF-8"], .en), (["LC_MESSAGES": "ja_JP", "LANG": "en_US"], .ja),
    ] as [([String: String], Language)])
  func language(environment: [String: String], language: Language) {
    #expect(Language(environment: environment) == language)
  }
}

@Suite("The progress bar")
struct ProgressBarTests {
  @Test(
    "tells bytes, rate and the time left",
    arguments: [
      (1_200_000_000, 2_600_000_000, 4_000, "[#########...........] 46 %  1.2 GB of 2.6 GB, 300 MB/s, 5 s left"),
      (0, 1_000, 1_000, "[....................] 0 %  0 B of 1.0 kB, 0 B/s"),
      (1_000, 1_000, 1_000, "[####################] 100 %  1.0 kB of 1.0 kB, 1.0 kB/s, 0 s left"),
      (2_000, 1_000, 1_000, "[####################] 100 %  2.0 kB of 1.0 kB, 2.0 kB/s, 0 s left"),
      (999_600, nil, 1_000, "1.0 MB, 1.0 MB/s"),
      (64_000_000, nil, 2_000, "64 MB, 32 MB/s"),
      (1_000_000, 1_000_000_000, 1_000, "[....................] 0 %  1.0 MB of 1.0 GB, 1.0 MB/s, 16 min 39 s left"),
      (.max, .max, 0, "[####################] 100 %  18447 PB of 18447 PB, 18446744 PB/s, 0 s left"),
      (1, .max, 1_000_000, "[....................] 0 %  1 B of 18447 PB, 0 B/s, 99 h 59 min left"),
    ] as [(UInt64, UInt64?, Int, String)])
  func line(bytesRead: UInt64, total: UInt64?, milliseconds: Int, text: String) {
    #expect(ProgressLine(bytesRead: bytesRead, total: total, elapsed: .milliseconds(milliseconds)).text == text)
  }
}

import ArgumentParser
import Capture

/// The program: `analyze` unless another command is named.
@main
struct Rstwho: ParsableCommand {
  static let configuration = CommandConfiguration(
    // Each command says its name: asking the type for it takes a millisecond of every start.
    commandName: "rstwho",
    abstract: say(
      en: "Says who really ended each TCP connection of a capture: the server, the client, or a device in between.",
      ja: "TCP接続を本当に終わらせたのは誰か（サーバー、クライアント、間の装置）を告げる。"),
    discussion: say(
      en: """
        rstwho capture.pcap                     the report
        rstwho -r capture.pcap port 389         only these connections, as tcpdump chooses them
        ssh gw tcpdump -U -w - | rstwho -r -    from standard input
        sudo rstwho -i eth0 port 389            as it happens, until Ctrl-C
        rstwho annotate capture.pcap out.pcapng all packets, with comments for Wireshark
        rstwho explain capture.pcap 3           connection 3 in full: packets, evidence, what would settle it
        """,
      ja: """
        rstwho capture.pcap                     報告
        rstwho -r capture.pcap port 389         この接続だけ（tcpdumpの式）
        ssh gw tcpdump -U -w - | rstwho -r -    標準入力から
        sudo rstwho -i eth0 port 389            起きたそばから（Ctrl-Cまで）
        rstwho annotate capture.pcap out.pcapng 全パケットにWireshark用のコメント
        rstwho explain capture.pcap 3           接続3の詳細: パケット、根拠、決め手
        """),
    version: "0.1.0",
    subcommands: [Analyze.self, Explain.self, Annotate.self, Interfaces.self, Schema.self],
    defaultSubcommand: Analyze.self)

  /// Runs the program; what the parser has to say is said in the language of messages.
  static func main() {
    MemoryShortage.end(
      saying: "rstwho: "
        + say(
          en: "There is not enough memory for this capture: raise the limit (ulimit -v), or choose fewer packets with tcpdump -r … -w ….",
          ja: "このキャプチャにはメモリが足りません。上限（ulimit -v）を上げるか、tcpdump -r … -w …でパケットを減らしてください。") + "\n")
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let status = exitCode(for: error)
      let text = CommandLineMistake.told(fullMessage(for: error))
      let isHelp = status == .success
      if !text.isEmpty {
        let output = isHelp ? OutputFile.standardOutput : OutputFile.standardError
        try? output.write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
      }
      exit(withError: isHelp ? nil : status)
    }
  }
}

/// How the program ends, for scripts.
enum ExitStatus: Int32 {
  /// It ran.
  case ran = 0
  /// With `--exit-code`: a reset was found forged, likely or proven.
  case foundForged = 1
  /// Something could not be read; what was read is reported all the same.
  case couldNotRead = 2
  /// The command line asks for what cannot be (EX_USAGE of sysexits.h).
  case wrongUsage = 64

  /// Ends the command with this status.
  func end() throws {
    guard self != .ran else { return }
    throw ExitCode(rawValue)
  }
}

/// Ends the command with that status after a sentence on standard error.
func fail(_ sentence: String, _ status: ExitStatus) -> ExitCode {
  warn([sentence])
  return ExitCode(status.rawValue)
}

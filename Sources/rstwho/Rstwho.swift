import ArgumentParser

/// The program: `analyze` unless another command is named.
@main
struct Rstwho: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rstwho",
    abstract: "Says who really ended each TCP connection of a capture: the server, the client, or a device in between.",
    discussion: """
      rstwho capture.pcap                     the report
      rstwho -r capture.pcap port 389         only these connections, as tcpdump chooses them
      ssh gw tcpdump -U -w - | rstwho -r -    from standard input
      sudo rstwho -i eth0 port 389            as it happens, until Ctrl-C
      rstwho annotate capture.pcap out.pcapng all packets, with comments for Wireshark
      rstwho explain capture.pcap 3           connection 3 in full: packets, evidence, what would settle it
      """,
    version: "0.1.0",
    subcommands: [Analyze.self, Explain.self, Annotate.self, Interfaces.self, Schema.self],
    defaultSubcommand: Analyze.self)
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

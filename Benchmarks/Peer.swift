/// A program that people use today for a part of the work.
enum Peer: String {
  case tcpdump
  case tshark
  case tcptrace
  case argus
  case gzip
  case zstd

  /// What it is asked to do, in the words of the table.
  var task: String {
    switch self {
    case .tcpdump: "tcpdump, resets to /dev/null"
    case .tshark: "tshark, fields of resets"
    case .tcptrace: "tcptrace, all connections"
    case .argus: "argus, flows to /dev/null"
    case .gzip: "gzip -dc alone"
    case .zstd: "zstd -dc alone"
    }
  }

  /// The program and what it is told for this capture, or nil where it is not installed.
  func program(for path: String) -> Program? {
    switch self {
    case .tcpdump: Program(named: rawValue, arguments: ["-r", path, "-w", "/dev/null", "tcp[tcpflags] & tcp-rst != 0"])
    case .tshark:
      Program(
        named: rawValue,
        arguments: ["-n", "-r", path, "-Y", "tcp.flags.reset == 1", "-T", "fields", "-e", "frame.number", "-e", "ip.ttl"])
    case .tcptrace: Program(named: rawValue, arguments: ["-n", path])
    case .argus: Program(named: rawValue, arguments: ["-F", "/dev/null", "-r", path, "-w", "/dev/null"])
    case .gzip: Program(named: rawValue, arguments: ["-dc", path])
    case .zstd: Program(named: rawValue, arguments: ["-dcq", path])
    }
  }
}

import Foundation
import Testing

/// One machine of the lab: network, process and mount namespaces of its own, so that everything in it is gone with it.
///
/// The first process of the namespaces waits for the end of its input, which comes when this object goes, or when the test program is
/// killed: then the kernel ends every process in them, and the interfaces go too. Nothing has a name that could be left behind.
final class LabHost: @unchecked Sendable {
  /// The first process, as the system numbers it.
  let pid: String
  private let holder: ChildProcess
  private let input: FileHandle

  /// Makes the machine, without any interface but its loopback.
  init() throws {
    let (input, output) = (try PrivatePipe(), try PrivatePipe())
    let script =
      "read -r pid rest </proc/self/stat; mount -t proc proc /proc; ip link set lo up && echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad && echo $pid;"
      + " exec cat >/dev/null"
    holder = try ChildProcess(
      ["/usr/bin/unshare", "--net", "--pid", "--mount", "--fork", "--kill-child", "sh", "-c", script],
      input: input.reading, output: output.writing, errors: try Self.nowhere())
    self.input = input.writing
    let line = String(decoding: output.reading.availableData, as: UTF8.self)
    pid = line.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !pid.isEmpty else { throw LabError(complaint: "no namespaces can be made here") }
  }

  deinit {
    try? input.close()
    kill(holder.pid, SIGTERM)
    _ = holder.end()
  }

  /// A command's words that run it on this machine. It finds its own processes in /proc: libdispatch looks its threads up there.
  func words(_ command: [String]) -> [String] {
    ["/usr/bin/nsenter", "--target", pid, "--net", "--pid", "--mount"] + command
  }

  /// Runs commands of the shell on this machine, and waits for them.
  @discardableResult
  func shell(_ line: String) throws -> String {
    // The numbers of other machines' processes mean something outside of this one's process namespace only.
    try LabHost.run(["/usr/bin/nsenter", "--target", pid, "--net", "/bin/sh", "-ec", line])
  }

  /// Starts a program on this machine; it goes on until it ends by itself, is stopped, or the machine goes.
  func start(_ command: [String]) throws -> LabProgram {
    try LabProgram(words(command))
  }

  /// Has a server listen on these ports that sends back what it is sent.
  func serve(_ ports: [Int], version: Int = 4) throws -> [LabProgram] {
    try ports.map { port in
      let server = try start(["socat", "-d", "-d", "TCP\(version)-LISTEN:\(port),fork,reuseaddr", "EXEC:cat"])
      try server.awaitComplaint("listening on")
      return server
    }
  }

  /// Lets the firewall of this machine do that with what it forwards.
  func firewall(_ rules: [String]) throws {
    let chain = (["type filter hook forward priority 0"] + rules).joined(separator: "\n")
    try shell("nft -f - <<END\ntable inet lab {\nchain f {\n\(chain)\n}\n}\nEND\n")
  }

  /// A connection that sends a line, and gives up after so many seconds. Whether it was answered.
  @discardableResult
  func connect(to server: String, port: Int, seconds: Int = 2) -> Bool {
    let line = "echo hello | socat -t 2 - TCP:\(server):\(port),connect-timeout=\(seconds) 2>/dev/null"
    return (try? shell(line)) == "hello\n"
  }

  /// Runs a program to its end; its output. Throws where it fails.
  static func run(_ command: [String]) throws -> String {
    let (output, errors) = (try PrivatePipe(), try PrivatePipe())
    let process = try ChildProcess(command, input: try nowhere(), output: output.writing, errors: errors.writing)
    let text = String(decoding: output.reading.readDataToEndOfFile(), as: UTF8.self)
    let complaints = String(decoding: errors.reading.readDataToEndOfFile(), as: UTF8.self)
    guard process.end() == 0 else { throw LabError(complaint: "\(command.last ?? ""): \(complaints)") }
    return text
  }

  /// Where nothing comes from, and what is written is lost.
  private static func nowhere() throws -> FileHandle {
    guard let handle = FileHandle(forUpdatingAtPath: "/dev/null") else { throw LabError(complaint: "/dev/null is not here") }
    return handle
  }
}

/// Something that went wrong in the lab, not in what it tests.
struct LabError: Error, CustomStringConvertible {
  var complaint: String
  var description: String { complaint }
}

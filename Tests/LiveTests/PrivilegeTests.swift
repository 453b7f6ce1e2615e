import Foundation
import Testing

@Suite("Privileges", .enabled(if: NetworkLab.obstacle == nil, "\(NetworkLab.obstacle ?? "")"), .serialized)
struct PrivilegeTests {
  /// The fields of /proc/PID/status.
  private func status(_ program: LabProgram) throws -> [String: String] {
    let lines = try String(contentsOfFile: "/proc/\(program.pid)/status", encoding: .utf8).split(separator: "\n")
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let parts = line.split(separator: ":", maxSplits: 1)
        return (String(parts[0]), parts.count > 1 ? parts[1].split(whereSeparator: \.isWhitespace).joined(separator: " ") : "")
      })
  }

  @Test("root becomes nobody, its groups and capabilities gone")
  func root() throws {
    let host = try LabHost()
    let status = try status(NetworkLab.watch(host, ["-i", "lo"]))
    let nobody = try LabHost.run(["/usr/bin/id", "-u", "nobody"]).trimmingCharacters(in: .whitespacesAndNewlines)
    let groups = try LabHost.run(["/usr/bin/id", "-G", "nobody"]).trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(status["Uid"] == Array(repeating: nobody, count: 4).joined(separator: " "))
    #expect(status["Groups"] == groups)
    for set in ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"] { #expect(status[set] == "0000000000000000") }
    #expect(status["NoNewPrivs"] == "1")
    #expect(status["Seccomp"] == "2")
  }

  @Test("root that is kept has the right to files left, and may make no other calls either")
  func keptRoot() throws {
    let host = try LabHost()
    let status = try status(NetworkLab.watch(host, ["-i", "lo", "-Z", "root"]))
    #expect(status["Uid"] == "0 0 0 0")
    // CAP_DAC_OVERRIDE.
    for set in ["CapPrm", "CapEff"] { #expect(status[set] == "0000000000000002") }
    for set in ["CapInh", "CapBnd", "CapAmb"] { #expect(status[set] == "0000000000000000") }
    #expect(status["NoNewPrivs"] == "1")
    #expect(status["Seccomp"] == "2")
  }

  @Test("the user behind sudo, or the one named, is become instead")
  func others() throws {
    let host = try LabHost()
    let sudo = try LabProgram(
      host.words([NetworkLab.rstwho.path, "-i", "lo"]), environment: ["SUDO_USER": "daemon", "PATH": "/usr/bin:/bin"])
    #expect(try sudo.awaitComplaint("listening on").hasSuffix(", as user daemon"))
    let named = try NetworkLab.watch(host, ["-i", "lo", "-Z", "daemon"])
    #expect(try status(named)["Uid"]?.hasPrefix("1 1 ") == true)
    let nobody = try host.start([NetworkLab.rstwho.path, "-i", "lo", "-Z", "no-such-user"])
    #expect(nobody.end() == 2)
    #expect(nobody.complaints.first?.contains("There is no user no-such-user") == true)
  }

  @Test("a capability is enough, and gone after; without one the error says what to run")
  func capability() throws {
    let host = try LabHost()
    let user = ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"]
    let with = try host.start(
      user + ["--inh-caps", "+net_raw", "--ambient-caps", "+net_raw", NetworkLab.rstwho.path, "-i", "lo"])
    try with.awaitComplaint("listening on lo")
    let status = try status(with)
    for set in ["CapInh", "CapPrm", "CapEff", "CapAmb"] { #expect(status[set] == "0000000000000000") }
    #expect(status["Seccomp"] == "2")
    let without = try host.start(user + [NetworkLab.rstwho.path, "-i", "lo", "port", "389"])
    #expect(without.end() == 2)
    #expect(without.complaints.first == "rstwho: lo: this user may not capture packets: run")
    #expect(without.complaints.contains("  sudo \(NetworkLab.rstwho.path) -i lo port 389"))
    #expect(without.complaints.contains("  sudo setcap cap_net_raw+ep \(NetworkLab.rstwho.path)"))
  }
}

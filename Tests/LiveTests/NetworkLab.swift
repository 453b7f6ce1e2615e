import Foundation
import Testing

/// Four machines in a row, with real TCP stacks and a real firewall:
///
/// ```
/// client 10.1.1.20 — 10.1.1.254 gateway 172.31.91.1 — 172.31.91.2 firewall 100.64.1.1 — 100.64.1.90 server
/// ```
///
/// and the same with IPv6 (`2001:db8:1::20`, `2001:db8:9::90`).
struct NetworkLab {
  static let server = "100.64.1.90"
  static let server6 = "2001:db8:9::90"

  let client: LabHost
  let gateway: LabHost
  let firewall: LabHost
  let server: LabHost

  /// Why there can be no lab here; nil where there can.
  static let obstacle: String? = {
    guard geteuid() == 0 else { return "the lab of network namespaces needs root" }
    for program in ["unshare", "nsenter", "ip", "nft", "socat", "tcpdump"] where Self.path(program) == nil {
      return "\(program) is not here"
    }
    do {
      let host = try LabHost()
      try host.shell("ip link add lab0 type veth peer name lab1; echo 1 >/proc/sys/net/ipv4/ip_forward")
      try host.firewall(["tcp dport 1 reject with tcp reset"])
      return nil
    } catch { return "no network namespaces, or no nftables in them: \(error)" }
  }()

  private static func path(_ program: String) -> String? {
    ["/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"].map { $0 + program }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Builds the lab; the server echoes on ports 389 and 8080.
  init() throws {
    (client, gateway, firewall, server) = (try LabHost(), try LabHost(), try LabHost(), try LabHost())
    try Self.link(client, "eth0", ["10.1.1.20/24", "2001:db8:1::20/64"], gateway, "in", ["10.1.1.254/24", "2001:db8:1::254/64"])
    try Self.link(gateway, "out", ["172.31.91.1/24", "2001:db8:5::1/64"], firewall, "in", ["172.31.91.2/24", "2001:db8:5::2/64"])
    try Self.link(firewall, "out", ["100.64.1.1/24", "2001:db8:9::1/64"], server, "eth0", ["100.64.1.90/24", "2001:db8:9::90/64"])
    for router in [gateway, firewall] {
      try router.shell("echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding")
    }
    try client.shell("ip route add default via 10.1.1.254; ip -6 route add default via 2001:db8:1::254")
    try gateway.shell("ip route add default via 172.31.91.2; ip -6 route add default via 2001:db8:5::2")
    try firewall.shell("ip route add 10.1.1.0/24 via 172.31.91.1; ip -6 route add 2001:db8:1::/64 via 2001:db8:5::1")
    try server.shell("ip route add default via 100.64.1.1; ip -6 route add default via 2001:db8:9::1")
  }

  /// Joins two machines by a cable. Addresses are usable at once: nobody else is there who might have them.
  static func link(_ one: LabHost, _ name: String, _ addresses: [String], _ other: LabHost, _ otherName: String, _ others: [String]) throws
  {
    try one.shell("ip link add \(name) type veth peer name \(otherName) netns \(other.pid)")
    for (host, name, addresses) in [(one, name, addresses), (other, otherName, others)] {
      try host.shell("ip link set \(name) up; " + addresses.map { "ip addr add \($0) dev \(name) nodad" }.joined(separator: "; "))
    }
  }

  /// Starts rstwho on a machine, and waits until it listens.
  static func watch(_ host: LabHost, _ arguments: [String]) throws -> LabProgram {
    let program = try host.start([rstwho.path, "--utc", "--lang", "en", "--color", "never"] + arguments)
    try program.awaitComplaint("listening on")
    return program
  }

  /// The program that was built beside these tests.
  static let rstwho = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "rstwho")
}

import Foundation
import Testing

/// What the kernel lets through besides what the expression chooses.
@Suite("The filter, live", .enabled(if: NetworkLab.obstacle == nil, "\(NetworkLab.obstacle ?? "")"), .serialized)
struct WideningTests {
  @Test("an expression for one port lets in the refusals, the pings and the server's other ports", arguments: [4, 6])
  func port(version: Int) throws {
    let lab = try NetworkLab()
    let servers = try lab.server.serve([8080], version: version)
    let address = version == 4 ? NetworkLab.server : "[\(NetworkLab.server6)]"
    try lab.firewall.firewall(["tcp dport 444 reject with icmpx admin-prohibited"])
    let wide = try NetworkLab.watch(lab.client, ["-i", "eth0", "port", "390", "or", "port", "444"])
    let exact = try NetworkLab.watch(lab.client, ["-i", "eth0", "--exact-filter", "port", "390", "or", "port", "444"])
    #expect(lab.client.connect(to: address, port: 8080))
    for port in [390, 444] { #expect(!lab.client.connect(to: address, port: port)) }
    #expect(try wide.await(":390 ").contains("SERVER (likely)"))
    #expect(try wide.await(":444 ").contains("DEVICE !X from"))
    // Over IPv6 a kernel's reset gives itself away by its flow label.
    if version == 4 { #expect(try exact.await(":390 ").contains("UNDETERMINED")) }
    for program in [wide, exact] { program.signal(SIGINT) }
    #expect(wide.end() == 0 && exact.end() == 0)
    // Evidence comes in, and is not reported.
    #expect(!wide.lines.contains { $0.contains(":8080 ") })
    #expect(!exact.lines.contains { $0.contains("DEVICE !X") })
    withExtendedLifetime(servers) {}
  }

  @Test("the same where frames carry VLAN tags", arguments: 1...2)
  func tagged(tags: Int) throws {
    let (client, server) = (try LabHost(), try LabHost())
    try NetworkLab.link(client, "eth0", [], server, "eth0", [])
    let program = try NetworkLab.watch(server, ["-i", "eth0", "port", "390"])
    let frames = [
      TaggedFrame(from: (1, 40_001), to: (2, 8_080), flags: 0x02), TaggedFrame(from: (2, 8_080), to: (1, 40_001), flags: 0x12),
      TaggedFrame(from: (1, 40_002), to: (2, 390), flags: 0x02), TaggedFrame(from: (2, 390), to: (1, 40_002), flags: 0x14),
    ]
    for frame in frames { try client.send(frame.bytes(tags: tags), on: "eth0") }
    try program.await("> 10.9.0.2:390 ")
    program.signal(SIGINT)
    #expect(program.end() == 0)
    #expect(program.lines.contains("4 packets captured"))
  }

  @Test("a mistake in the expression is told with its place")
  func mistake() throws {
    let lab = try LabHost()
    let program = try lab.start([NetworkLab.rstwho.path, "-i", "lo", "port", "389", "an", "host", "a"])
    #expect(program.end() == 64)
    #expect(program.complaints.contains { $0.hasPrefix("           ^^") })
  }
}

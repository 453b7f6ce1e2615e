import Foundation
import Testing

/// Everything here runs against real TCP stacks and a real firewall in network namespaces.
@Suite("Live, in the lab", .enabled(if: NetworkLab.obstacle == nil, "\(NetworkLab.obstacle ?? "")"), .serialized)
struct VantageTests {
  @Test("tells who it was, from the client's, the firewall's and the server's interface")
  func everyVantage() throws {
    let lab = try NetworkLab()
    let servers = try lab.server.serve([389, 8080])
    try lab.firewall.firewall([
      "tcp dport 443 reject with tcp reset", "tcp dport 444 reject with icmp admin-prohibited", "tcp dport 445 drop",
    ])
    let client = try NetworkLab.watch(lab.client, ["-i", "eth0"])
    let firewall = try NetworkLab.watch(lab.firewall, ["-i", "in"])
    let server = try NetworkLab.watch(lab.server, ["-i", "eth0"])

    // The service is up, so that the server's own packets are known; then one thing after the other.
    #expect(lab.client.connect(to: NetworkLab.server, port: 389))
    for port in [390, 443, 444] { #expect(!lab.client.connect(to: NetworkLab.server, port: port)) }
    let midstream = try lab.client.start(["socat", "-", "TCP:\(NetworkLab.server):8080"])
    for line in ["one", "two"] {
      try midstream.type(line)
      try midstream.await(line)
    }
    try lab.firewall.shell("nft insert rule inet lab f tcp dport 8080 reject with tcp reset")
    try midstream.type("three")
    #expect(!lab.client.connect(to: NetworkLab.server, port: 445, seconds: 3))

    for program in [client, firewall] {
      // A closed port: the server's own kernel.
      #expect(try program.await(":390 ").contains(" post-syn: SERVER (likely)"))
      // A reject at the SYN: whoever it was, not surely the server.
      #expect(!(try program.await(":443 ").contains("SERVER (likely)")))
      #expect(try program.await(":444 ").contains("DEVICE !X from 172.31.91.2"))
      #expect(try program.await(":8080 ").contains(" DEVICE "))
      #expect(try program.await(":445 ").contains("UNDETERMINED no answer"))
    }
    // What the firewall turned away the server never saw, and its own reset it did.
    #expect(try server.await(":390 ").contains("SERVER (likely)"))
    for program in [client, firewall, server] { program.signal(SIGINT) }
    for program in [client, firewall, server] {
      #expect(program.end() == 0)
      #expect(program.lines.contains { $0.hasSuffix(" packets captured") })
      #expect(program.lines.contains { $0.hasSuffix(" packets received by filter") })
      #expect(program.lines.last == "0 packets dropped by kernel")
    }
    #expect(!server.lines.contains { $0.contains(":443 ") || $0.contains(":444 ") || $0.contains(":445 ") })
    withExtendedLifetime(servers) {}
  }

  @Test("tells of a reset within about a second on a link where nothing else comes")
  func quietLink() throws {
    let lab = try NetworkLab()
    let program = try NetworkLab.watch(lab.client, ["-i", "eth0", "port", "390"])
    let begun = ContinuousClock.now
    #expect(!lab.client.connect(to: NetworkLab.server, port: 390))
    try program.await(":390 ")
    #expect(ContinuousClock.now - begun < .seconds(2.5))
  }

  @Test("SIGUSR1 prints the summary and goes on; -c and --duration end it")
  func signals() throws {
    let lab = try NetworkLab()
    let program = try NetworkLab.watch(lab.client, ["-i", "eth0"])
    #expect(!lab.client.connect(to: NetworkLab.server, port: 390))
    try program.await(":390 ")
    program.signal(SIGUSR1)
    try program.await("packets dropped by kernel")
    #expect(!lab.client.connect(to: NetworkLab.server, port: 391))
    try program.await(":391 ")
    program.signal(SIGTERM)
    #expect(program.end() == 0)
    let counted = try NetworkLab.watch(lab.client, ["-i", "eth0", "-c", "2"])
    #expect(!lab.client.connect(to: NetworkLab.server, port: 392))
    #expect(counted.end() == 0)
    #expect(counted.lines.contains("2 packets captured"))
    let timed = try NetworkLab.watch(lab.client, ["-i", "eth0", "--duration", "1", "--json"])
    #expect(timed.end() == 0)
    #expect(timed.lines.first?.contains(#""type":"capture""#) == true)
    #expect(timed.lines.last?.contains(#""type":"summary""#) == true)
    #expect(timed.complaints.last == "0 packets dropped by kernel")
  }

  @Test("an interface that goes down and comes up again is captured on")
  func downAndUp() throws {
    let lab = try NetworkLab()
    let program = try NetworkLab.watch(lab.client, ["-i", "eth0"])
    #expect(!lab.client.connect(to: NetworkLab.server, port: 390))
    try program.await(":390 ")
    try lab.client.shell("ip link set eth0 down; ip link set eth0 up; ip route add default via 10.1.1.254")
    #expect(!lab.client.connect(to: NetworkLab.server, port: 391))
    try program.await(":391 ")
    program.signal(SIGINT)
    #expect(program.end() == 0)
  }

  @Test("an interface that goes away ends the capture with a sentence; the others go on")
  func vanishing() throws {
    let lab = try NetworkLab()
    try lab.client.shell("ip link add d0 type veth peer name d1; ip link set d0 up; ip link set d1 up")
    let program = try NetworkLab.watch(lab.client, ["-i", "eth0", "-i", "d0"])
    try lab.client.shell("ip link set d0 down; ip link set d0 up; ip link del d0")
    try program.awaitComplaint("d0: no longer captured")
    #expect(!lab.client.connect(to: NetworkLab.server, port: 390))
    try program.await(":390 ")
    program.signal(SIGINT)
    #expect(program.end() == 2)
  }
}

import Foundation
import Testing

@Suite("A pipe that is still written to", .enabled(if: NetworkLab.obstacle == nil, "\(NetworkLab.obstacle ?? "")"), .serialized)
struct PipeTests {
  /// tcpdump on the firewall, rstwho on the engineer's machine.
  private func watch(_ lab: NetworkLab, _ words: String, _ options: String = "") throws -> LabProgram {
    let program = "\(NetworkLab.rstwho.path) --utc --lang en --color never \(options) -r -"
    let pipe = try lab.firewall.start(["sh", "-c", "tcpdump -U -i in -w - \(words) | \(program)"])
    try pipe.awaitComplaint("listening on")
    return pipe
  }

  @Test("is told of connection by connection, and as a whole when Ctrl-C ends it", arguments: ["", "--nano"])
  func lines(option: String) throws {
    let lab = try NetworkLab()
    let servers = try lab.server.serve([389])
    try lab.firewall.firewall(["tcp dport 444 reject with icmp admin-prohibited"])
    let pipe = try watch(lab, option)
    #expect(lab.client.connect(to: NetworkLab.server, port: 389))
    #expect(!lab.client.connect(to: NetworkLab.server, port: 390))
    #expect(try pipe.await(":390 ").contains(" post-syn: SERVER (likely)"))
    // Told while nothing else comes, and before the next thing happens.
    #expect(!pipe.lines.contains { $0.contains("connections") })
    #expect(!lab.client.connect(to: NetworkLab.server, port: 444))
    #expect(try pipe.await(":444 ").contains("DEVICE !X from 172.31.91.2"))
    try lab.firewall.shell("kill -INT $(pgrep --ns \(lab.firewall.pid) --nslist net 'tcpdump|rstwho')")
    #expect(pipe.end() == 0)
    // The report is what a file would have given.
    #expect(pipe.lines.contains { $0.hasPrefix("1 of 3 connections was ") })
    #expect(pipe.lines.contains { $0.hasPrefix("FLOW ") })
    withExtendedLifetime(servers) {}
  }
}

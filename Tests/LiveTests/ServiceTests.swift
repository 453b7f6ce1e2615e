import Foundation
import Testing

@Suite("What a service needs", .enabled(if: NetworkLab.obstacle == nil, "\(NetworkLab.obstacle ?? "")"), .serialized)
struct ServiceTests {
  @Test("What one run learns of a server, the next one knows, though it may not write beside the file any more")
  func baseline() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "rstwho-\(UUID().uuidString).ndjson").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let lab = try NetworkLab()
    let servers = try lab.server.serve([8080])
    let first = try NetworkLab.watch(lab.client, ["-i", "eth0", "--baseline", file])
    #expect(lab.client.connect(to: NetworkLab.server, port: 8080))
    first.signal(SIGINT)
    #expect(first.end() == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains(#""host":"100.64.1.90""#))
    let second = try NetworkLab.watch(lab.client, ["-i", "eth0", "--baseline", file])
    #expect(!lab.client.connect(to: NetworkLab.server, port: 390))
    #expect(try second.await(":390 ").contains("SERVER (likely)"))
    second.signal(SIGINT)
    #expect(second.end() == 0)
    try Data("what is this".utf8).write(to: URL(filePath: file))
    let third = try lab.client.start([NetworkLab.rstwho.path, "-i", "eth0", "--baseline", file])
    #expect(third.end() == 2)
    #expect(third.complaints.first?.contains(": line 1 cannot be read: byte 1: ") == true)
    withExtendedLifetime(servers) {}
  }

  @Test("figures can be asked for while it runs")
  func metrics() throws {
    let lab = try NetworkLab()
    let program = try NetworkLab.watch(lab.client, ["-i", "eth0", "--metrics", "9469"])
    #expect(!lab.client.connect(to: NetworkLab.server, port: 390))
    try program.await(":390 ")
    let request = #"printf 'GET /metrics HTTP/1.0\r\n\r\n' | socat -t 5 - TCP:127.0.0.1:9469"#
    let answer = try lab.client.shell(request)
    #expect(answer.contains("200 OK"))
    #expect(answer.contains("text/plain; version=0.0.4"))
    #expect(answer.contains(#"rstwho_verdicts_total{origin=""#))
    #expect(answer.contains(#"outcome="reset",stage="post-syn",port="390"} 1"#))
    #expect(answer.contains("process_resident_memory_bytes "))
    let taken = try lab.client.start([NetworkLab.rstwho.path, "-i", "eth0", "--metrics", "127.0.0.1:9469"])
    #expect(taken.end() == 2)
    #expect(taken.complaints.contains { $0.contains("127.0.0.1:9469 cannot be listened on") })
    program.signal(SIGTERM)
    #expect(program.end() == 0)
  }
}

import Foundation
import Testing

@Suite("The packets around a reset, kept", .enabled(if: NetworkLab.obstacle == nil, "\(NetworkLab.obstacle ?? "")"), .serialized)
struct EvidenceTests {
  private func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rstwho-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }

  private static let plugin = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Wireshark/rstwho.lua")
    .standardized.path

  /// Flags and comment of every frame of TCP.
  private func frames(_ file: String) throws -> [String] {
    let fields = ["-T", "fields", "-e", "tcp.flags.str", "-e", "frame.comment"]
    return try LabHost.run(["/usr/bin/tshark", "-n", "-r", file] + fields).split(separator: "\n").map(String.init)
  }

  @Test("with a comment on the reset, readable at once, and after kill -9")
  func kept() throws {
    try withFolder { folder in
      let lab = try NetworkLab()
      let servers = try lab.server.serve([8080])
      let file = folder + "/evidence.pcapng"
      let program = try NetworkLab.watch(lab.client, ["-i", "eth0", "-w", file])
      let connection = try lab.client.start(["socat", "-", "TCP:\(NetworkLab.server):8080"])
      try connection.type("one")
      try connection.await("one")
      try lab.firewall.firewall(["tcp dport 8080 reject with tcp reset", "tcp dport 444 reject with icmp admin-prohibited"])
      try connection.type("two")
      #expect(!lab.client.connect(to: NetworkLab.server, port: 444))
      try program.await(":8080 ")
      try program.await(":444 ")
      // What was reported is there already.
      let frames = try frames(file)
      #expect(frames.contains { $0.contains("·R·") && $0.contains("[flow 1, verdict ") }, "\(frames)")
      #expect(frames.contains { $0.contains("[flow 2, ") && $0.contains("origin device") })
      #expect(frames.contains { $0.contains("S·") && !$0.contains("rstwho") })
      // The plugin shows the fields of the reset and of the refusal, as in a capture that was annotated.
      let fields = ["verdict", "origin", "proof", "flow", "rule"].flatMap { ["-e", "rstwho.\($0)"] }
      let shown = try LabHost.run(
        ["/usr/bin/tshark", "-X", "lua_script:\(Self.plugin)", "-n", "-r", file, "-Y", "rstwho.verdict", "-T", "fields"] + fields)
      let rows = shown.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
      #expect(rows.map { $0[3] } == ["1", "2"])
      #expect(rows.allSatisfy { ["forged", "undetermined"].contains($0[0]) || $0[1] == "device" }, "\(shown)")
      #expect(rows.last.map { Array($0[..<3]) } == ["genuine", "device", "likely"])
      #expect(rows.first?[4].contains("hop-distance") == true)
      program.signal(SIGKILL)
      #expect(program.end() != 0)
      #expect(try self.frames(file).count >= frames.count)
      withExtendedLifetime(servers) {}
    }
  }

  @Test("however often it is killed, the file stays whole")
  func killed() throws {
    try withFolder { folder in
      let lab = try NetworkLab()
      for round in 0..<5 {
        let file = folder + "/\(round).pcapng"
        let program = try NetworkLab.watch(lab.client, ["-i", "eth0", "-w", file])
        let ports = (1...200).map { "\($0)" }.joined(separator: " ")
        let flood = try lab.client.start([
          "sh", "-c", "for p in \(ports); do socat -u /dev/null TCP:\(NetworkLab.server):$p 2>/dev/null; done",
        ])
        try program.await("post-syn")
        program.signal(SIGKILL)
        _ = program.end()
        #expect(try frames(file).contains { $0.contains("rstwho: ") })
        flood.signal(SIGKILL)
      }
    }
  }

  @Test("SIGHUP makes the files anew, after they were moved away")
  func hangup() throws {
    try withFolder { folder in
      let lab = try NetworkLab()
      let (evidence, report) = (folder + "/e.pcapng", folder + "/report")
      let program = try NetworkLab.watch(lab.client, ["-i", "eth0", "-w", evidence, "-o", report, "-Z", "root"])
      try FileManager.default.moveItem(atPath: evidence, toPath: evidence + ".1")
      try FileManager.default.moveItem(atPath: report, toPath: report + ".1")
      program.signal(SIGHUP)
      #expect(!lab.client.connect(to: NetworkLab.server, port: 390))
      try lab.client.shell("until grep -q ':390 ' \(report) 2>/dev/null; do sleep 0.05; done")
      #expect(try frames(evidence).count == 2)
      #expect(try frames(evidence + ".1") == [])
      program.signal(SIGTERM)
      #expect(program.end() == 0)
    }
  }

  @Test("a full disk is told, ends neither the capture nor what was known before, and shows in the exit status")
  func fullDisk() throws {
    try withFolder { folder in
      let lab = try NetworkLab()
      func shell(_ line: String) throws { _ = try LabHost.run(lab.client.words(["sh", "-ec", line])) }
      try shell("mount -t tmpfs -o size=64k,mode=777 none \(folder)")
      let program = try NetworkLab.watch(
        lab.client, ["-i", "eth0", "-w", folder + "/e.pcapng", "--baseline", folder + "/known.ndjson"])
      try shell("head -c 99999 /dev/zero >\(folder)/fill || true")
      for port in 301...360 { #expect(!lab.client.connect(to: NetworkLab.server, port: port)) }
      try program.awaitComplaint("/e.pcapng: can no longer be written: No space left on device.")
      program.signal(SIGINT)
      #expect(program.end() == 2)
      #expect(program.complaints.contains { $0.contains("/known.ndjson: what was learned could not be written: No space left on device.") })
    }
  }

  @Test("with nobody's rights and few calls left: other files follow, signals are heeded, figures told, and the end written")
  func confined() throws {
    try withFolder { folder in
      let lab = try NetworkLab()
      let (report, known) = (folder + "/report", folder + "/known.ndjson")
      let program = try NetworkLab.watch(
        lab.client, ["-i", "eth0", "-w", folder + "/e-%s.pcapng", "-G", "1", "-o", report, "--baseline", known, "--metrics", "9469"])
      // A connection in each of two files.
      for port in [390, 391] {
        #expect(!lab.client.connect(to: NetworkLab.server, port: port))
        try lab.client.shell("until grep -q ':\(port) ' \(report); do sleep 0.05; done")
        try lab.client.shell("n=$(ls \(folder)/e-* | wc -l); until [ $(ls \(folder)/e-* | wc -l) -gt $n ]; do sleep 0.05; done")
      }
      #expect(try lab.client.shell("printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' | socat -t 5 - TCP:127.0.0.1:9469").contains("200 OK"))
      program.signal(SIGUSR1)
      try lab.client.shell("until grep -q 'packets captured' \(report); do sleep 0.05; done; mv \(report) \(report).1")
      program.signal(SIGHUP)
      try lab.client.shell("until [ -e \(report) ]; do sleep 0.05; done")
      program.signal(SIGINT)
      #expect(program.end() == 0)
      #expect(program.complaints.count == 1, "\(program.complaints)")
      #expect(try String(contentsOfFile: report, encoding: .utf8).contains("packets captured"))
      #expect(try String(contentsOfFile: known, encoding: .utf8).contains(#""host":"100.64.1.90""#))
      let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("e-") }
      #expect(try files.filter { try !frames(folder + "/" + $0).isEmpty }.count == 2)
    }
  }
}

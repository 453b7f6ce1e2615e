import Flows
import TestSupport
import Testing
import Wire

/// Nothing grows without end, whatever comes in.
struct BoundsTests {
  private static var tiny: FlowLimits {
    var limits = FlowLimits()
    limits.flows = 8
    limits.watches = 2
    limits.log2Packets = 4
    limits.controlNotes = 2
    limits.names = 2
    return limits
  }

  @Test("Beyond the limit of flows the oldest idle ones end early, told once and counted")
  func oldestIdleFirst() throws {
    let syns = (1...9).map { "\($0) C:\($0) > S S" }.joined(separator: "\n")
    // Port 1 was first but spoke last before the ninth flow came: port 2 is the one that has been idle longest.
    let trace = try Trace(syns.replacing("9 C:9", with: "8.5 C:1 > S S\n9 C:9"))
    let followed = trace.followed(limits: Self.tiny)
    #expect(followed.counts.evictedFlows == 1)
    #expect(followed.counts.flows == 9)
    #expect(followed.endings.map(\.flow.client.port) == [2, 1, 3, 4, 5, 6, 7, 8, 9])
    #expect(Set(followed.endings.map(\.flow.serial)) == Set(1...9))
  }

  @Test("In a table full of plain handshakes unusual ones end no more flows than room is wanted for, and are known all the same")
  func unusualInFullTable() throws {
    var limits = FlowLimits()
    limits.tableBytes = 128 << 10
    let plain = (1...600).map { "\($0) C:\($0) > S S\n\($0).1 S > C:\($0) SA\n\($0).2 C:\($0) > S A" }
    let unusual = (601...640).map { "\($0) C:\($0) > S S len 4\n\($0).1 S > C:\($0) SA\n\($0).2 C:\($0) > S A" }
    let before = try Trace(plain.joined(separator: "\n")).followed(limits: limits).counts.evictedFlows
    let followed = try Trace((plain + unusual).joined(separator: "\n")).followed(limits: limits)
    #expect(before > 0)
    #expect(followed.counts.evictedFlows - before < 100)
    #expect(followed.endings.filter { $0.flow.client.port > 600 }.allSatisfy { $0.flow.connectionState == "S1" })
  }

  @Test("Who has spoken since the table was gone through does not end before those who have not")
  func spokenSince() throws {
    var limits = Self.tiny
    limits.flows = 16
    // The seventeenth ends 1 and 2. Then 3 to 8, which were next, speak, and 9 is idle longest.
    let begun = (1...17).map { "\($0) C:\($0) > S S" }
    let spoken = (3...8).map { "\($0 + 20) C:\($0) > S S" }
    let further = (18...20).map { "\($0 + 20) C:\($0) > S S" }
    let followed = try Trace((begun + spoken + further).joined(separator: "\n")).followed(limits: limits)
    #expect(followed.counts.evictedFlows == 4)
    #expect(followed.endings.map(\.flow.client.port).prefix(4) == [1, 2, 9, 10])
  }

  @Test("Once the reading has ended flows are told as ever, and packets that come all the same are no harm")
  func finished() throws {
    let flows = (1...2).map { "\($0) C:\($0) > S S\n\($0).1 S > C:\($0) SA\n\($0).2 C:\($0) > S A\n\($0).3 S > C:\($0) RA" }
    let trace = try Trace(flows.joined(separator: "\n"))
    var tracker = FlowTracker(seed: FlowSeed(1, 2))
    trace.record(in: &tracker)
    tracker.finish()
    tracker.finish()
    var told = 0
    _ = tracker.endings(wantsQuiet: true) { _ in told += 1 }
    #expect(told == 2)
    #expect(tracker.counts.oneSidedFlows == 0)
    trace.record(in: &tracker)
    // One is known no more.
    #expect(tracker.counts.flows > 2)
    #expect(tracker.counts.segments == 16)
  }

  @Test("Early endings are told once, and what they taught stays in the baselines")
  func toldOnce() throws {
    let flows = (1...30).map { "\($0) C:\($0) > S S\n\($0).1 S > C:\($0) SA\n\($0).2 C:\($0) > S PA len 3\n\($0).3 S > C:\($0) R ttl 62" }
    let trace = try Trace(flows.joined(separator: "\n"))
    var limits = Self.tiny
    limits.controlNotes = 100
    var tracker = FlowTracker(limits: limits, seed: FlowSeed(1, 2))
    trace.record(in: &tracker)
    let early = tracker.takeEarlyEndings()
    #expect(tracker.takeEarlyEndings().isEmpty)
    var late: [Ending] = []
    let quiet = tracker.endings(wantsQuiet: true) { late.append($0) }
    #expect((early + late).map(\.flow.serial) == Array(1...30))
    #expect((early + late).filter { $0.reset != nil }.count == 30)
    #expect(quiet.closed + quiet.open + quiet.partial == 0)
    let server = tracker.baselines()[IPAddress(v4: 0x6440_015a)]
    #expect(server.flows == 30)
    #expect(server.allAsServer.usual == 59)
  }

  @Test("Beyond the early endings that memory allows, flows are counted and not told")
  func earlyEndings() throws {
    let flows = (1...30).map { "\($0) C:\($0) > S S\n\($0).1 S > C:\($0) RA" }
    var limits = Self.tiny
    limits.earlyEndings = 10
    let followed = try Trace(flows.joined(separator: "\n")).followed(limits: limits)
    #expect(followed.endings.count + followed.quiet.reset == 30)
    #expect(followed.quiet.reset > 0)
  }

  @Test("Of unanswered SYNs to one port that end early a thousand are told, the others counted")
  func earlyFlood() throws {
    let syns = (1...1_500).map { "\($0) C:\($0) > S S" }
    let followed = try Trace(syns.joined(separator: "\n")).followed(limits: Self.tiny)
    #expect(followed.endings.count + followed.quiet.flood == 1_500)
    #expect((1_000..<1_100).contains(followed.endings.count))
  }

  @Test("A table that has taken its memory ends flows early, whatever it holds", arguments: ["S > C:%d SA", "C:%d > S PA len 3", nil])
  func memory(answer: String?) throws {
    let lines = (1...4_000).flatMap { flow in
      ["\(flow) C:\(flow) > S S", answer.map { "\(flow).1 \($0.replacing("%d", with: String(flow)))" }].compactMap(\.self)
    }
    var limits = FlowLimits()
    limits.tableBytes = 200_000
    let followed = try Trace(lines.joined(separator: "\n")).followed(limits: limits)
    #expect(followed.counts.evictedFlows > 2_000)
    #expect(followed.counts.flows == 4_000)
  }

  @Test("Packets of watched flows keep within their bound, and every reset is told all the same")
  func watchedPackets() throws {
    let resets = (1...200).map { flow in
      "\(flow) C:\(flow) > S S\n" + (0..<9).map { "+0.01 S > C:\(flow) R id \($0)" }.joined(separator: "\n")
    }
    var limits = FlowLimits()
    limits.watchedPackets = 100
    let followed = try Trace(resets.joined(separator: "\n")).followed(limits: limits)
    #expect(followed.endings.count == 200)
    #expect(followed.endings.allSatisfy { $0.reset?.resetsTotal == 9 })
    #expect(followed.counts.evictedFlows > 100)
  }

  @Test("A host that is known goes on being learnt where no further hosts are kept")
  func knownHost() throws {
    let flows = (1...20).map { "\($0) C:\($0) > S S\n\($0).1 S > C:\($0) SA\n\($0).2 C:\($0) > S R" }
    let followed = try Trace(flows.joined(separator: "\n")).followed(limits: Self.tiny)
    #expect(followed.baselines[IPAddress(v4: 0x6440_015a)].flows == 20)
  }

  @Test("Quiet flows that ended early are counted, not told")
  func quietEarly() throws {
    let flows = (1...20).map { "\($0) C:\($0) > S S\n\($0).1 S > C:\($0) SA\n\($0).2 C:\($0) > S FA\n\($0).3 S > C:\($0) FA" }
    let followed = try Trace(flows.joined(separator: "\n")).followed(limits: Self.tiny)
    #expect(followed.quiet.closed == Int(followed.counts.evictedFlows))
    #expect(followed.endings.count == 20 - Int(followed.counts.evictedFlows))
  }

  @Test("A one-sided capture yields no silence either where flows end early")
  func oneSidedEarly() throws {
    let goesOn = "0 C:99 > S S\n0.1 C:99 > S A ack 1\n"
    let syns = (1...20).map { "\($0) C:\($0) > S S\n\($0).5 C:99 > S PA len 3 ack 1" }.joined(separator: "\n")
    let followed = try Trace(goesOn + syns).followed(limits: Self.tiny)
    #expect(!followed.endings.contains { $0.kind == "unanswered" })
  }

  @Test("A slot whose flow has ended no longer counts for or against its server")
  func staleSlots() throws {
    // Ten flows captured on one side end early; then both sides of other servers are captured.
    let oneSided = (1...10).map { "\($0) C:\($0) > S A ack 1" }.joined(separator: "\n")
    let silent = "20 S:5 > C:80 S\n21 S:5 > C:80 S"
    let followed = try Trace(oneSided + "\n" + silent).followed(limits: Self.tiny)
    #expect(followed.endings.last?.kind == "unanswered")
  }

  @Test("ICMP errors, names and echo replies beyond their limits are counted and not kept")
  func notes() throws {
    let lines = (1...9).map { "\($0) C:\($0) > S S\n\($0).1 icmp 3/13 from 172.31.92.2 about C:\($0) > S S" }
    let hosts = (1...9).map { "E is 10.9.9.\($0)\n\($0 + 20) E > C echo-reply" }
    let followed = try Trace((lines + hosts).joined(separator: "\n")).followed(limits: Self.tiny)
    #expect(followed.counts.controlMessages == 9)
    #expect(followed.endings.filter { $0.kind == "rejected" }.count >= 2)
  }

  @Test("A flow keeps at most 48 packets before its first reset, 256 resets and 48 packets after, and counts them all")
  func watch() throws {
    let before = (1...80).map { _ in "+0.01 S > C PA len 5" }
    let resets = (1...300).map { "+0.01 S > C R id \($0)" }
    let after = (1...80).map { _ in "+0.01 C > S PA len 5" }
    let context = try #require(try Trace((before + resets + after).joined(separator: "\n")).followed().endings.first?.reset)
    #expect(context.resetsTotal == 300)
    #expect(context.packets.filter { $0.flags.contains(.rst) }.count == 256)
    #expect(context.packets.count == 48 + 256 + 48)
    #expect(context.server.packets == 380)
  }

  @Test("Random packets in a tiny table never trap, and every flow is told once", arguments: seeds)
  func randomPackets(seed: UInt64) throws {
    print("random packets in a tiny table: seed \(seed)")
    var random = RandomTrace(seed: seed, clientPorts: 24)
    let followed = try Trace(random.lines(2500)).followed(limits: Self.tiny)
    let serials = followed.endings.map(\.flow.serial)
    #expect(Set(serials).count == serials.count)
    let quietEarly = Int(followed.counts.flows) - serials.count
    #expect(quietEarly >= 0 && quietEarly <= followed.quiet.closed + followed.quiet.open + followed.quiet.partial)
  }
}

import TestSupport
import Testing
import Wire

@testable import Flows

/// What is known of a host over all its flows.
struct BaselineTests {
  private let server = IPAddress(v4: 0x6440_015a)
  private let client = IPAddress(v4: 0x0a01_0114)

  @Test("A baseline holds a host's distances by its port, its round trips and its links")
  func learns() throws {
    let baseline = try Trace(
      """
      0.000 C > S S
      0.012 S > C SA
      0.012 C > S PA len 9
      1.000 C > S:443 S
      1.020 S:443 > C SA ttl 58 mac 3
      1.020 C > S:443 A
      2.000 C:9 > S S
      2.001 S > C:9 RA seq =0 ttl 63
      """
    ).followed().baselines[server]
    #expect(baseline.asServer.map { $0.key } == [389, 443] && baseline.asServer.map { $0.value.usual } == [59, 58])
    #expect(baseline.serverRoundTrips == [12_000_000, 20_000_000])
    #expect(baseline.links.keys.map(\.hardwareAddress).sorted() == [2, 3])
    #expect(baseline.flows == 2)
  }

  @Test("A reset that answers a SYN never enters a baseline")
  func rejects() throws {
    let baselines = try Trace("0 C > S S\n0.1 S > C RA seq =0 ttl 63\n1 C:9 > S S\n1.1 S > C:9 RA seq =0 ttl 63").followed().baselines
    #expect(baselines[server].allAsServer.total == 0)
    #expect(baselines[server].harmlessResets.total == 0)
    #expect(baselines[server].flows == 0)
    #expect(baselines[client].asClient.usual == 64)
  }

  private static let closed = "0 C > S S\n0.1 S > C SA\n0.1 C > S A\n0.2 S > C FA\n0.2 C > S A\n"

  @Test("A reset that answers data after its sender's own FIN is harmless, and enters apart")
  func harmless() throws {
    let baseline = try Trace(Self.closed + "0.3 C > S PA len 9\n0.4 S > C R ttl 58").followed().baselines[server]
    #expect(baseline.harmlessResets == HopLimits([58]))
    #expect(!baseline.allAsServer.contains(58))
  }

  @Test(
    "A reset without late data, before the FIN, of the other end, or copied by the capture is no harmless one",
    arguments: [
      closed + "0.4 S > C R ttl 58", "0 C > S S\n0.1 S > C SA\n0.2 C > S PA len 9\n0.3 S > C R ttl 58",
      closed + "0.3 C > S PA len 9\n0.4 C > S R",
    ])
  func notHarmless(trace: String) throws {
    #expect(try Trace(trace).followed().baselines[server].harmlessResets.total == 0)
  }

  @Test("Refused ports are kept by the hop limit of the refusal, and which refusals IPv6 labelled; a reset of a connection is no refusal")
  func refusals() throws {
    let followed = try Trace(
      """
      v6
      0 C:1 > S:21 S
      0.1 S:21 > C:1 RA seq =0 ttl 58 label 7
      1 C:2 > S:22 S
      1.1 S:22 > C:2 RA seq =0 ttl 63
      2 C > S S
      2.1 S > C SA
      2.2 S > C RA ttl 40
      """
    ).followed()
    let refusals = followed.baselines[followed.endings[0].flow.server.address].refusals
    #expect(refusals.ports == [58: [21], 63: [22]])
    #expect(refusals.labelled == HopLimits([58]))
    #expect(refusals.unlabelled == HopLimits([63]))
  }

  @Test("Of more refused ports and hop limits than are kept the lowest stay, whatever the order")
  func refusalsBeyondBounds() {
    let kinds = (0..<12).flatMap { limit in (0..<40).map { (UInt8(40 + limit), UInt16($0)) } }
    let (forth, back) = (Refusals(kinds), Refusals(kinds.reversed()))
    #expect(forth == back)
    #expect(forth.ports.keys.sorted() == Array(40..<48))
    #expect(forth.ports[40] == Array(0..<16))
  }

  @Test("Whose resets are alike is kept by their form, eight servers at most")
  func forms() throws {
    let flows = (1...12).map { "\($0) C:\($0) > S:\($0) S\n\($0).1 S:\($0) > C:\($0) RA seq =0 ttl 63\n" }.joined()
    let forms = try Trace(flows).followed().baselines.forms
    #expect(forms.values.map { $0.ends.map(\.port) } == [Array(1...8)])
  }

  @Test("A copy of a harmless reset is not counted")
  func harmlessOnce() throws {
    let baseline = try Trace(Self.closed + "0.3 C > S PA len 9\n0.4 S > C R\n0.4001 copy").followed().baselines[server]
    #expect(baseline.harmlessResets.total == 1)
  }

  @Test("IPv6 flows are counted by whether the host labels them")
  func flowLabels() throws {
    let followed = try Trace("v6\nS is as label 77\n0 C > S S\n0.1 S > C SA\n0.2 S > C R\n1 C:9 > S S\n1.1 S > C:9 SA label 0\n").followed()
    let baseline = followed.baselines[followed.endings[0].flow.server.address]
    #expect([baseline.labelledFlows, baseline.unlabelledFlows] == [1, 1])
  }

  @Test("Merging baselines gives the same in any order and grouping", arguments: seeds)
  func mergeInAnyOrder(seed: UInt64) throws {
    print("baselines: seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<100 {
      let (first, second, third) = (HostBaseline(random: &numbers), HostBaseline(random: &numbers), HostBaseline(random: &numbers))
      #expect(first.merged(second).facts == second.merged(first).facts)
      #expect(first.merged(second).merged(third).facts == first.merged(second.merged(third)).facts)
    }
  }

  @Test("Merging baselines of more ports, links or distances than are kept gives the same in any order")
  func mergeBeyondBounds() {
    let left = HostBaseline(ports: 0..<50, hopLimits: 30..<36, links: 0..<6)
    let right = HostBaseline(ports: 30..<90, hopLimits: 40..<46, links: 10..<16)
    #expect(left.merged(right).facts == right.merged(left).facts)
  }
}

extension HostBaseline {
  /// A host whose flows are of few kinds.
  init(random numbers: inout SeededNumbers) {
    self.init()
    for _ in 0..<Int(numbers.next() % 6) { learn(flowOf: numbers.pick([.client, .server]), &numbers) }
    if numbers.next() % 3 == 0 { echoReplies.add(59, packets: UInt32(numbers.next() % 5)) }
    timesExceeded = UInt32(numbers.next() % 3)
    for _ in 0..<Int(numbers.next() % 30) {
      refusals.learn(RecordedPacket(hopLimit: numbers.pick([57, 58, 63])), port: UInt16(numbers.next() % 40))
    }
    if numbers.next() % 3 == 0 { noteTranslation(FramePosition(file: 0, number: numbers.next() % 9)) }
  }

  /// A host that served each of these ports with each of these distances over each of these links.
  init(ports: Range<UInt16>, hopLimits: Range<UInt8>, links: Range<UInt64>) {
    self.init()
    for port in ports {
      for hopLimit in hopLimits { learn(HopLimitRange(hopLimit), nil, as: .server, port: port, first: nil) }
    }
    for link in links {
      learn(HopLimitRange(59), nil, as: .server, port: 1, first: RecordedPacket(hardwareAddress: link))
    }
  }

  private mutating func learn(flowOf party: Party, _ numbers: inout SeededNumbers) {
    let limits = HopLimitRange(numbers.pick([57, 58, 59, 128]))
    let roundTrip: Int64? = numbers.pick([nil, 40_000, 12_000_000])
    learn(
      limits, roundTrip, as: party, port: numbers.pick([80, 389, 443]), first: RecordedPacket(hardwareAddress: numbers.pick([1, 2, 3])))
  }

  func merged(_ other: HostBaseline) -> HostBaseline {
    var both = self
    both.merge(other)
    return both
  }

  /// All that it holds, comparable.
  var facts: [String] {
    [
      asServer.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.counts)" }.joined(), "\(asClient.counts)", "\(echoReplies.counts)",
      "\(harmlessResets.counts)", "\(serverRoundTrips) \(clientRoundTrips)",
      links.map { "\($0.key.hardwareAddress): \($0.value)" }.sorted().joined(separator: " "),
      "\(flows) \(labelledFlows) \(unlabelledFlows) \(timesExceeded)",
      refusals.ports.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: " "),
      "\(refusals.labelled.counts) \(refusals.unlabelled.counts) \(translation?.number ?? 0)",
    ]
  }
}

extension HopLimitRange {
  /// One packet of that hop limit.
  init(_ hopLimit: UInt8) {
    self.init(last: hopLimit, least: hopLimit, most: hopLimit, packets: 1)
  }
}

extension RecordedPacket {
  /// A packet of which only the hop limit is of interest.
  init(hopLimit: UInt8) {
    var segment = Segment.empty
    segment.ip.hopLimit = hopLimit
    self = .remembered(segment)
  }

  /// A packet of which only the link is of interest.
  init(hardwareAddress: UInt64) {
    var segment = Segment.empty
    segment.link.sourceAddress = hardwareAddress
    self = .remembered(segment)
  }
}

extension Refusals {
  /// What is left of refusals with these hop limits of these ports.
  init(_ refusals: [(UInt8, UInt16)]) {
    self.init()
    for (hopLimit, port) in refusals { learn(RecordedPacket(hopLimit: hopLimit), port: port) }
  }
}

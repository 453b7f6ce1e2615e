import Flows
import Testing
import Wire

@testable import Reporting

@Suite("Baselines as records")
struct BaselineRecordsTests {
  private func host(_ hopLimit: UInt8, roundTrip: Int64 = 5) -> HostBaseline {
    var parts = BaselineParts()
    parts.flows = 3
    var limits = HopLimits()
    limits.add(hopLimit, packets: 7)
    parts.asServer = [(389, limits), (443, limits)]
    (parts.asClient, parts.echoReplies, parts.harmlessResets) = (limits, limits, limits)
    parts.serverRoundTrips = [roundTrip, 90]
    parts.clientRoundTrips = [6]
    parts.links = [(0x0200_0000_0001, 100, 1, 3)]
    (parts.labelledFlows, parts.unlabelledFlows, parts.timesExceeded) = (1, 2, 4)
    parts.refusedPorts = [(63, [22, 25])]
    (parts.labelledRefusals, parts.unlabelledRefusals) = (limits, limits)
    parts.isTranslated = hopLimit == 59
    return HostBaseline(parts)
  }

  private let addresses = [IPAddress(v4: 0x6440_015a), IPAddress(high: 0x2001_0db8_0000_0000, low: 1)]

  @Test("What is written is read back, whole")
  func back() throws {
    var baselines = Baselines()
    for address in addresses { baselines.hosts[address] = host(59) }
    let octets = BaselineRecords.octets(of: baselines)
    let again = try BaselineRecords.baselines(of: octets)
    #expect(BaselineRecords.octets(of: again) == octets)
    let read = again[addresses[1]]
    #expect(read.asServer[389]?.usual == 59)
    #expect(read.serverRoundTrips == [5, 90])
    #expect(read.refusals.ports == [63: [22, 25]])
    #expect(read.links.keys.first?.vlan == 100)
    #expect(octets.count { $0 == UInt8(ascii: "\n") } == 2)
  }

  @Test("Forms of resets and translated addresses are carried on too")
  func forms() throws {
    var (one, two) = (Baselines(), Baselines())
    let form = ResetForm(hopLimit: 63, hasAcknowledgment: true, hasWindow: false)
    one.forms[form, default: ResetUsers()].add(Endpoint(address: addresses[0], port: 389))
    two.forms[form, default: ResetUsers()].add(Endpoint(address: addresses[1], port: 443))
    one.hosts[addresses[0]] = host(59)
    let read = try BaselineRecords.baselines(of: BaselineRecords.octets(of: one) + BaselineRecords.octets(of: two))
    #expect(read.forms[form]?.ends.map(\.port) == [389, 443])
    #expect(read[addresses[0]].isTranslated && read[addresses[0]].translation == nil)
    #expect(!read[addresses[1]].isTranslated)
    #expect(
      try BaselineRecords.octets(of: BaselineRecords.baselines(of: BaselineRecords.octets(of: read))) == BaselineRecords.octets(of: read))
  }

  @Test("Files may be added up in any order: one after the other is as good as merged")
  func merged() throws {
    var (first, second, both) = (Baselines(), Baselines(), Baselines())
    first.hosts[addresses[0]] = host(59, roundTrip: 5)
    second.hosts[addresses[0]] = host(57, roundTrip: 3)
    both.hosts[addresses[0]] = host(59, roundTrip: 5)
    both.hosts[addresses[0]]?.merge(host(57, roundTrip: 3))
    let (one, two) = (BaselineRecords.octets(of: first), BaselineRecords.octets(of: second))
    #expect(try BaselineRecords.octets(of: BaselineRecords.baselines(of: one + two)) == BaselineRecords.octets(of: both))
    #expect(try BaselineRecords.octets(of: BaselineRecords.baselines(of: two + one)) == BaselineRecords.octets(of: both))
  }

  @Test(
    "A line that is no record is named, and nothing traps",
    arguments: [
      "{", "x", "{}", "[1,2", #"{"type":"reset_form","schema":"rstwho-baseline/1"}"#, #"{"schema":"rstwho-baseline/1"}"#,
      #"{"schema":"rstwho-baseline/1","host":"here"}"#,
      #"{"schema":"rstwho-baseline/1","host":"1.2.3.4"} x"#, String(repeating: "[", count: 100_000), #"{"a":99999999999999999999}"#,
      "\u{0}",
    ])
  func mistakes(line: String) {
    let octets = BaselineRecords.octets(of: Baselines()) + Array("\n\(line)\n".utf8)
    let mistake = #expect(throws: BaselineMistake.self) { try BaselineRecords.baselines(of: octets) }
    #expect(mistake?.line == 2)
  }

  @Test("Counters stay at the greatest value where files add up to more: what was seen stays seen")
  func greatest() throws {
    let line =
      #"{"schema":"rstwho-baseline/1","host":"1.2.3.4","flows":4294967295,"as_client":[[59,4294967295],[60,7]],"links":[[1,0,1,4294967295]]}"#
    let octets = Array((line + "\n" + line.replacing("4294967295", with: "1") + "\n").utf8)
    let host = try BaselineRecords.baselines(of: octets)[IPAddress(v4: 0x0102_0304)]
    #expect(host.flows == .max)
    #expect(host.asClient.packets(with: 59) == .max && host.asClient.total == .max)
    #expect(Array(host.links).first?.value == .max)
  }

  @Test("Values that cannot be are held within bounds")
  func hostile() throws {
    let line =
      #"{"schema":"rstwho-baseline/1","host":"1.2.3.4","flows":-5,"as_client":[[999,-1],[1],"x"],"as_server":{"70000":[],"x":[]},"links":[[1]],"server_round_trips":[-1,0,4,3,2]}"#
    let host = try BaselineRecords.baselines(of: Array(line.utf8))[IPAddress(v4: 0x0102_0304)]
    #expect(host.flows == 0)
    #expect(host.serverRoundTrips == [2, 3])
    #expect(host.asServer.keys == [])
  }
}

import Diagnosis
import Flows
import Foundation
import Testing
import Wire

@testable import Reporting

@Suite("The NDJSON report")
struct NDJSONReportTests {
  @Test("writes the capture, the flows and the summary, one object a line")
  func records() throws {
    let lines = report(on: [.resetByDevice(), .rejected(3), .unanswered(4), .well(5), .folded(6, .lateData)])
    #expect(try lines.map { try object($0)["type"] as? String } == ["capture", "flow", "flow", "flow", "summary"])
    #expect(try lines.allSatisfy { try object($0)["schema"] as? String == "rstwho/1" })
  }

  @Test("writes a reset's flow to the letter")
  func flow() throws {
    let lines = report(on: [.resetByDevice()])
    let expected = [
      #"{"type":"flow","schema":"rstwho/1","flow":2,"client":{"ip":"10.1.1.20","port":46418},"#,
      #""server":{"ip":"100.64.1.90","port":389},"community_id":"1:K9OEMbwhCH74mrjaajlCM7Tpnzg=","first_time":"2026-09-01T08:25:05.813727000Z","#,
      #""last_time":"2026-09-01T08:25:05.813767123Z","packets":{"to_server":1,"to_client":1},"bytes":{"to_server":0,"to_client":0},"#,
      #""conn_state":"REJ","history":"Sr","outcome":"reset","stage":"post-syn","verdict":{"origin":"device","forged":true,"#,
      #""posing_as":"server","proof":"likely","place":{"hops":1,"side":"client"},"cause":"policy-reject","#,
      #""summary":"A device answered in the server's name: its TTL is 63 where the server's own packets have 59."},"#,
      #""resets":[{"packet":6,"time":"2026-09-01T08:25:05.813767123Z","from":"server","flags":"RA","ttl":63,"seq":0,"#,
      #""ack":314236395,"window":0,"ip_id":0,"forged":true,"origin":"device","effective":true,"answers":5}],"resets_total":1,"#,
      #""evidence":[{"rule":"hop-distance","says":"device","strength":"strong","#,
      #""text":"the reset's TTL is 63, the server's own packets arrive with 59","packets":[6,2]}],"#,
      #""against":[{"rule":"plain-header","says":"server","strength":"weak","#,
      #""text":"its header is what a Linux server's own reset looks like","packets":[6]}],"idle_seconds":0,"#,
      #""trigger":{"packet":5,"kind":"syn"},"#,
      #""next_step":"On the server, while it happens again: sudo tcpdump -ni any -w server.pcap tcp port 389"}"#,
    ]
    #expect(lines[1] == expected.joined())
  }

  @Test("says null for a verdict that is not there, and for forged where it is open")
  func nulls() throws {
    let lines = report(on: [.well(1), .resetByServer(2, proof: .possible), .rejected(3)], showsAll: true)
    #expect(lines[1].contains(#""verdict":null,"resets":[],"resets_total":0,"evidence":[],"against":[]}"#))
    #expect(lines[2].contains(#""verdict":{"origin":"server","forged":null,"proof":"possible","#))
    let icmp = #""address":"172.31.92.2","icmp":{"type":3,"code":13,"sign":"!X","packet":6,"quoted_ttl":62}}"#
    #expect(lines[3].contains(icmp))
    #expect(lines[3].contains(#""verdict":{"origin":"device","forged":null,"proof":"likely","place":{"hops":1},"#))
  }

  @Test("names the file beside each packet where there are several")
  func files() throws {
    var judgment = Judgment.resetByDevice()
    judgment.resets[0].packet.file = 1
    judgment.evidence[0].packets = [.frame(6, of: 1), .frame(2), .frame(9, of: 7)]
    var capture = CaptureRecord()
    capture.files = ["a.pcap", "b\n\".pcap"]
    let lines = report(on: [judgment], capture: capture)
    #expect(lines[0].contains(#""files":["a.pcap","b\u000a\".pcap"]"#))
    #expect(lines[1].contains(#""resets":[{"packet":6,"file":"b\u000a\".pcap","time""#))
    #expect(lines[1].contains(#""packets":[6,2,9],"files":["b\u000a\".pcap","a.pcap",""]}"#))
    #expect(lines[1].contains(#""trigger":{"packet":5,"file":"a.pcap","kind":"syn"}"#))
  }

  @Test("leaves out the identification that IPv6 has not, and marks guessed roles")
  func version6() throws {
    let client = Endpoint(address: IPAddress(high: 0x2001_0db8_0000_0000, low: 1), port: 40112)
    let server = Endpoint(address: IPAddress(high: 0x2001_0db8_0000_0000, low: 2), port: 443)
    var judgment = Judgment.resetByDevice(client: client, server: server)
    judgment.flow.rolesAreGuessed = true
    let lines = report(on: [judgment])
    #expect(lines[1].contains(#""client":{"ip":"2001:db8::1","port":40112},"server":{"ip":"2001:db8::2","port":443},"roles":"guessed","#))
    #expect(lines[1].contains(#""community_id":"1:PjJkl3CmMx5vH9Yo/9rgNVPyptY=""#))
    #expect(!lines[1].contains("ip_id"))
  }

  @Test("carries hostile names whole, and no control character", arguments: hostileNames)
  func hostile(name: String) throws {
    var judgment = Judgment.resetByDevice()
    judgment.trigger?.serverName = name
    judgment.trigger?.host = name
    var capture = CaptureRecord()
    capture.files = [name]
    capture.interface = name
    let lines = report(on: [judgment], capture: capture)
    #expect(lines.count == 3)
    #expect(lines.joined().unicodeScalars.allSatisfy { !$0.isUnsafeToDisplay })
    let trigger = try #require(try object(lines[1])["trigger"] as? [String: Any])
    #expect(trigger["sni"] as? String == name)
    #expect(trigger["host"] as? String == name)
    #expect(try object(lines[0])["file"] as? String == name)
  }

  @Test("tells what was read and what was counted")
  func counts() throws {
    var capture = CaptureRecord()
    capture.files = ["one.pcap"]
    capture.format = "pcap"
    capture.linkTypes = [.ethernet, .linuxCooked2, LinkType(rawValue: 999)]
    capture.snapLength = 128
    capture.drops = 0
    capture.damage = Phrase(en: "Reading stopped at byte 40.")
    capture.vantage = Vantage(of: [.atClient, .atClient])
    capture.counts = .sample
    capture.counts?.cutFrames = 2
    let lines = report(on: [.resetByDevice(), .well(3), .folded(4, .pathProbe)], capture: capture)
    let first =
      #"{"type":"capture","schema":"rstwho/1","file":"one.pcap","format":"pcap","packets":20,"#
      + #""first_time":"2026-09-01T08:25:05.813727000Z","last_time":"2026-09-01T08:25:06.813727000Z","#
      + #""link_types":["EN10MB","LINUX_SLL2","LINKTYPE_999"],"snaplen":128,"drops":0,"duplicates":1,"cut_packets":2,"#
      + #""not_decoded":{"not-internet":3},"vantage":{"point":"client","connections":2,"of":2},"damage":"Reading stopped at byte 40."}"#
    #expect(lines[0] == first)
    let last =
      #"{"type":"summary","schema":"rstwho/1","flows":3,"tcp_packets":15,"resets":2,"icmp_errors":1,"#
      + #""by_outcome":{"closed":1,"reset":2,"rejected":0,"unanswered":0,"open":0,"partial":0},"#
      + #""by_origin":{"server":1,"client":0,"device":1,"undetermined":0},"#
      + #""by_proof":{"proven":0,"likely":2,"possible":0,"none":0},"by_forged":{"true":1,"false":1,"null":0},"folded":1,"evicted":0}"#
    #expect(lines.last == last)
  }

  private func report(on judgments: [Judgment], capture: CaptureRecord = CaptureRecord(), showsAll: Bool = false) -> [String] {
    var report = NDJSONReport(showsAll: showsAll)
    report.begin(capture: capture)
    for judgment in judgments { report.add(judgment) }
    report.end(counts: .sample)
    return String(decoding: report.take(), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func object(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }
}

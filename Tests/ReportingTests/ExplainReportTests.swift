import Diagnosis
import Flows
import Testing
import Wire

@testable import Reporting

@Suite("The report on one flow")
struct ExplainReportTests {
  @Test("has the sentence, the facts, the packets, the evidence and the next step")
  func page() {
    #expect(
      explain(.resetByDevice(), Self.packets) == """
        Flow 2: A device answered in the server's name: its TTL is 63 where the server's own packets have
        59.

        Who           DEVICE 1 hop away, near the client
        Proof         likely
        Posing as     server
        Cause         policy-reject
        Client        10.1.1.20:46418
        Server        100.64.1.90:389
        Ending        reset, post-syn
        Time          2026-09-01 08:25:05.813727 to 08:25:05.813767, 40 µs
        Idle          0 s
        Drawn by      packet 5, a SYN
        To server     1 packet, 0 bytes
        To client     1 packet, 0 bytes
        Resets        1
        conn_state    REJ
        history       Sr
        Community ID  1:K9OEMbwhCH74mrjaajlCM7Tpnzg=

        Packets (> a reset or refusal, * evidence)
          5            08:25:05.818727 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 40)
            10.0.0.1.1 > 10.0.0.2.2: Flags [S], seq 100, win 64240, length 0
        > 6   1.00 ms  08:25:05.819727 IP (tos 0x0, ttl 63, id 1, offset 0, flags [DF], proto TCP (6), length 40)
            10.0.0.2.2 > 10.0.0.1.1: Flags [R.], seq 0, ack 101, win 64240, length 0
          7   1.00 ms  08:25:05.820727 IP (tos 0xc0, ttl 63, id 1224, offset 0, flags [none], proto ICMP (1))
            172.31.92.2 > 10.1.1.20: ICMP host 100.64.1.90 unreachable - admin prohibited filter
        \tIP (tos 0x0, ttl 62, id 55031, offset 0, flags [DF], proto TCP (6))
            10.1.1.20.58770 > 100.64.1.90.389: Flags [S], seq 504390829

        Evidence for
          hop-distance, strong: says device
            the reset's TTL is 63, the server's own packets arrive with 59 (packets 6, 2)

        Evidence against
          plain-header, weak: says server
            its header is what a Linux server's own reset looks like (packet 6)

        What would settle it
          On the server, while it happens again:
            sudo tcpdump -ni any -w server.pcap tcp port 389

        """)
  }

  @Test("cuts a long list in the middle, and keeps what surrounds the reset")
  func long() {
    var judgment = Judgment.resetByDevice()
    judgment.resets[0].packet = .frame(500)
    judgment.evidence[0].packets = [.frame(300)]
    judgment.against = []
    judgment.trigger = nil
    let packets = (1...1_000).map { number in
      var packet = segment(toServer: true, .ack, seq: UInt32(number), ack: 1)
      packet.header = .frame(UInt64(number))
      return packet
    }
    let lines = explain(judgment, packets).split(separator: "\n").filter { $0.hasPrefix("  …") || $0.contains(" IP (") }
    #expect(lines.count == 35)
    #expect(lines[12] == "  … 287 packets …")
    #expect(lines[13].hasPrefix("*  300  "))
    #expect(lines[14] == "  … 194 packets …")
    #expect(lines[20].hasPrefix(">  500  "))
    #expect(lines[26] == "  … 487 packets …")
    #expect(lines.last?.hasPrefix("  1000  ") == true)
  }

  @Test("tells the file beside the frame where there are several")
  func files() {
    var capture = CaptureRecord.sample
    capture.files = ["a.pcap", "b.pcap"]
    var judgment = Judgment.resetByDevice()
    judgment.evidence[0].packets = [.frame(6, of: 1), .frame(2)]
    let page = explain(judgment, Self.packets, capture: capture)
    #expect(page.contains("arrive with 59 (packets 2:6, 1:2)\n"))
    #expect(page.contains("\nDrawn by      packet 1:5, a SYN\n"))
    #expect(page.contains("\nFiles         1 = a.pcap, 2 = b.pcap\n"))
  }

  private static var packets: [ExplainedPacket] {
    var refusal = ExplainedPacket(header: .frame(7), packet: .controlMessage(message(3, 13, from: .v4(172, 31, 92, 2), about: .server)))
    var syn = segment(toServer: true, .syn, seq: 100, ack: 0)
    var reset = segment(toServer: false, [.rst, .ack], seq: 0, ack: 101, hopLimit: 63)
    (syn.header, reset.header, refusal.header) = (.frame(5), .frame(6), .frame(7))
    return [syn, reset, refusal]
  }
}

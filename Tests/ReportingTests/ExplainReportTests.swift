import Diagnosis
import Flows
import Testing
import Wire

@testable import Reporting

/// Segments between 10.0.0.1 port 1 and 10.0.0.2 port 2, as rows of what stands in their headers.
private func segment(
  toServer: Bool, _ flags: TCPFlags, seq: UInt32, ack: UInt32, length: UInt32 = 0, options: [UInt8] = [], hopLimit: UInt8 = 64,
  typeOfService: UInt8 = 0, dontFragment: Bool = true, isFragment: Bool = false
) -> ExplainedPacket {
  let (low, high) = (IPAddress.v4(10, 0, 0, 1), IPAddress.v4(10, 0, 0, 2))
  var ip = InternetLayer(source: toServer ? low : high, destination: toServer ? high : low)
  ip.hopLimit = hopLimit
  ip.identification = 1
  ip.typeOfService = typeOfService
  ip.dontFragment = dontFragment
  ip.isFragment = isFragment
  var segment = Segment(ip: ip, link: LinkLayer(), sourcePort: toServer ? 1 : 2, destinationPort: toServer ? 2 : 1)
  segment.flags = flags
  segment.sequence = SequenceNumber(seq)
  segment.acknowledgment = SequenceNumber(ack)
  segment.window = 64240
  segment.payloadLength = length
  segment.options.length = UInt8(options.count)
  var packet = ExplainedPacket(header: .frame(1), packet: .segment(segment))
  packet.options = options
  return packet
}

extension FrameHeader {
  fileprivate static func frame(_ number: UInt64) -> FrameHeader {
    FrameHeader(
      time: .sample(after: Int64(number) * 1_000_000), number: number, capturedLength: 60, originalLength: 60, linkType: .ethernet)
  }
}

@Suite("A packet in tcpdump's way of writing")
struct PacketLinesTests {
  private static let synOptions: [UInt8] = [2, 4, 5, 0xb4, 4, 2, 8, 10, 0, 0, 0, 7, 0, 0, 0, 0, 1, 3, 3, 10]

  /// What `tcpdump -nv` of version 4.99.3 printed for these very packets, without the checksums.
  private static let rows: [(ExplainedPacket, [String])] = [
    (
      segment(toServer: true, .syn, seq: 100, ack: 0, options: synOptions, typeOfService: 2),
      [
        "IP (tos 0x2,ECT(0), ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 60)",
        "    10.0.0.1.1 > 10.0.0.2.2: Flags [S], seq 100, win 64240, "
          + "options [mss 1460,sackOK,TS val 7 ecr 0,nop,wscale 10], length 0",
      ]
    ),
    (
      segment(toServer: false, [.syn, .ack, .ece], seq: 500, ack: 101, dontFragment: false),
      [
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 40)",
        "    10.0.0.2.2 > 10.0.0.1.1: Flags [S.E], seq 500, ack 101, win 64240, length 0",
      ]
    ),
    (
      segment(toServer: true, [.psh, .ack], seq: 101, ack: 501, length: 5, options: [1, 1, 8, 10, 0, 0, 3, 0xe8, 0, 0, 7, 0xd0]),
      [
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 57)",
        "    10.0.0.1.1 > 10.0.0.2.2: Flags [P.], seq 1:6, ack 1, win 64240, options [nop,nop,TS val 1000 ecr 2000], length 5",
      ]
    ),
    (
      segment(
        toServer: false, .ack, seq: 501, ack: 106, options: [1, 1, 5, 10, 0, 0, 0, 201, 0, 0, 0, 211], hopLimit: 0),
      [
        "IP (tos 0x0, id 1, offset 0, flags [DF], proto TCP (6), length 52)",
        "    10.0.0.2.2 > 10.0.0.1.1: Flags [.], ack 6, win 64240, options [nop,nop,sack 1 {101:111}], length 0",
      ]
    ),
    (
      segment(toServer: false, .rst, seq: 501, ack: 0),
      [
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 40)",
        "    10.0.0.2.2 > 10.0.0.1.1: Flags [R], seq 501, win 64240, length 0",
      ]
    ),
    (
      segment(toServer: false, [.rst, .ack], seq: 501, ack: 106, typeOfService: 3, dontFragment: false, isFragment: true),
      [
        "IP (tos 0x3,CE, ttl 64, id 1, offset 0, flags [+], proto TCP (6), length 40)",
        "    10.0.0.2.2 > 10.0.0.1.1: Flags [R.], seq 1, ack 6, win 64240, length 0",
      ]
    ),
    (
      segment(toServer: false, [.ece, .cwr], seq: 501, ack: 106),
      [
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 40)",
        "    10.0.0.2.2 > 10.0.0.1.1: Flags [EW], win 64240, length 0",
      ]
    ),
    (
      segment(toServer: false, [], seq: 501, ack: 106),
      [
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 40)",
        "    10.0.0.2.2 > 10.0.0.1.1: Flags [none], win 64240, length 0",
      ]
    ),
  ]

  @Test("tells sequence numbers from the first on, and every field as tcpdump does")
  func conversation() {
    var lines = PacketLines()
    for (packet, expected) in Self.rows {
      #expect(lines.lines(of: packet) == expected)
    }
  }

  @Test("stays on one line for IPv6")
  func version6() {
    var lines = PacketLines()
    var ip = InternetLayer(
      source: IPAddress(high: 0x2001_0db8_0000_0000, low: 1), destination: IPAddress(high: 0x2001_0db8_0000_0000, low: 2))
    ip.typeOfService = 0x10
    ip.flowLabel = 0x12345
    ip.hopLimit = 64
    var syn = Segment(ip: ip, link: LinkLayer(), sourcePort: 1, destinationPort: 2)
    syn.flags = .syn
    syn.sequence = SequenceNumber(100)
    syn.window = 64240
    let expected =
      "IP6 (class 0x10, flowlabel 0x12345, hlim 64, next-header TCP (6) payload length: 20) "
      + "2001:db8::1.1 > 2001:db8::2.2: Flags [S], seq 100, win 64240, length 0"
    #expect(lines.lines(of: ExplainedPacket(header: .frame(1), packet: .segment(syn))) == [expected])
  }

  @Test(
    "names every option",
    arguments: [
      ([0x22, 0x02, 0x4c, 0x04, 0x01, 0x02, 0, 0], "tfo  cookiereq,unknown-76 0x0102,eol"),
      ([0x22, 0x0a, 0x41, 0x41, 0x41, 0x41, 0x41, 0x41, 0x41, 0x41, 1, 1], "tfo  cookie 4141414141414141,nop,nop"),
      ([2, 9, 0, 0], "[bad opt]"), ([8], "[bad opt]"), ([8, 0], "[bad opt]"), ([8, 1, 0], "[bad opt]"), ([], ""),
      ([3, 4, 0, 0], "unknown-3 0x0000"), ([5, 2], "unknown-5"), ([30, 4, 0, 0], "mptcp 4"),
    ] as [([UInt8], String)])
  func options(octets: [UInt8], text: String) {
    #expect(OptionList(octets: octets, base: 0).text == text)
  }

  @Test("takes the options out of the frame, where all of them are there")
  func optionsOfFrame() {
    guard case .segment(var segment) = segment(toServer: true, .syn, seq: 1, ack: 0).packet else { return }
    segment.options.length = 4
    segment.payloadOffset = 10
    for (length, expected) in [(12, [6, 7, 8, 9]), (10, [6, 7, 8, 9]), (9, []), (6, []), (0, [])] as [(UInt8, [UInt8])] {
      let frame = Array(0..<length)
      #expect(ExplainedPacket(header: .frame(1), packet: .segment(segment), frame: frame.span).options == expected)
    }
    segment.payloadOffset = 2
    #expect(ExplainedPacket(header: .frame(1), packet: .segment(segment), frame: [1, 2, 3].span).options == [])
    segment.payloadOffset = 10
    segment.options.present = .damaged
    #expect(ExplainedPacket(header: .frame(1), packet: .segment(segment), frame: Array(0..<12).span).options == [])
    segment.options.present = []
    segment.payloadOffset = .max
    #expect(ExplainedPacket(header: .frame(1), packet: .segment(segment), frame: [1, 2, 3].span).options == [])
  }
}

@Suite("An ICMP error in tcpdump's words")
struct ControlMessageWordsTests {
  @Test(
    "is tcpdump's for IPv4",
    arguments: [
      (3, 0, "ICMP net 100.64.1.90 unreachable"), (3, 1, "ICMP host 100.64.1.90 unreachable"),
      (3, 2, "ICMP 100.64.1.90 protocol 6 unreachable"), (3, 3, "ICMP 100.64.1.90 tcp port 389 unreachable"),
      (3, 5, "ICMP 100.64.1.90 unreachable - source route failed"), (3, 6, "ICMP net 100.64.1.90 unreachable - unknown"),
      (3, 7, "ICMP host 100.64.1.90 unreachable - unknown"), (3, 8, "ICMP 100.64.1.90 unreachable - source host isolated"),
      (3, 9, "ICMP net 100.64.1.90 unreachable - admin prohibited"), (3, 10, "ICMP host 100.64.1.90 unreachable - admin prohibited"),
      (3, 11, "ICMP net 100.64.1.90 unreachable - tos prohibited"), (3, 12, "ICMP host 100.64.1.90 unreachable - tos prohibited"),
      (3, 13, "ICMP host 100.64.1.90 unreachable - admin prohibited filter"),
      (3, 14, "ICMP host 100.64.1.90 unreachable - host precedence violation"),
      (3, 15, "ICMP host 100.64.1.90 unreachable - precedence cutoff"), (3, 16, "ICMP 100.64.1.90 unreachable - #16"),
      (11, 0, "ICMP time exceeded in-transit"), (11, 1, "ICMP ip reassembly time exceeded"), (11, 2, "ICMP time exceeded-#2"),
      (12, 1, "ICMP parameter problem - code 1"), (4, 0, "ICMP source quench"),
    ] as [(UInt8, UInt8, String)])
  func version4(type: UInt8, code: UInt8, text: String) {
    let target = Endpoint(address: .v4(100, 64, 1, 90), port: 389)
    #expect(words(type, code, from: .v4(172, 31, 92, 2), about: target) == text)
  }

  @Test(
    "is tcpdump's for IPv6",
    arguments: [
      (1, 0, "ICMP6, destination unreachable, unreachable route 2001:db8::2"),
      (1, 3, "ICMP6, destination unreachable, unreachable address 2001:db8::2"),
      (1, 4, "ICMP6, destination unreachable, unreachable port, 2001:db8::2 tcp port 389"),
      (1, 8, "ICMP6, destination unreachable, unknown unreach code (8)"),
      (2, 0, "ICMP6, packet too big"), (3, 0, "ICMP6, time exceeded in-transit for 2001:db8::2"),
      (3, 1, "ICMP6, time exceeded in-transit (reassembly)"), (3, 2, "ICMP6, time exceeded in-transit, unknown code (2)"),
    ] as [(UInt8, UInt8, String)])
  func version6(type: UInt8, code: UInt8, text: String) {
    let target = Endpoint(address: IPAddress(high: 0x2001_0db8_0000_0000, low: 2), port: 389)
    #expect(words(type, code, from: IPAddress(high: 0x2001_0db8_0000_0000, low: 254), about: target) == text)
  }

  @Test("has words for every type and code")
  func every() {
    for type in UInt8.min...UInt8.max {
      for code in UInt8.min...UInt8.max {
        let about = Endpoint(address: .v4(1, 2, 3, 4), port: 5)
        #expect(words(type, code, from: .v4(1, 2, 3, 4), about: about).hasPrefix("ICMP "))
        #expect(words(type, code, from: IPAddress(high: 1, low: 1), about: about).hasPrefix("ICMP6, "))
      }
    }
  }

  private func words(_ type: UInt8, _ code: UInt8, from sender: IPAddress, about target: Endpoint) -> String {
    ControlMessageWords(message(type, code, from: sender, about: target)).text
  }
}

private func message(_ type: UInt8, _ code: UInt8, from sender: IPAddress, about target: Endpoint) -> ControlMessage {
  var outer = InternetLayer(source: sender, destination: .v4(10, 1, 1, 20))
  outer.hopLimit = 63
  outer.typeOfService = 0xc0
  outer.identification = 1224
  var inner = InternetLayer(source: .v4(10, 1, 1, 20), destination: target.address)
  inner.hopLimit = 62
  inner.identification = 55031
  inner.dontFragment = true
  let quoted = QuotedSegment(
    ip: inner, sourcePort: 58770, destinationPort: target.port, sequence: SequenceNumber(504_390_829), flags: .syn)
  return ControlMessage(ip: outer, link: LinkLayer(), type: type, code: code, quoted: quoted)
}

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
          Capture at the server at the same time: rstwho compare client.pcap server.pcap

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

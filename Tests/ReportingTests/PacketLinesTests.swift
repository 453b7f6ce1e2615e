import Testing
import Wire

@testable import Reporting

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

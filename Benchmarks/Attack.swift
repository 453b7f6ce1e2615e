import ArgumentParser
import Wire

/// Packets by which somebody may try to make the flow tables slow or large: each aims at one of them.
enum Attack: String, CaseIterable, ExpressibleByArgument {
  /// Ordinary connections, to compare with: SYN, SYN-ACK, data, FIN, FIN.
  case none
  /// SYNs from random addresses.
  case synFlood = "syn-flood"
  /// SYNs from IPv6 sources whose halves cancel each other out in a digest without a key.
  case collisions
  /// Each connection is reset at once, so that each is watched.
  case resetFlood = "reset-flood"
  /// Resets of many SYNs while nearly all other flows are not reset: whoever ends watched flows must not look at all the others each time.
  case resetsAmongMany = "resets-among-many"
  /// SYNs, and between them a packet of one of the flows before, so that none is idle for long: whoever looks for the idle ones looks in vain.
  case restless
  /// Acknowledgments of servers that never speak: one-sided flows.
  case oneSided = "one-sided"
  /// ICMP refusals, each of another SYN.
  case refusals
  /// Echo replies from random addresses.
  case echoReplies = "echo-replies"
  /// ClientHellos that go on for ever, an octet a segment, in many connections.
  case slowHellos = "slow-hellos"
  /// HTTP requests, each for another host.
  case names
  /// One connection with nothing but resets.
  case oneConnection = "one-connection"

  /// The packet with that number, and the frame that its names are read from.
  func packet(_ number: Int, using random: inout RandomNumbers) -> (packet: Packet, frame: [UInt8]) {
    let serial = UInt32(truncatingIfNeeded: number)
    switch self {
    case .none: return (.segment(conversation(number)), [])
    case .synFlood: return (.segment(segment(UInt32(truncatingIfNeeded: random.next()), .syn)), [])
    case .collisions: return (.segment(colliding(number)), [])
    case .resetFlood: return (.segment(segment(serial / 2, number.isMultiple(of: 2) ? .syn : .rst)), [])
    case .resetsAmongMany:
      return (.segment(segment(serial, number.isMultiple(of: 10) ? .rst : .syn)), [])
    case .restless: return (.segment(restless(serial, using: &random)), [])
    case .oneSided: return (.segment(segment(UInt32(truncatingIfNeeded: random.next()), .ack)), [])
    case .refusals: return (number.isMultiple(of: 2) ? .segment(segment(serial / 2, .syn)) : .controlMessage(refusal(serial / 2)), [])
    case .echoReplies: return (.echoReply(segment(UInt32(truncatingIfNeeded: random.next()), .ack).ip, LinkLayer()), [])
    case .slowHellos: return hello(number)
    case .names: return request(number)
    case .oneConnection: return (.segment(segment(7, number == 0 ? .syn : .rst)), [])
    }
  }

  private func segment(_ client: UInt32, _ flags: TCPFlags, fromServer: Bool = false) -> Segment {
    let ends = [IPAddress(v4: client), IPAddress(v4: 0x6440_015a)]
    var segment = Segment(
      ip: InternetLayer(source: ends[fromServer ? 1 : 0], destination: ends[fromServer ? 0 : 1]), link: LinkLayer(),
      sourcePort: fromServer ? 443 : 40_000, destinationPort: fromServer ? 40_000 : 443)
    segment.flags = flags
    segment.ip.hopLimit = 60
    segment.sequence = SequenceNumber(client)
    return segment
  }

  private func conversation(_ number: Int) -> Segment {
    let moves: [(TCPFlags, Bool)] = [
      (.syn, false), ([.syn, .ack], true), (.ack, false), (.ack, true), ([.fin, .ack], false), ([.fin, .ack], true),
    ]
    let (flags, fromServer) = moves[number % moves.count]
    return segment(UInt32(truncatingIfNeeded: number / moves.count), flags, fromServer: fromServer)
  }

  private func restless(_ serial: UInt32, using random: inout RandomNumbers) -> Segment {
    guard serial & 1 == 1 else { return segment(serial / 2, .syn) }
    let back = UInt32(truncatingIfNeeded: random.next() % 400_000)
    var again = segment(serial / 2 > back ? serial / 2 - back : 0, .ack)
    again.sequence = again.sequence + 1
    return again
  }

  private func colliding(_ number: Int) -> Segment {
    var segment = segment(1, .syn)
    let high = UInt64(number) + 1
    segment.ip.source = IPAddress(high: high, low: 42 ^ high &* 0x9e37_79b9_7f4a_7c15)
    segment.ip.destination = IPAddress(high: 0x2001_0db8 << 32, low: 1)
    return segment
  }

  private func refusal(_ client: UInt32) -> ControlMessage {
    let quoted = segment(client, .syn)
    let ip = InternetLayer(source: IPAddress(v4: 0xac1f_5c02), destination: quoted.ip.source)
    return ControlMessage(
      ip: ip, link: LinkLayer(), type: 3, code: 13,
      quoted: QuotedSegment(
        ip: quoted.ip, sourcePort: quoted.sourcePort, destinationPort: quoted.destinationPort, sequence: quoted.sequence, flags: .syn))
  }

  /// In turn for 2,000 connections: the header of a record of 16 KiB, then one octet each time.
  private func hello(_ number: Int) -> (packet: Packet, frame: [UInt8]) {
    let (client, turn) = (UInt32(truncatingIfNeeded: number % 2_000), UInt32(truncatingIfNeeded: number / 2_000))
    guard turn > 0 else { return (.segment(segment(client, .syn)), []) }
    let payload: [UInt8] = turn == 1 ? [22, 3, 1, 0x40, 0, 1] : [0]
    var segment = segment(client, [.psh, .ack])
    segment.sequence = SequenceNumber(client &+ 1 &+ (turn == 1 ? 0 : turn &+ 4))
    return (.segment(carrying(payload, segment)), payload)
  }

  private func request(_ number: Int) -> (packet: Packet, frame: [UInt8]) {
    let client = UInt32(truncatingIfNeeded: number / 2)
    guard !number.isMultiple(of: 2) else { return (.segment(segment(client, .syn)), []) }
    let payload = Array("GET / HTTP/1.1\r\nHost: host-\(number).example.net\r\n\r\n".utf8)
    var segment = segment(client, [.psh, .ack])
    segment.sequence = segment.sequence + 1
    return (.segment(carrying(payload, segment)), payload)
  }

  private func carrying(_ payload: [UInt8], _ segment: Segment) -> Segment {
    var segment = segment
    segment.payloadLength = UInt32(payload.count)
    segment.capturedPayloadLength = UInt32(payload.count)
    return segment
  }
}

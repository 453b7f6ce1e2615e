import Flows
import Wire

/// Packets of one flow in tcpdump's way of writing (`tcpdump -nv`, 4.99), without checksums, which nothing here has verified.
///
/// Sequence numbers are absolute in the first packet with an acknowledgment, in a SYN and in packets without ACK, and relative
/// in all others, as tcpdump has it.
struct PacketLines {
  private var bases: [Endpoint: UInt32] = [:]

  /// The lines of the next packet, without the time; those after the first begin with four spaces or a tab.
  mutating func lines(of packet: ExplainedPacket) -> [String] {
    switch packet.packet {
    case .segment(let segment):
      return lines(of: segment, options: packet.options)
    case .controlMessage(let message):
      return lines(of: message)
    case .echoReply(let ip, _):
      let address = "\(ip.source) > \(ip.destination): \(ip.source.isV4 ? "ICMP echo reply" : "ICMP6, echo reply")"
      return join(Self.header(ip, ip.source.isV4 ? .icmp : .icmp6, octets: nil), address, isV4: ip.source.isV4)
    case .other:
      return ["not decoded"]
    }
  }

  private mutating func lines(of segment: Segment, options: [UInt8]) -> [String] {
    let headerLength = UInt64(20 + segment.options.length)
    let header = Self.header(segment.ip, .tcp, octets: headerLength + UInt64(segment.payloadLength))
    return join(header, text(of: segment, options: options), isV4: segment.ip.source.isV4)
  }

  /// `10.1.1.20.46502 > 100.64.1.90.443: Flags [S], seq 889802217, win 64240, options […], length 0`
  private mutating func text(of segment: Segment, options: [UInt8]) -> String {
    let source = Endpoint(address: segment.ip.source, port: segment.sourcePort)
    let destination = Endpoint(address: segment.ip.destination, port: segment.destinationPort)
    let (sequence, acknowledgment, base) = numbers(of: segment, from: source, to: destination)
    var text = "\(source.dotted) > \(destination.dotted): Flags [\(segment.flags.signs)]"
    if segment.payloadLength > 0 || !segment.flags.isDisjoint(with: [.syn, .fin, .rst]) {
      text += ", seq \(sequence)"
      if segment.payloadLength > 0 { text += ":\(sequence &+ segment.payloadLength)" }
    }
    if segment.flags.contains(.ack) { text += ", ack \(acknowledgment)" }
    text += ", win \(segment.window)"
    if segment.options.length > 0 {
      let list = options.isEmpty ? OptionList(segment.options) : OptionList(octets: options, base: base)
      text += ", options [\(list.text)]"
    }
    return text + ", length \(segment.payloadLength)"
  }

  /// The numbers as shown, and where the other side's numbers begin.
  private mutating func numbers(
    of segment: Segment, from source: Endpoint, to destination: Endpoint
  ) -> (sequence: UInt32, acknowledgment: UInt32, base: UInt32) {
    let sequence = segment.sequence.value
    let acknowledgment = segment.acknowledgment.value
    guard segment.flags.contains(.ack) else { return (sequence, acknowledgment, 0) }
    guard let own = bases[source], let other = bases[destination], !segment.flags.contains(.syn) else {
      bases[source] = sequence
      bases[destination] = acknowledgment &- 1
      return (sequence, acknowledgment, acknowledgment &- 1)
    }
    return (sequence &- own, acknowledgment &- other, other)
  }

  private func lines(of message: ControlMessage) -> [String] {
    let isV4 = message.ip.source.isV4
    let text = "\(message.ip.source) > \(message.ip.destination): \(ControlMessageWords(message).text)"
    let quoted = message.quoted
    let source = Endpoint(address: quoted.ip.source, port: quoted.sourcePort)
    let destination = Endpoint(address: quoted.ip.destination, port: quoted.destinationPort)
    let flags = quoted.flags.map { " Flags [\($0.signs)]," } ?? ""
    let inner = "\(source.dotted) > \(destination.dotted):\(flags)\(quoted.sequence.map { " seq \($0.value)" } ?? "")"
    let innerLines = join(Self.header(quoted.ip, .tcp, octets: nil), inner, isV4: quoted.ip.source.isV4)
    return join(Self.header(message.ip, isV4 ? .icmp : .icmp6, octets: nil), text, isV4: isV4)
      + innerLines.enumerated().map { $0 == 0 ? "\t" + $1 : $1 }
  }

  /// tcpdump breaks the line after an IPv4 header and not after an IPv6 header.
  private func join(_ header: String, _ text: String, isV4: Bool) -> [String] {
    isV4 ? [header, "    " + text] : [header + " " + text]
  }

  private enum Content: String {
    case tcp = "TCP (6)"
    case icmp = "ICMP (1)"
    case icmp6 = "ICMPv6 (58)"
  }

  /// The IP header; its length is told where nothing unknown stands between it and its content of `octets`.
  private static func header(_ ip: InternetLayer, _ content: Content, octets: UInt64?) -> String {
    let octets = ip.hasExtensions ? nil : octets
    guard ip.source.isV4 else { return header6(ip, content, octets) }
    let congestion = ["", ",ECT(1)", ",ECT(0)", ",CE"][Int(ip.typeOfService & 3)]
    let hopLimit = ip.hopLimit > 0 ? " ttl \(ip.hopLimit)," : ""
    let flags = [ip.isFragment ? "+" : nil, ip.dontFragment ? "DF" : nil].compactMap(\.self).joined(separator: ", ")
    let length = octets.map { ", length \($0 + 20)" } ?? ""
    return "IP (tos 0x\(String(ip.typeOfService, radix: 16))\(congestion),\(hopLimit) id \(ip.identification), offset 0, "
      + "flags [\(flags.isEmpty ? "none" : flags)], proto \(content.rawValue)\(length))"
  }

  private static func header6(_ ip: InternetLayer, _ content: Content, _ octets: UInt64?) -> String {
    var bytes = Array("IP6 (".utf8)
    if ip.typeOfService > 0 {
      bytes.write("class 0x")
      bytes.write(hexadecimal: UInt32(ip.typeOfService), atLeast: 2)
      bytes.write(", ")
    }
    if ip.flowLabel > 0 {
      bytes.write("flowlabel 0x")
      bytes.write(hexadecimal: ip.flowLabel, atLeast: 5)
      bytes.write(", ")
    }
    bytes.write("hlim \(ip.hopLimit), next-header \(content.rawValue)")
    if let octets { bytes.write(" payload length: \(octets)") }
    bytes.write(")")
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Endpoint {
  /// `10.1.1.20.389`, as tcpdump writes it.
  fileprivate var dotted: String {
    "\(address).\(port)"
  }
}

extension TCPFlags {
  /// The flags as tcpdump writes them: `S`, `S.`, `R.`, `none`.
  fileprivate var signs: String {
    let signs: [(TCPFlags, String)] = [
      (.fin, "F"), (.syn, "S"), (.rst, "R"), (.psh, "P"), (.ack, "."), (.urg, "U"), (.ece, "E"), (.cwr, "W"), (.ae, "e"),
    ]
    let text = signs.filter { contains($0.0) }.map(\.1).joined()
    return text.isEmpty ? "none" : text
  }
}

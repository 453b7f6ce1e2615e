import Flows
import Reporting
import Wire

/// Segments between 10.0.0.1 port 1 and 10.0.0.2 port 2, as rows of what stands in their headers.
func segment(
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
  static func frame(_ number: UInt64) -> FrameHeader {
    FrameHeader(
      time: .sample(after: Int64(number) * 1_000_000), number: number, capturedLength: 60, originalLength: 60, linkType: .ethernet)
  }
}

func message(_ type: UInt8, _ code: UInt8, from sender: IPAddress, about target: Endpoint) -> ControlMessage {
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

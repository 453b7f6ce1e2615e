package import Wire

/// A packet written anew as raw IP (LINKTYPE_RAW) from what decoding made of it, so that nothing that was not looked at can slip through: no
/// hardware addresses, no tunnels, no IP options, no payload. Checksums are right; that of a segment with data is as if the data were zeros.
package struct PlainFrame: Sendable {
  /// The octets.
  package private(set) var bytes: [UInt8] = []
  /// How long the packet is with the payload that is cut off.
  package private(set) var originalLength: UInt32 = 0

  /// The frame of that packet, with the octets of its TCP options; nil for what is none that we follow.
  package init?(_ packet: Packet, options: [UInt8] = []) {
    switch packet {
    case .segment(let segment):
      let options = options.count.isMultiple(of: 4) && options.count <= 40 ? options : []
      let tcp = Self.tcp(segment, options)
      write(segment.ip, number: 6, tcp, payload: segment.payloadLength, checksumAt: 16)
    case .controlMessage(let message):
      let isV4 = message.ip.source.isV4
      let head: [UInt8] = [message.type, message.code, 0, 0, 0, 0, 0, 0]
      write(message.ip, number: isV4 ? 1 : 58, head + Self.quote(message.quoted), payload: 0, checksumAt: 2)
    case .echoReply(let ip, _):
      write(ip, number: ip.source.isV4 ? 1 : 58, [ip.source.isV4 ? 0 : 129, 0, 0, 0, 0, 0, 0, 0], payload: 0, checksumAt: 2)
    case .other:
      return nil
    }
  }

  /// RFC 9293, section 3.1.
  private static func tcp(_ segment: Segment, _ options: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: segment.sourcePort)
    bytes.append(bigEndian: segment.destinationPort)
    bytes.append(bigEndian: segment.sequence.value)
    bytes.append(bigEndian: segment.acknowledgment.value)
    bytes.append(bigEndian: UInt16(5 + options.count / 4) << 12 | segment.flags.rawValue & 0x1ff)
    bytes.append(bigEndian: segment.window)
    return bytes + [0, 0, 0, 0] + options
  }

  /// The header and the first 8 octets of what an ICMP error quotes (RFC 792); 20 octets where the flags are known.
  private static func quote(_ quoted: QuotedSegment) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: quoted.sourcePort)
    bytes.append(bigEndian: quoted.destinationPort)
    guard let sequence = quoted.sequence else { return header(quoted.ip, number: 6, length: 4) + bytes }
    bytes.append(bigEndian: sequence.value)
    if let flags = quoted.flags {
      bytes.append(bigEndian: UInt32(0))
      bytes.append(bigEndian: UInt16(5) << 12 | flags.rawValue & 0x1ff)
      bytes += [0, 0, 0, 0, 0, 0]
      Self.complete(&bytes, at: 16, from: pseudoHeader(quoted.ip, 6, 20))
    }
    return header(quoted.ip, number: 6, length: UInt32(clamping: bytes.count)) + bytes
  }

  /// Puts the checksum where it belongs.
  private static func complete(_ bytes: inout [UInt8], at place: Int, from start: UInt16) {
    let sum = ~sum(bytes, from: start)
    bytes[place] = UInt8(truncatingIfNeeded: sum >> 8)
    bytes[place + 1] = UInt8(truncatingIfNeeded: sum)
  }

  private mutating func write(_ ip: InternetLayer, number: UInt8, _ content: [UInt8], payload: UInt32, checksumAt place: Int) {
    let length = UInt32(clamping: content.count) &+ payload
    var content = content
    Self.complete(&content, at: place, from: number == 1 ? 0 : Self.pseudoHeader(ip, number, length))
    let header = Self.header(ip, number: number, length: length)
    bytes = header + content
    originalLength = UInt32(clamping: header.count) &+ length
  }

  /// RFC 791, section 3.1; RFC 8200, section 3. A length that does not fit is that of a super-frame, and written as 0.
  private static func header(_ ip: InternetLayer, number: UInt8, length: UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    guard ip.source.isV4 else {
      bytes.append(bigEndian: UInt32(6) << 28 | UInt32(ip.typeOfService) << 20 | ip.flowLabel & 0xf_ffff)
      bytes.append(bigEndian: UInt16(exactly: length) ?? 0)
      bytes += [number, ip.hopLimit]
      for address in [ip.source, ip.destination] {
        bytes.append(bigEndian: address.high)
        bytes.append(bigEndian: address.low)
      }
      return bytes
    }
    bytes += [0x45, ip.typeOfService]
    bytes.append(bigEndian: UInt16(exactly: length &+ 20) ?? 0)
    bytes.append(bigEndian: ip.identification)
    bytes.append(bigEndian: UInt16(ip.dontFragment ? 0x4000 : 0) | (ip.isFragment ? 0x2000 : 0))
    bytes += [ip.hopLimit, number, 0, 0]
    bytes.append(bigEndian: ip.source.v4)
    bytes.append(bigEndian: ip.destination.v4)
    complete(&bytes, at: 10, from: 0)
    return bytes
  }

  /// The sum over the pseudo-header (RFC 9293, section 3.1; RFC 8200, section 8.1).
  private static func pseudoHeader(_ ip: InternetLayer, _ number: UInt8, _ length: UInt32) -> UInt16 {
    var bytes: [UInt8] = []
    for address in [ip.source, ip.destination] {
      if address.isV4 {
        bytes.append(bigEndian: address.v4)
      } else {
        bytes.append(bigEndian: address.high)
        bytes.append(bigEndian: address.low)
      }
    }
    bytes.append(bigEndian: length)
    return sum(bytes + [0, number], from: 0)
  }

  /// The one's complement sum (RFC 1071).
  private static func sum(_ bytes: [UInt8], from start: UInt16) -> UInt16 {
    var sum = UInt32(start)
    for (index, octet) in bytes.enumerated() {
      sum &+= index.isMultiple(of: 2) ? UInt32(octet) << 8 : UInt32(octet)
      sum = sum & 0xffff &+ sum >> 16
    }
    return UInt16(truncatingIfNeeded: sum & 0xffff &+ sum >> 16)
  }
}

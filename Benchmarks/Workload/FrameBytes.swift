/// The flags of the TCP header (RFC 9293 section 3.1).
struct Flags: OptionSet {
  let rawValue: UInt8

  static let fin = Flags(rawValue: 0x01)
  static let syn = Flags(rawValue: 0x02)
  static let reset = Flags(rawValue: 0x04)
  static let push = Flags(rawValue: 0x08)
  static let acknowledgment = Flags(rawValue: 0x10)
}

/// One packet to be written: who to whom, and what its TCP header says.
struct Outgoing {
  var isFromClient: Bool
  var source: Host
  var destination: Host
  var isIPv6: Bool
  var vlan: UInt16?
  var flags: Flags
  var window: UInt16
  var options: [UInt8]
  var payloadLength: Int
}

/// The bytes of one Ethernet frame, built in place of the one before: no allocation a packet.
struct FrameBytes {
  /// The frame, from the destination's hardware address.
  private(set) var bytes: [UInt8] = []
  private let filler: [UInt8]

  /// Payload is taken from random bytes.
  init(using random: inout RandomNumbers) {
    filler = (0..<2048).map { _ in random.bits() }
    bytes.reserveCapacity(2048)
  }

  /// Builds a packet with right lengths and checksums.
  mutating func build(_ packet: Outgoing) {
    bytes.removeAll(keepingCapacity: true)
    let segmentLength = 20 + packet.options.count + packet.payloadLength
    appendEthernet(packet)
    let addresses = packet.isIPv6 ? appendIPv6(packet, segmentLength) : appendIPv4(packet, segmentLength)
    appendTCP(packet, pseudoHeader: sum(addresses) + 6 + UInt32(segmentLength))
  }

  private mutating func appendEthernet(_ packet: Outgoing) {
    let (client, server): (UInt8, UInt8) = (0xC0, 0x50)
    for last in packet.isFromClient ? [server, client] : [client, server] {
      append(0x0200_0000 as UInt32)
      append(0, last)
    }
    if let vlan = packet.vlan { append(0x8100 as UInt16, vlan) }
    append(packet.isIPv6 ? 0x86DD : 0x0800 as UInt16)
  }

  /// RFC 791 section 3.1, without options, DF set. Gives the place of the two addresses.
  private mutating func appendIPv4(_ packet: Outgoing, _ segmentLength: Int) -> Range<Int> {
    let start = bytes.count
    append(0x4500 as UInt16, UInt16(20 + segmentLength), packet.source.identification, 0x4000 as UInt16)
    append(packet.source.hopLimit, 6 as UInt8)
    append(0 as UInt16)
    append(packet.source.address, packet.destination.address)
    store(~folded(sum(start..<start + 20)), at: start + 10)
    return start + 12..<start + 20
  }

  /// RFC 8200 section 3, the addresses in 2001:db8::/96. Gives the place of the two addresses.
  private mutating func appendIPv6(_ packet: Outgoing, _ segmentLength: Int) -> Range<Int> {
    append(0x6000_0000 as UInt32)
    append(UInt16(segmentLength))
    append(6 as UInt8, packet.source.hopLimit)
    let start = bytes.count
    append(0x2001_0DB8 as UInt32, 0, 0, packet.source.address)
    append(0x2001_0DB8 as UInt32, 0, 0, packet.destination.address)
    return start..<start + 32
  }

  /// RFC 9293 section 3.1.
  private mutating func appendTCP(_ packet: Outgoing, pseudoHeader: UInt32) {
    let start = bytes.count
    append(packet.source.port, packet.destination.port)
    append(packet.source.sequenceNumber)
    append(packet.flags.contains(.acknowledgment) ? packet.destination.sequenceNumber : 0)
    append(UInt8((20 + packet.options.count) / 4) << 4, packet.flags.rawValue)
    append(packet.window, 0, 0)
    bytes.append(contentsOf: packet.options)
    bytes.append(contentsOf: filler[..<packet.payloadLength])
    store(~folded(sum(start..<bytes.count) + pseudoHeader), at: start + 16)
  }

  private mutating func append<Number: FixedWidthInteger>(_ numbers: Number...) {
    for number in numbers {
      for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> Number(shift)))
      }
    }
  }

  private mutating func store(_ number: UInt16, at offset: Int) {
    bytes[offset] = UInt8(number >> 8)
    bytes[offset + 1] = UInt8(number & 0xFF)
  }

  /// The Internet checksum's sum (RFC 1071), not folded.
  private func sum(_ range: Range<Int>) -> UInt32 {
    var total: UInt32 = 0
    for offset in stride(from: range.lowerBound, to: range.upperBound - 1, by: 2) {
      total += UInt32(bytes[offset]) << 8 | UInt32(bytes[offset + 1])
    }
    return range.count.isMultiple(of: 2) ? total : total + UInt32(bytes[range.upperBound - 1]) << 8
  }

  private func folded(_ sum: UInt32) -> UInt16 {
    var rest = sum
    while rest > 0xFFFF { rest = rest >> 16 + rest & 0xFFFF }
    return UInt16(rest)
  }
}

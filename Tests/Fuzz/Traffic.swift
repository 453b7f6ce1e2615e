/// Makes a capture of a short notation, ten octets a packet, and judges it: a random capture file hardly ever holds a handshake.
///
/// Octets: who (2 bits the client's port, 1 direction, 1 IPv6, 1 timestamps, 1 the ICMP error about the packet instead of it, 2 how long
/// after the one before), flags, sequence number relative to the one due, acknowledgment number likewise, hop limit, payload octets,
/// identification (2), time, window.
func tryTraffic(_ bytes: [UInt8]) {
  var capture = TrafficCapture()
  for start in stride(from: 0, to: bytes.count - 9, by: 10).prefix(400) { capture.add(bytes[start..<start + 10]) }
  tryReports(capture.bytes)
}

/// A pcap file in nanoseconds of raw IP packets.
private struct TrafficCapture {
  private(set) var bytes: [UInt8] = []
  private var time: UInt64 = 1_000_000_000
  /// The sequence number that is due from each end of each connection.
  private var due = [UInt32](repeating: 0, count: 16)

  init() {
    for number in [0xa1b2_3c4d, 0x0004_0002, 0, 0, 65_535, 101] as [UInt32] { append(little: number) }
    for index in due.indices { due[index] = UInt32(truncatingIfNeeded: index) &* 0x2468_ace1 }
  }

  mutating func add(_ notation: ArraySlice<UInt8>) {
    let octets = Array(notation)
    let who = octets[0]
    // A microsecond, a millisecond, 16 ms, 4 s for each unit of the time octet.
    time &+= UInt64(octets[8]) << [10, 20, 24, 32][Int(who >> 6)]
    var packet = internetPacket(octets)
    if who & 0x20 != 0 { packet = controlMessage(about: packet, isV6: who & 8 != 0) }
    append(little: UInt32(truncatingIfNeeded: time / 1_000_000_000))
    append(little: UInt32(truncatingIfNeeded: time % 1_000_000_000))
    append(little: UInt32(packet.count))
    append(little: UInt32(packet.count))
    bytes += packet
  }

  private mutating func internetPacket(_ octets: [UInt8]) -> [UInt8] {
    let segment = segment(octets)
    let isFromServer = octets[0] & 4 != 0
    let ends: [UInt8] = isFromServer ? [2, 1] : [1, 2]
    if octets[0] & 8 != 0 {
      let addresses = ends.flatMap { [0x20, 1, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [$0] }
      return [0x60, 0, octets[6], octets[7], 0, UInt8(segment.count), 6, octets[4]] + addresses + segment
    }
    let length = UInt16(20 + segment.count)
    let header: [UInt8] = [0x45, 0, UInt8(length >> 8), UInt8(length & 0xff), octets[6], octets[7], 0x40, 0, octets[4], 6, 0, 0]
    return header + ends.flatMap { [10, 0, 0, $0] } + segment
  }

  private mutating func segment(_ octets: [UInt8]) -> [UInt8] {
    let (who, flags) = (octets[0], octets[1])
    let port: [UInt8] = [0xc0, who & 3]
    let connection = Int(who & 3) << 1 | Int(who >> 3 & 1) << 3
    let own = connection | Int(who >> 2 & 1)
    let sequence = due[own] &+ UInt32(bitPattern: Int32(Int8(bitPattern: octets[2])))
    let acknowledgment = due[own ^ 1] &+ UInt32(bitPattern: Int32(Int8(bitPattern: octets[3])))
    let payload = octets[5] & 0x7f
    if flags & 4 == 0 { due[own] = sequence &+ UInt32(payload) &+ (flags & 1 == 0 ? 0 : 1) &+ (flags & 2 == 0 ? 0 : 1) }
    let ports = who & 4 == 0 ? port + [1, 0xbb] : [1, 0xbb] + port
    var options: [UInt8] = []
    if who & 16 != 0 { options = [1, 1, 8, 10] + big(UInt32(truncatingIfNeeded: time / 1_000_000)) + big(0) }
    let offset = UInt8((20 + options.count) / 4) << 4
    let content = (0..<payload).map { Self.request[Int($0) % Self.request.count] }
    return ports + big(sequence) + big(acknowledgment) + [offset, flags, octets[9], 0, 0, 0, 0, 0] + options + content
  }

  /// What clients say: a host that policies may look at.
  private static let request = Array("GET / HTTP/1.1\r\nHost: example.net\r\n\r\n".utf8)

  /// An ICMP error of a gateway that quotes the packet.
  private func controlMessage(about packet: [UInt8], isV6: Bool) -> [UInt8] {
    let quote = packet.prefix(isV6 ? 60 : 40)
    guard !isV6 else {
      let gateway: [UInt8] = [0x20, 1, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [9]
      return [0x60, 0, 0, 0, 0, UInt8(8 + quote.count), 58, 60] + gateway + packet[8..<24] + [1, 1, 0, 0, 0, 0, 0, 0] + quote
    }
    let header: [UInt8] = [0x45, 0, 0, UInt8(28 + quote.count), 0, 1, 0, 0, 60, 1, 0, 0, 10, 0, 0, 9]
    return header + packet[12..<16] + [3, 13, 0, 0, 0, 0, 0, 0] + quote
  }

  private func big(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }

  private mutating func append(little number: UInt32) {
    bytes += big(number).reversed()
  }
}

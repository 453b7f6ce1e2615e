/// A capture made here, octet by octet: raw IPv4 packets between 10.1.1.20:51201 and 100.64.1.90:389.
struct HandmadeCapture {
  private(set) var frames: [[UInt8]] = []

  /// Adds a TCP segment; `fromClient` false is the server's.
  mutating func add(
    fromClient: Bool, clientPort: UInt16 = 51_201, seq: UInt32, ack: UInt32, flags: UInt8, ttl: UInt8 = 60, payload: [UInt8] = []
  ) {
    let (client, server): ([UInt8], [UInt8]) = ([10, 1, 1, 20], [100, 64, 1, 90])
    let header: [UInt8] = [0x45, 0] + octets(UInt16(40 + payload.count)) + [0, 1, 0x40, 0, ttl, 6, 0, 0]
    let ports = fromClient ? octets(clientPort) + octets(UInt16(389)) : octets(UInt16(389)) + octets(clientPort)
    let segment = ports + octets(seq) + octets(ack) + [0x50, flags, flags & 0x04 == 0 ? 4 : 0, 0, 0, 0, 0, 0]
    frames.append(header + (fromClient ? client + server : server + client) + segment + payload)
  }

  /// Two connections that a reset refuses.
  static let refused: HandmadeCapture = {
    var capture = HandmadeCapture()
    for port in [UInt16(51_201), 51_202] {
      capture.add(fromClient: true, clientPort: port, seq: 9, ack: 0, flags: 0x02)
      capture.add(fromClient: false, clientPort: port, seq: 0, ack: 10, flags: 0x14)
    }
    return capture
  }()

  /// A connection that is opened, and reset by someone nearer after the client has sent `payload`.
  static func reset(after payload: [UInt8]) -> HandmadeCapture {
    var capture = HandmadeCapture()
    capture.add(fromClient: true, seq: 9, ack: 0, flags: 0x02)
    capture.add(fromClient: false, seq: 99, ack: 10, flags: 0x12)
    capture.add(fromClient: true, seq: 10, ack: 100, flags: 0x10)
    capture.add(fromClient: true, seq: 10, ack: 100, flags: 0x18, payload: payload)
    capture.add(fromClient: false, seq: 100, ack: 0, flags: 0x04, ttl: 63)
    return capture
  }

  /// A pcap file; a frame every half second.
  var pcap: [UInt8] { pcap(linkType: 101) }

  /// A pcap file that claims that link type (101 is raw IP).
  func pcap(linkType: UInt32) -> [UInt8] {
    var bytes: [UInt8] = [0xa1, 0xb2, 0xc3, 0xd4, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0] + octets(linkType)
    for (number, frame) in frames.enumerated() {
      let length = octets(UInt32(frame.count))
      bytes += octets(UInt32(1 + number / 2)) + octets(UInt32(number % 2 * 500_000)) + length + length + frame
    }
    return bytes
  }

  /// A pcapng file in which every text is this one: hardware, system, application, interface, description, filter, comments.
  func pcapng(saying text: [UInt8]) -> [UInt8] {
    let end: [UInt8] = [0, 0, 0, 0]
    var texts: [UInt8] = []
    for code in [UInt16(1), 2, 3, 4] { texts += option(code, text) }
    var bytes = block(0x0a0d_0d0a, octets(0x1a2b_3c4d as UInt32) + [0, 1, 0, 0] + octets(UInt64.max) + texts + end)
    bytes += block(1, [0, 101, 0, 0, 0, 4, 0, 0] + texts + option(11, [0] + text) + option(12, text) + end)
    for (number, frame) in frames.enumerated() {
      let length = octets(UInt32(frame.count))
      let header = octets(UInt32(0)) + octets(UInt64(1_000_000 + 500_000 * number)) + length + length
      bytes += block(6, header + padded(frame) + option(1, text) + end)
    }
    return bytes
  }

  private func option(_ code: UInt16, _ value: [UInt8]) -> [UInt8] {
    octets(code) + octets(UInt16(value.count)) + padded(value)
  }

  private func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
    let length = octets(UInt32(body.count + 12))
    return octets(type) + length + body + length
  }

  private func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + Array(repeating: 0, count: (4 - bytes.count % 4) % 4)
  }
}

/// The octets of a number in network byte order.
func octets(_ number: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
  let count = number.bitWidth / 8
  return (0..<count).map { UInt8(truncatingIfNeeded: number >> ((count - 1 - $0) * 8)) }
}

/// What a client says first.
enum FirstWords {
  /// A TLS ClientHello that asks for the server of that name.
  static func clientHello(serverName name: [UInt8]) -> [UInt8] {
    let names = octets(UInt16(name.count + 3)) + [0] + octets(UInt16(name.count)) + name
    let extensions = [0, 0] + octets(UInt16(names.count)) + names
    let random = [UInt8](repeating: 7, count: 32)
    let hello = [3, 3] + random + [0, 0, 2, 0x13, 1, 1, 0] + octets(UInt16(extensions.count)) + extensions
    let message = [1, 0] + octets(UInt16(hello.count)) + hello
    return [22, 3, 1] + octets(UInt16(message.count)) + message
  }

  /// An HTTP request for the host of that name.
  static func request(host: [UInt8]) -> [UInt8] {
    Array("GET / HTTP/1.1\r\nHost: ".utf8) + host + Array("\r\n\r\n".utf8)
  }
}

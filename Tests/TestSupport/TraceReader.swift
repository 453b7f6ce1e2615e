import Wire

/// Reads a trace line by line.
struct TraceReader {
  private(set) var frames: [TracedFrame] = []
  private(set) var ends = TraceEnd.usual
  private var numbers: [TraceWay: TraceNumbers] = [:]
  private let payloads: [String: [UInt8]]

  init(payloads: [String: [UInt8]]) {
    self.payloads = payloads
  }

  mutating func read(_ line: Substring) throws(TraceComplaint) {
    var words = TraceWords(line)
    guard !words.isEmpty else { return }
    if words.take("v6") { return useVersion6() }
    let first = try words.next("time")
    if words.take("is") { return try declare(String(first), &words) }
    let time = try Timestamp(first, after: frames.last?.header.time ?? .traceStart)
    if words.take("copy") { return try copy(&words, at: time) }
    if words.take("other") { return add(.other(.otherProtocol), at: time) }
    if words.take("icmp") { return add(.controlMessage(try controlMessage(&words)), at: time) }
    let way = try way(&words)
    if words.take("echo-reply") { return add(.echoReply(try internet(way, &words), LinkLayer()), at: time) }
    try segment(way, &words, at: time)
  }

  private mutating func add(_ packet: Packet, at time: Timestamp, bytes: [UInt8] = []) {
    let length = UInt32(bytes.count)
    let header = FrameHeader(
      time: time, number: UInt64(frames.count + 1), capturedLength: length, originalLength: length, linkType: .ethernet)
    frames.append(TracedFrame(packet: packet, header: header, bytes: bytes))
  }

  // MARK: Ends

  private mutating func useVersion6() {
    ends["C"]?.address = IPAddress(high: 0x2001_0db8_0000_0001, low: 0x20)
    ends["S"]?.address = IPAddress(high: 0x2001_0db8_0000_0002, low: 0x90)
  }

  private mutating func declare(_ name: String, _ words: inout TraceWords) throws(TraceComplaint) {
    let word = try words.next("address")
    let known = ends[name]
    guard let address = word == "as" ? known?.address : IPAddress(word) else { throw TraceComplaint("\(word) is no address") }
    var end = known ?? TraceEnd(address, port: 50000, hopLimit: 64, initialSequence: 9000, hardwareAddress: 9)
    end.address = address
    while !words.isEmpty { try end.declare(try words.next("column"), &words) }
    ends[name] = end
  }

  private func end(_ name: String) throws(TraceComplaint) -> TraceEnd {
    guard let end = ends[name] else { throw TraceComplaint("there is no end '\(name)'") }
    return end
  }

  private func way(_ words: inout TraceWords) throws(TraceComplaint) -> TraceWay {
    let (source, sourcePort) = try endpoint(words.next("sender"))
    try words.expect(">")
    let (destination, destinationPort) = try endpoint(words.next("receiver"))
    return TraceWay(source: source, sourcePort: sourcePort, destination: destination, destinationPort: destinationPort)
  }

  private func endpoint(_ word: Substring) throws(TraceComplaint) -> (String, UInt16) {
    let parts = word.split(separator: ":", maxSplits: 1)
    let name = String(parts.first ?? "")
    let declared = try end(name)
    guard parts.count == 2 else { return (name, declared.port) }
    guard let port = UInt16(parts[1]) else { throw TraceComplaint("\(parts[1]) is no port") }
    return (name, port)
  }

  private func internet(_ way: TraceWay, _ words: inout TraceWords) throws(TraceComplaint) -> InternetLayer {
    let source = try end(way.source)
    var ip = InternetLayer(source: source.address, destination: try end(way.destination).address)
    ip.hopLimit = words.take("ttl") ? try words.number("ttl") : source.hopLimit
    return ip
  }

  // MARK: Segments

  private mutating func segment(_ way: TraceWay, _ words: inout TraceWords, at time: Timestamp) throws(TraceComplaint) {
    var source = try end(way.source)
    let destination = try end(way.destination)
    let flags = try TCPFlags(words.next("flags"))
    var line = TraceSegment(
      flags: flags, own: numbers[way] ?? TraceNumbers(initial: source.initialSequence),
      other: numbers[way.reversed] ?? TraceNumbers(initial: destination.initialSequence), source: &source, at: time)
    while !words.isEmpty { try line.read(try words.next("column"), &words, from: source, payloads) }
    var segment = line.segment(from: source.address, way.sourcePort, to: destination.address, way.destinationPort)
    segment.capturedPayloadLength = UInt32(line.payload.count)
    let header = line.isOffloaded ? segment.headerAwaitingChecksum(options: line.rawOptions.count) : []
    segment.payloadOffset = UInt32(header.count + line.rawOptions.count)
    ends[way.source] = source
    numbers[way] = line.ownAfter
    add(.segment(segment), at: time, bytes: header + line.rawOptions + line.payload)
  }

  /// The capture shows a frame again.
  private mutating func copy(_ words: inout TraceWords, at time: Timestamp) throws(TraceComplaint) {
    let number = words.take("of") ? try words.number("frame") : frames.count
    guard frames.indices.contains(number - 1), case .segment(var segment) = frames[number - 1].packet else {
      throw TraceComplaint("there is no segment \(number) to copy")
    }
    segment.ip.hopLimit &-= 1
    while !words.isEmpty {
      let column = try words.next("column")
      switch column {
      case "ttl": segment.ip.hopLimit = try words.number("ttl")
      case "mac": segment.link.sourceAddress = try words.number("mac")
      case "vlan": segment.link.vlan = try words.number("vlan")
      case "in": segment.link.passage = .incoming
      case "out": segment.link.passage = .outgoing
      default: throw TraceComplaint("a copy has no '\(column)'")
      }
    }
    add(.segment(segment), at: time, bytes: frames[number - 1].bytes)
  }

  // MARK: ICMP

  /// `3/13 from 172.31.92.2 ttl 62 about C > S S seq 0 ttl 1`
  private func controlMessage(_ words: inout TraceWords) throws(TraceComplaint) -> ControlMessage {
    let kind = try words.next("type/code").split(separator: "/").map { UInt8($0) }
    guard kind.count == 2, let type = kind[0], let code = kind[1] else { throw TraceComplaint("an ICMP type and code are 3/13") }
    try words.expect("from")
    let word = try words.next("address")
    guard let address = ends[String(word)]?.address ?? IPAddress(word) else { throw TraceComplaint("\(word) is no address") }
    let hopLimit: UInt8 = words.take("ttl") ? try words.number("ttl") : 60
    try words.expect("about")
    let way = try way(&words)
    let flags = try TCPFlags(words.next("flags"))
    var quotedIP = InternetLayer(source: try end(way.source).address, destination: try end(way.destination).address)
    let relative: UInt32 = words.take("seq") ? try words.number("seq") : 0
    quotedIP.hopLimit = words.take("ttl") ? try words.number("ttl") : 1
    guard words.isEmpty else { throw TraceComplaint("a quote has seq and ttl only") }
    let declared = try end(way.source).initialSequence
    let initial = numbers[way]?.initial ?? declared
    var ip = InternetLayer(source: address, destination: quotedIP.source)
    ip.hopLimit = hopLimit
    let quoted = QuotedSegment(
      ip: quotedIP, sourcePort: way.sourcePort, destinationPort: way.destinationPort, sequence: SequenceNumber(initial &+ relative),
      flags: flags)
    return ControlMessage(ip: ip, link: LinkLayer(), type: type, code: code, quoted: quoted)
  }
}

extension Segment {
  /// Twenty octets in which the checksum is the sum of the pseudo header, as a network card that is to complete it is handed them.
  fileprivate func headerAwaitingChecksum(options: Int) -> [UInt8] {
    var octets: [UInt8] = [0, 6]
    for address in [ip.source, ip.destination] {
      let halves = address.isV4 ? [UInt64(address.v4)] : [address.high, address.low]
      for half in halves { octets += (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * UInt64($0))) } }
    }
    let length = 20 + UInt32(options) + payloadLength
    octets += (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) }
    var sum = stride(from: 0, to: octets.count, by: 2).reduce(0) { $0 + Int(octets[$1]) << 8 + Int(octets[$1 + 1]) }
    while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
    return [UInt8](repeating: 0, count: 16) + [UInt8(sum >> 8), UInt8(sum & 0xff), 0, 0]
  }
}

extension TCPFlags {
  /// The flags that the letters name: `SA`, `R`, `PA`.
  init(_ letters: Substring) throws(TraceComplaint) {
    self = []
    for letter in letters {
      switch letter {
      case "S": insert(.syn)
      case "F": insert(.fin)
      case "R": insert(.rst)
      case "P": insert(.psh)
      case "A", ".": insert(.ack)
      case "U": insert(.urg)
      case "E": insert(.ece)
      case "W": insert(.cwr)
      default: throw TraceComplaint("'\(letters)' are no flags")
      }
    }
  }
}

import Wire

/// One segment of a trace: the defaults of its sender, changed by the line's columns.
struct TraceSegment {
  private(set) var payload: [UInt8] = []
  /// Options that are kept as octets, before the payload.
  private(set) var rawOptions: [UInt8] = []
  /// Whether its checksum was still to be computed.
  private(set) var isOffloaded: Bool
  private var flags: TCPFlags
  private var own: TraceNumbers
  private let other: TraceNumbers
  private let time: Timestamp
  private var sequence: UInt32?
  private var acknowledgment: UInt32?
  private var length: UInt32 = 0
  private var window: UInt16
  private var ip: InternetLayer
  private var link = LinkLayer()
  private var options = TCPOptions()

  /// The segment as its sender makes it by itself; counts the sender's IP identification.
  init(flags: TCPFlags, own: TraceNumbers, other: TraceNumbers, source: inout TraceEnd, at time: Timestamp) {
    self.flags = flags
    self.own = own
    self.other = other
    self.time = time
    let isReset = flags.contains(.rst)
    isOffloaded = source.isOffloading
    window = isReset ? 0 : source.window
    ip = InternetLayer(source: source.address, destination: source.address)
    ip.hopLimit = source.hopLimit
    ip.typeOfService = source.typeOfService
    ip.flowLabel = source.flowLabel
    ip.dontFragment = source.dontFragment
    link.sourceAddress = source.hardwareAddress
    link.vlan = source.vlan
    link.tunnel = source.tunnel
    link.passage = source.passage
    guard !isReset else { return }
    if source.clock != nil { stamp(source.timestampValue(at: time), 0) }
    guard let identification = source.nextIdentification else { return }
    ip.identification = identification
    source.nextIdentification = identification &+ 1
  }

  /// Takes one column.
  mutating func read(
    _ column: Substring, _ words: inout TraceWords, from source: TraceEnd, _ payloads: [String: [UInt8]]
  ) throws(TraceComplaint) {
    switch column {
    case "seq": sequence = try absolute(words.next("seq"), own)
    case "ack": acknowledgment = try absolute(words.next("ack"), other)
    case "len": length = try words.number("len")
    case "isn": own = TraceNumbers(initial: try words.number("isn"))
    case "win": window = try words.number("win")
    case "payload": try carry(words.next("payload"), payloads)
    case "hex": try carry(hexadecimal: words.next("hex"))
    case _ where column.hasPrefix("<"): try readOptions(column, source)
    case _ where column.contains(":"): try readRange(column)
    default: try readHeader(column, &words)
    }
  }

  private mutating func readHeader(_ column: Substring, _ words: inout TraceWords) throws(TraceComplaint) {
    switch column {
    case "ttl": ip.hopLimit = try words.number("ttl")
    case "id": ip.identification = try words.number("id")
    case "tos": ip.typeOfService = try words.number("tos")
    case "label": ip.flowLabel = try words.number("label")
    case "df": ip.dontFragment = true
    case "nodf": ip.dontFragment = false
    case "mac": link.sourceAddress = try words.number("mac")
    case "vlan": link.vlan = try words.number("vlan")
    case "tunnel": link.tunnel = try words.number("tunnel")
    case "in": link.passage = .incoming
    case "out": link.passage = .outgoing
    default: throw TraceComplaint("a segment has no '\(column)'")
    }
  }

  /// A number counted from an initial one, or with `=` as it stands on the wire.
  private func absolute(_ word: Substring, _ numbers: TraceNumbers) throws(TraceComplaint) -> UInt32 {
    if word.hasPrefix("="), let number = UInt32(word.dropFirst()) { return number }
    guard let number = Int64(word) else { throw TraceComplaint("\(word) is no sequence number") }
    return numbers.initial &+ UInt32(truncatingIfNeeded: number)
  }

  private mutating func readRange(_ column: Substring) throws(TraceComplaint) {
    let numbers = column.split(separator: ":", omittingEmptySubsequences: false).map { UInt32($0) }
    guard numbers.count == 2, let start = numbers[0], let end = numbers[1], start <= end else {
      throw TraceComplaint("\(column) is no range")
    }
    sequence = own.initial &+ start
    length = end - start
  }

  private mutating func carry(_ name: Substring, _ payloads: [String: [UInt8]]) throws(TraceComplaint) {
    guard let bytes = payloads[String(name)] else { throw TraceComplaint("there is no payload '\(name)'") }
    payload = bytes
    length = UInt32(bytes.count)
  }

  private mutating func carry(hexadecimal digits: Substring) throws(TraceComplaint) {
    var rest = digits
    while !rest.isEmpty {
      guard let octet = UInt8(rest.prefix(2), radix: 16), rest.count > 1 else { throw TraceComplaint("\(digits) are no octets") }
      payload.append(octet)
      rest = rest.dropFirst(2)
    }
    length = UInt32(payload.count)
  }

  // MARK: Options

  private mutating func readOptions(_ column: Substring, _ source: TraceEnd) throws(TraceComplaint) {
    guard column.hasSuffix(">") else { throw TraceComplaint("'\(column)' does not end with >") }
    for option in column.dropFirst().dropLast().split(separator: ",") {
      let words = option.split(separator: " ")
      let numbers = words.dropFirst().compactMap { UInt32($0) }
      switch (words.first, numbers.count) {
      case ("mss", 1):
        options.maximumSegmentSize = UInt16(truncatingIfNeeded: numbers[0])
        options.present.insert(.maximumSegmentSize)
      case ("wscale", 1):
        options.scaleWindow(by: UInt8(truncatingIfNeeded: numbers[0]))
      case ("mprst", 1):
        rawOptions = [30, 4, 0x80, UInt8(truncatingIfNeeded: numbers[0])]
        options.present.insert(.multipath)
        options.length = 4
      case ("sackOK", 0): options.present.insert(.sackPermitted)
      case ("TS", 2): stamp(numbers[0], numbers[1])
      case ("TS", 0): stamp(source.timestampValue(at: time), 0)
      case ("none", 0): options = TCPOptions()
      default: throw TraceComplaint("'\(option)' is no option")
      }
    }
  }

  private mutating func stamp(_ value: UInt32, _ echo: UInt32) {
    options.present.insert(.timestamps)
    options.timestampValue = value
    options.timestampEcho = echo
  }

  // MARK: The result

  /// The segment between these ends.
  func segment(from source: IPAddress, _ sourcePort: UInt16, to destination: IPAddress, _ destinationPort: UInt16) -> Segment {
    var ip = ip
    ip.source = source
    ip.destination = destination
    var segment = Segment(ip: ip, link: link, sourcePort: sourcePort, destinationPort: destinationPort)
    segment.flags = flags
    segment.sequence = SequenceNumber(sequence ?? defaultSequence)
    segment.acknowledgment = SequenceNumber(acknowledgment ?? (flags.contains(.ack) ? other.initial &+ other.next : 0))
    segment.payloadLength = length
    segment.window = window
    segment.options = options
    return segment
  }

  private var defaultSequence: UInt32 {
    own.initial &+ (flags.contains(.syn) ? 0 : own.next)
  }

  /// What the sender sends next: a reset changes nothing, nor does a repetition.
  var ownAfter: TraceNumbers {
    guard !flags.contains(.rst) else { return own }
    let taken = length &+ (flags.contains(.syn) ? 1 : 0) &+ (flags.contains(.fin) ? 1 : 0)
    let end = (sequence ?? defaultSequence) &+ taken &- own.initial
    return TraceNumbers(initial: own.initial, next: Int32(bitPattern: end &- own.next) > 0 ? end : own.next)
  }
}

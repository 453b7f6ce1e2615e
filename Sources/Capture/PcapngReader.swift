import Wire

/// Reads the blocks of a pcapng file (draft-ietf-opsawg-pcapng): packets are delivered, what describes them is kept, everything else is passed over.
struct PcapngReader {
  /// The description of every interface, over all sections.
  private(set) var interfaces: [CaptureDetails.Interface] = []
  /// How many comments were seen.
  private(set) var comments: UInt64 = 0
  /// Frames lost according to the packets' own drop counts; nil where no packet has one.
  private(set) var droppedBetweenPackets: UInt64?
  /// Records without a packet that Wireshark counts as frames.
  private(set) var numberedWithoutPacket: UInt64 = 0

  private var order = ByteOrder(isSwapped: false)
  private var decoders: [FrameDecoder] = []
  private var firstOfSection = 0
  private var lastTime = Timestamp(nanoseconds: 0)

  /// How many interfaces are kept at most: what `FrameHeader.interface` can tell apart.
  static let mostInterfaces = 65_535
  /// How many bytes of an interface's name are kept at most.
  static let longestName = 255

  /// What is needed of an interface for each of its frames.
  private struct FrameDecoder {
    var linkType: LinkType
    var snapshotLength: UInt32
    var limit: UInt32
    var resolution: TimeResolution
  }

  /// The next frame, which `input` then lends; nil at the end.
  @inline(__always)
  mutating func next(from input: inout BufferedInput, number: UInt64) throws(ReadingProblem) -> FrameHeader? {
    while let start = try block(input: &input) {
      if start.type == PcapngBlock.enhancedPacket { return try enhancedPacket(start, from: &input, number: number) }
      if let header = try otherBlock(start, from: &input, number: number) { return header }
    }
    return nil
  }

  /// Type and length of the block that is next, its length plausible; nil at the end.
  @inline(__always)
  private mutating func block(input: inout BufferedInput) throws(ReadingProblem) -> PcapngBlock.Start? {
    guard try input.ensure(12), let raw = input.load(as: PcapngBlock.Start.self) else {
      guard input.count > 0 else { return nil }
      throw .problem(.cut(.blockHeader, offset: input.offset, needed: 12, present: UInt64(input.count)))
    }
    if raw.type == PcapngBlock.sectionHeader { try learnOrder(from: &input) }
    let start = PcapngBlock.Start(type: order(raw.type), length: order(raw.length))
    guard start.length >= PcapngBlock.least, start.length & 3 == 0 else { throw length(start, input) }
    return start
  }

  /// The packet of an Enhanced Packet Block (section 4.3).
  @inline(__always)
  private mutating func enhancedPacket(
    _ start: PcapngBlock.Start, from input: inout BufferedInput, number: UInt64
  ) throws(ReadingProblem) -> FrameHeader {
    guard try input.ensure(32), let packet = input.load(as: PcapngBlock.Packet.self) else { throw cut(start, input) }
    let interface = order(packet.interface)
    return try frame(packet, start, interface: interface, from: &input, number: number, dropOption: PcapngOptions.dropCount)
  }

  @inline(__always)
  private mutating func frame(
    _ packet: PcapngBlock.Packet, _ start: PcapngBlock.Start, interface: UInt32, from input: inout BufferedInput, number: UInt64,
    dropOption: UInt16
  ) throws(ReadingProblem) -> FrameHeader {
    let index = firstOfSection &+ Int(interface)
    guard index < decoders.count else {
      throw .problem(.unknownInterface(offset: input.offset, interface: interface, described: decoders.count &- firstOfSection))
    }
    let decoder = decoders[index]
    let captured = order(packet.capturedLength)
    guard captured <= decoder.limit else {
      throw .problem(.frameTooLong(offset: input.offset, claimed: captured, limit: decoder.limit))
    }
    let least = 32 &+ (captured &+ 3) & ~3
    guard start.length >= least, start.length &- least <= PcapngBlock.longestDescription else { throw length(start, input) }
    try completeBlock(start, input: &input)
    if start.length > least { readPacketOptions(from: least &- 4, start, input, dropOption: dropOption) }
    lastTime = decoder.resolution.time(of: UInt64(order(packet.timeHigh)) << 32 | UInt64(order(packet.timeLow)))
    _ = input.take(frameAt: 28, count: Int(captured), of: Int(start.length))
    return FrameHeader(
      time: lastTime, number: number &+ numberedWithoutPacket, capturedLength: captured, originalLength: order(packet.originalLength),
      linkType: decoder.linkType, interface: UInt16(truncatingIfNeeded: index))
  }

  /// Makes sure that the whole block is at hand and says its length twice.
  @inline(__always)
  private func completeBlock(_ start: PcapngBlock.Start, input: inout BufferedInput) throws(ReadingProblem) {
    guard try input.ensure(Int(start.length)), let trailer = input.load(at: Int(start.length) &- 4, as: UInt32.self) else {
      throw cut(start, input)
    }
    guard order(trailer) == start.length else {
      throw .problem(.blockLengths(offset: input.offset, first: start.length, second: order(trailer)))
    }
  }

  @inline(never)
  private mutating func readPacketOptions(
    from offset: UInt32, _ start: PcapngBlock.Start, _ input: borrowing BufferedInput, dropOption: UInt16
  ) {
    let options = PcapngOptions(order: order)
    input.withBytes(at: Int(offset), count: Int(start.length &- offset) &- 4) { bytes in
      options.forEach(in: bytes) { code, value in
        if code == PcapngOptions.comment { comments &+= 1 }
        guard code == dropOption, let drops = options.number(value, octets: 8) else { return }
        droppedBetweenPackets = (droppedBetweenPackets ?? 0).addingHeld(drops)
      }
    }
  }
}

// MARK: - Everything but enhanced packets

extension PcapngReader {
  /// Handles a block of another type; the frame where it holds one.
  @inline(never)
  private mutating func otherBlock(
    _ start: PcapngBlock.Start, from input: inout BufferedInput, number: UInt64
  ) throws(ReadingProblem) -> FrameHeader? {
    switch start.type {
    case PcapngBlock.obsoletePacket: return try obsoletePacket(start, from: &input, number: number)
    case PcapngBlock.simplePacket: return try simplePacket(start, from: &input, number: number)
    case PcapngBlock.sectionHeader: try readSection(start, from: &input)
    case PcapngBlock.interfaceDescription: try readInterface(start, from: &input)
    case PcapngBlock.interfaceStatistics: try readStatistics(start, from: &input)
    default: try passOver(start, input: &input)
    }
    return nil
  }

  /// The packet of an obsolete Packet Block (appendix A): 16 bits for the interface, 16 for how many frames were lost before this one.
  private mutating func obsoletePacket(
    _ start: PcapngBlock.Start, from input: inout BufferedInput, number: UInt64
  ) throws(ReadingProblem) -> FrameHeader {
    guard try input.ensure(32), let packet = input.load(as: PcapngBlock.Packet.self),
      let obsolete = input.load(as: PcapngBlock.ObsoletePacket.self)
    else { throw cut(start, input) }
    let interface = UInt32(order(obsolete.interface))
    let header = try frame(packet, start, interface: interface, from: &input, number: number, dropOption: .max)
    let drops = order(obsolete.drops)
    if drops != .max { droppedBetweenPackets = (droppedBetweenPackets ?? 0).addingHeld(UInt64(drops)) }
    return header
  }

  /// The packet of a Simple Packet Block (section 4.4): of the first interface, without a time, so it gets that of the frame before it.
  private mutating func simplePacket(
    _ start: PcapngBlock.Start, from input: inout BufferedInput, number: UInt64
  ) throws(ReadingProblem) -> FrameHeader {
    guard try input.ensure(16), let packet = input.load(as: PcapngBlock.SimplePacket.self) else { throw cut(start, input) }
    guard firstOfSection < decoders.count else {
      throw .problem(.unknownInterface(offset: input.offset, interface: 0, described: 0))
    }
    let decoder = decoders[firstOfSection]
    let original = order(packet.originalLength)
    let captured = decoder.snapshotLength == 0 ? original : min(original, decoder.snapshotLength)
    guard captured <= decoder.limit else {
      throw .problem(.frameTooLong(offset: input.offset, claimed: captured, limit: decoder.limit))
    }
    guard start.length >= 16 &+ (captured &+ 3) & ~3, start.length <= captured &+ PcapngBlock.longestDescription else {
      throw length(start, input)
    }
    try completeBlock(start, input: &input)
    _ = input.take(frameAt: 12, count: Int(captured), of: Int(start.length))
    return FrameHeader(
      time: lastTime, number: number &+ numberedWithoutPacket, capturedLength: captured, originalLength: original,
      linkType: decoder.linkType, interface: UInt16(truncatingIfNeeded: firstOfSection))
  }

  private mutating func learnOrder(from input: inout BufferedInput) throws(ReadingProblem) {
    guard let magic = input.load(at: 8, as: UInt32.self) else { return }
    guard magic == PcapngBlock.byteOrderMagic || magic.byteSwapped == PcapngBlock.byteOrderMagic else {
      throw .problem(.byteOrder(offset: input.offset, magic: magic))
    }
    order = ByteOrder(isSwapped: magic != PcapngBlock.byteOrderMagic)
  }

  /// A section header (section 4.1) ends what was said of interfaces before.
  private mutating func readSection(_ start: PcapngBlock.Start, from input: inout BufferedInput) throws(ReadingProblem) {
    try completeDescription(start, least: 28, input: &input)
    guard let section = input.load(as: PcapngBlock.Section.self) else { throw cut(start, input) }
    let major = order(section.majorVersion)
    guard major == 1 else {
      throw .problem(.version(offset: input.offset, major: major, minor: order(section.minorVersion)))
    }
    firstOfSection = decoders.count
    countComments(from: 24, start, input)
    _ = input.take(frameAt: 0, count: 0, of: Int(start.length))
  }

  /// An interface description (section 4.2).
  private mutating func readInterface(_ start: PcapngBlock.Start, from input: inout BufferedInput) throws(ReadingProblem) {
    try completeDescription(start, least: 20, input: &input)
    guard let layout = input.load(as: PcapngBlock.Interface.self) else { throw cut(start, input) }
    guard decoders.count < PcapngReader.mostInterfaces else {
      throw .problem(.tooManyInterfaces(offset: input.offset, limit: PcapngReader.mostInterfaces))
    }
    let linkType = LinkType(rawValue: order(layout.linkType))
    let snapshotLength = order(layout.snapshotLength)
    var description = CaptureDetails.Interface(name: nil, linkType: linkType, snapshotLength: snapshotLength, nanosecondsPerTick: 1000)
    let resolution = readInterfaceOptions(start, input, into: &description)
    description.nanosecondsPerTick = resolution.nanosecondsPerTick
    interfaces.append(description)
    decoders.append(
      FrameDecoder(
        linkType: linkType, snapshotLength: snapshotLength, limit: FrameLimit.bytes(of: linkType, snapshotLength: snapshotLength),
        resolution: resolution))
    countComments(from: 16, start, input)
    _ = input.take(frameAt: 0, count: 0, of: Int(start.length))
  }

  private func readInterfaceOptions(
    _ start: PcapngBlock.Start, _ input: borrowing BufferedInput, into description: inout CaptureDetails.Interface
  ) -> TimeResolution {
    let options = PcapngOptions(order: order)
    var resolution = TimeResolution()
    var seconds: Int64 = 0
    input.withBytes(at: 16, count: Int(start.length) &- 20) { bytes in
      options.forEach(in: bytes) { code, value in
        switch code {
        case PcapngOptions.interfaceName: description.name = text(value)
        case PcapngOptions.timeResolution:
          resolution = options.number(value, octets: 1).map { TimeResolution(option: UInt8($0)) } ?? resolution
        case PcapngOptions.timeOffset: seconds = options.number(value, octets: 8).map { Int64(bitPattern: $0) } ?? seconds
        default: break
        }
      }
    }
    return seconds == 0 ? resolution : resolution.addingSeconds(seconds)
  }

  private func text(_ value: Span<UInt8>) -> String {
    var octets: [UInt8] = []
    for index in 0..<min(value.count, PcapngReader.longestName) { octets.append(value[index]) }
    return String(decoding: octets.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Interface statistics (section 4.6): the counters run from the start of the capture, so the last ones count.
  private mutating func readStatistics(_ start: PcapngBlock.Start, from input: inout BufferedInput) throws(ReadingProblem) {
    try completeDescription(start, least: 24, input: &input)
    guard let layout = input.load(as: PcapngBlock.Statistics.self) else { throw cut(start, input) }
    let options = PcapngOptions(order: order)
    var dropped: UInt64?
    input.withBytes(at: 20, count: Int(start.length) &- 24) { bytes in
      options.forEach(in: bytes) { code, value in
        guard code == PcapngOptions.interfaceDrops || code == PcapngOptions.systemDrops else { return }
        guard let drops = options.number(value, octets: 8) else { return }
        dropped = (dropped ?? 0).addingHeld(drops)
      }
    }
    let index = firstOfSection &+ Int(order(layout.interface))
    if index < interfaces.count, let dropped { interfaces[index].dropped = dropped }
    countComments(from: 20, start, input)
    _ = input.take(frameAt: 0, count: 0, of: Int(start.length))
  }

  private mutating func countComments(from offset: Int, _ start: PcapngBlock.Start, _ input: borrowing BufferedInput) {
    let options = PcapngOptions(order: order)
    comments &+= input.withBytes(at: offset, count: Int(start.length) &- offset &- 4) { options.comments(in: $0) }
  }

  private func completeDescription(_ start: PcapngBlock.Start, least: UInt32, input: inout BufferedInput) throws(ReadingProblem) {
    guard start.length >= least, start.length <= PcapngBlock.longestDescription else { throw length(start, input) }
    try completeBlock(start, input: &input)
  }

  /// Steps over a block that says nothing of packets, however long it is.
  private mutating func passOver(_ start: PcapngBlock.Start, input: inout BufferedInput) throws(ReadingProblem) {
    let offset = input.offset
    let body = UInt64(start.length) &- 4
    guard try input.stepOver(body), try input.ensure(4), let trailer = input.load(as: UInt32.self) else {
      throw .problem(.cut(.block, offset: offset, needed: UInt64(start.length), present: input.offset &- offset &+ UInt64(input.count)))
    }
    guard order(trailer) == start.length else {
      throw .problem(.blockLengths(offset: offset, first: start.length, second: order(trailer)))
    }
    _ = input.take(frameAt: 0, count: 0, of: 4)
    if PcapngBlock.isNumberedByWireshark(start.type) { numberedWithoutPacket &+= 1 }
  }

  @inline(never)
  private func cut(_ start: PcapngBlock.Start, _ input: borrowing BufferedInput) -> ReadingProblem {
    .problem(.cut(.block, offset: input.offset, needed: UInt64(start.length), present: UInt64(input.count)))
  }

  @inline(never)
  private func length(_ start: PcapngBlock.Start, _ input: borrowing BufferedInput) -> ReadingProblem {
    .problem(.blockLength(offset: input.offset, claimed: start.length))
  }
}

extension UInt64 {
  /// The sum, held at the end of the range.
  func addingHeld(_ other: UInt64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}

import Wire

/// Reads the blocks of a pcapng file (draft-ietf-opsawg-pcapng): packets are delivered, what describes them is kept, everything else is
/// passed over.
struct PcapngReader {
  /// The description of every interface, over all sections.
  var interfaces: [CaptureDetails.Interface] = []
  /// How many comments were seen.
  var comments: UInt64 = 0
  /// Frames lost according to the packets' own drop counts; nil where no packet has one.
  var droppedBetweenPackets: UInt64?
  /// Records without a packet that Wireshark counts as frames.
  var numberedWithoutPacket: UInt64 = 0

  /// Order of the octets in this section.
  var order = ByteOrder(isSwapped: false)
  /// What is needed of every interface for its frames, as `interfaces`.
  var decoders: [FrameDecoder] = []
  /// The first interface of this section, over all sections.
  var firstOfSection = 0
  /// The time of the frame before.
  var lastTime = Timestamp(nanoseconds: 0)
  /// The interface of the frame before, of this section, and what is needed of it; `noInterface` where there was none.
  private var usual = FrameDecoder(template: FrameHeader(), snapshotLength: 0, limit: 0, resolution: TimeResolution())
  private var usualInterface = PcapngReader.noInterface
  /// More than the 32 bits of a block can say.
  private static let noInterface = UInt64.max

  /// How many interfaces are kept at most: what `FrameHeader.interface` can tell apart.
  static let mostInterfaces = 65_535
  /// How many bytes of an interface's name are kept at most.
  static let longestName = 255

  /// What is needed of an interface for each of its frames.
  struct FrameDecoder {
    var template: FrameHeader
    var snapshotLength: UInt32
    var limit: UInt32
    var resolution: TimeResolution
  }

  /// Fills in the header of the next frame, which `input` then lends, where it is an enhanced packet without options, wholly at hand and
  /// sound, of the interface of the frame before, as nearly all are. Nothing here can fail, so that it stays small enough to be inlined.
  @inline(__always)
  mutating func take(_ header: inout FrameHeader, from input: inout BufferedInput) -> Bool {
    guard let packet = input.load(as: PcapngBlock.Packet.self), UInt64(packet.interface) == usualInterface, !order.isSwapped else {
      return false
    }
    let captured = packet.capturedLength
    let length = 32 &+ (captured &+ 3) & ~3
    guard packet.start.type == PcapngBlock.enhancedPacket, packet.start.length == length, captured <= usual.limit,
      input.load(at: Int(length) &- 4, as: UInt32.self) == length,
      input.take(frameAt: PcapngBlock.frameOffset, count: Int(captured), of: Int(length))
    else { return false }
    lastTime = usual.resolution.time(of: UInt64(packet.timeHigh) << 32 | UInt64(packet.timeLow))
    header.time = lastTime
    header.capturedLength = captured
    header.originalLength = packet.originalLength
    header.linkType = usual.template.linkType
    header.interface = usual.template.interface
    return true
  }

  /// After damage nothing more is taken, wherever the input stands.
  mutating func finish() { usualInterface = Self.noInterface }

  /// The same after `take` could not: reads on, or says what is wrong; false at the end.
  mutating func next(_ header: inout FrameHeader, from input: inout BufferedInput) throws(ReadingProblem) -> Bool {
    while let start = try block(input: &input) {
      if start.type == PcapngBlock.enhancedPacket {
        try enhancedPacket(start, into: &header, from: &input)
        return true
      }
      if try otherBlock(start, into: &header, from: &input) { return true }
    }
    return false
  }

  /// Type and length of the block that is next, its length plausible; nil at the end.
  @inline(__always)
  private mutating func block(input: inout BufferedInput) throws(ReadingProblem) -> PcapngBlock.Start? {
    guard try input.ensure(12), let raw = input.load(as: PcapngBlock.Start.self) else {
      guard input.count > 0 else { return nil }
      throw .problem(.cut(.blockHeader, offset: input.offset, needed: 12, present: UInt64(input.count)))
    }
    if raw.type == PcapngBlock.sectionHeader {
      usualInterface = Self.noInterface
      try learnOrder(from: &input)
    }
    let start = PcapngBlock.Start(type: order(raw.type), length: order(raw.length))
    guard start.length >= PcapngBlock.least, start.length & 3 == 0 else { throw length(start, input) }
    return start
  }

  /// The packet of an Enhanced Packet Block (section 4.3).
  @inline(__always)
  private mutating func enhancedPacket(
    _ start: PcapngBlock.Start, into header: inout FrameHeader, from input: inout BufferedInput
  ) throws(ReadingProblem) {
    guard try input.ensure(32), let packet = input.load(as: PcapngBlock.Packet.self) else { throw cut(start, input) }
    let interface = order(packet.interface)
    try frame(packet, start, interface: interface, into: &header, from: &input, dropOption: PcapngOptions.dropCount)
  }

  /// What Enhanced and obsolete Packet Blocks have in common.
  @inline(__always)
  mutating func frame(
    _ packet: PcapngBlock.Packet, _ start: PcapngBlock.Start, interface: UInt32, into header: inout FrameHeader,
    from input: inout BufferedInput, dropOption: UInt16
  ) throws(ReadingProblem) {
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
    (usual, usualInterface) = (decoder, UInt64(interface))
    _ = input.take(frameAt: PcapngBlock.frameOffset, count: Int(captured), of: Int(start.length))
    header = decoder.template
    header.time = lastTime
    header.capturedLength = captured
    header.originalLength = order(packet.originalLength)
  }

  /// Makes sure that the whole block is at hand and says its length twice.
  @inline(__always)
  func completeBlock(_ start: PcapngBlock.Start, input: inout BufferedInput) throws(ReadingProblem) {
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

  /// The order of a section's octets, which the byte-order magic after its length shows.
  private mutating func learnOrder(from input: inout BufferedInput) throws(ReadingProblem) {
    guard let magic = input.load(at: 8, as: UInt32.self) else { return }
    guard magic == PcapngBlock.byteOrderMagic || magic.byteSwapped == PcapngBlock.byteOrderMagic else {
      throw .problem(.byteOrder(offset: input.offset, magic: magic))
    }
    order = ByteOrder(isSwapped: magic != PcapngBlock.byteOrderMagic)
  }

  /// The input ends inside the block.
  @inline(never)
  func cut(_ start: PcapngBlock.Start, _ input: borrowing BufferedInput) -> ReadingProblem {
    .problem(.cut(.block, offset: input.offset, needed: UInt64(start.length), present: UInt64(input.count)))
  }

  /// The block has a length that it cannot have.
  @inline(never)
  func length(_ start: PcapngBlock.Start, _ input: borrowing BufferedInput) -> ReadingProblem {
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

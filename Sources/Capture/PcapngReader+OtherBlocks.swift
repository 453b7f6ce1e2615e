import Wire

extension PcapngReader {
  /// Handles a block of another type; whether it held a frame.
  @inline(never)
  mutating func otherBlock(
    _ start: PcapngBlock.Start, into header: inout FrameHeader, from input: inout BufferedInput
  ) throws(ReadingProblem) -> Bool {
    switch start.type {
    case PcapngBlock.obsoletePacket:
      try obsoletePacket(start, into: &header, from: &input)
      return true
    case PcapngBlock.simplePacket:
      try simplePacket(start, into: &header, from: &input)
      return true
    case PcapngBlock.sectionHeader: try readSection(start, from: &input)
    case PcapngBlock.interfaceDescription: try readInterface(start, from: &input)
    case PcapngBlock.interfaceStatistics: try readStatistics(start, from: &input)
    default: try passOver(start, input: &input)
    }
    return false
  }

  /// The packet of an obsolete Packet Block (appendix A): 16 bits for the interface, 16 for how many frames were lost before this one.
  private mutating func obsoletePacket(
    _ start: PcapngBlock.Start, into header: inout FrameHeader, from input: inout BufferedInput
  ) throws(ReadingProblem) {
    guard try input.ensure(32), let packet = input.load(as: PcapngBlock.Packet.self),
      let obsolete = input.load(as: PcapngBlock.ObsoletePacket.self)
    else { throw cut(start, input) }
    let interface = UInt32(order(obsolete.interface))
    try frame(packet, start, interface: interface, into: &header, from: &input, dropOption: .max)
    let drops = order(obsolete.drops)
    if drops != .max { droppedBetweenPackets = (droppedBetweenPackets ?? 0).addingHeld(UInt64(drops)) }
  }

  /// The packet of a Simple Packet Block (section 4.4): of the first interface, without a time, so it gets that of the frame before it.
  private mutating func simplePacket(
    _ start: PcapngBlock.Start, into header: inout FrameHeader, from input: inout BufferedInput
  ) throws(ReadingProblem) {
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
    header = decoder.template
    header.time = lastTime
    header.capturedLength = captured
    header.originalLength = original
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
}

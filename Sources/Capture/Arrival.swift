/// What waiting for the next frame of a pipe gave.
package enum Arrival: Hashable, Sendable {
  /// It is at hand; or the end is, or an error: asking for it tells.
  case frame
  /// Nothing came in that time.
  case nothing
  /// The descriptor that was given to end the wait can be read.
  case wake
}

extension FrameSource {
  /// Waits until the next frame of a pipe is wholly at hand, so that asking for it does not wait. A file, and a pipe that holds compressed
  /// data, whose frames may come long after their bytes, is not waited for.
  mutating func awaitFrame(milliseconds: Int32, orFor wakeDescriptor: Int32) -> Arrival {
    guard let pipe else { return .frame }
    while true {
      let needed = octetsNeeded
      guard availableOctets < needed else { return .frame }
      let arrival = pipe.wait(milliseconds: milliseconds, orFor: wakeDescriptor)
      guard arrival == .frame else { return arrival }
      guard readOnce(towards: needed) else { return .frame }
    }
  }
}

extension FrameSources {
  /// Waits until the next frame of a pipe is wholly at hand, so that asking for it does not wait; as long as that, or until
  /// `wakeDescriptor` can be read. Of what is not a single pipe, uncompressed, the next frame counts as at hand.
  package mutating func awaitFrame(milliseconds: Int32, orFor wakeDescriptor: Int32) -> Arrival {
    isPipe ? awaitOpenPipe(milliseconds, wakeDescriptor) : .frame
  }
}

extension PcapReader {
  /// How many octets must be at hand for the next frame to be delivered, or to be found damaged.
  func octetsNeeded(_ input: borrowing BufferedInput) -> Int {
    guard let captured = capturedLength(input), captured <= limit else { return headerLength }
    return headerLength &+ Int(captured)
  }
}

extension PcapngReader {
  /// How many octets must be at hand for the next packet to be delivered, or to be found damaged. Blocks before it that only describe are
  /// looked through.
  func octetsNeeded(_ input: borrowing BufferedInput) -> Int {
    var (order, offset) = (self.order, 0)
    while let raw = input.load(at: offset, as: PcapngBlock.Start.self), let magic = input.load(at: offset &+ 8, as: UInt32.self) {
      if raw.type == PcapngBlock.sectionHeader { order = ByteOrder(isSwapped: magic != PcapngBlock.byteOrderMagic) }
      let (type, length) = (order(raw.type), order(raw.length))
      // What cannot be the length of a block, or is one that is passed over without being kept, is dealt with by reading it.
      guard length >= PcapngBlock.least, length <= PcapngBlock.longestDescription else { return offset }
      offset &+= Int(length)
      if [PcapngBlock.enhancedPacket, PcapngBlock.simplePacket, PcapngBlock.obsoletePacket].contains(type) { return offset }
    }
    return offset &+ Int(PcapngBlock.least)
  }
}

import Wire

extension PcapngReader {
  /// A section header (section 4.1) ends what was said of interfaces before.
  mutating func readSection(_ start: PcapngBlock.Start, from input: inout BufferedInput) throws(ReadingProblem) {
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
  mutating func readInterface(_ start: PcapngBlock.Start, from input: inout BufferedInput) throws(ReadingProblem) {
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
    let template = FrameHeader(
      time: Timestamp(nanoseconds: 0), number: 0, capturedLength: 0, originalLength: 0, linkType: linkType,
      interface: UInt16(truncatingIfNeeded: decoders.count))
    let limit = FrameLimit.bytes(of: linkType, snapshotLength: snapshotLength)
    decoders.append(FrameDecoder(template: template, snapshotLength: snapshotLength, limit: limit, resolution: resolution))
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
  mutating func readStatistics(_ start: PcapngBlock.Start, from input: inout BufferedInput) throws(ReadingProblem) {
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
}

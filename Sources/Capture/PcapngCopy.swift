/// Copies a pcapng file block by block (draft-ietf-opsawg-pcapng): what is kept is kept to the bit, in the order of its octets, and a packet's
/// block gains comments. Frames are counted as `PcapngReader` counts them.
struct PcapngCopy {
  private var order = ByteOrder(isSwapped: false)
  private var frames: UInt64 = 0
  /// The time of the last packet as it stands in the file: a Simple Packet Block has none of its own.
  private var lastTime: (high: UInt32, low: UInt32) = (0, 0)

  /// The longest block that is copied; a longer one that holds no packet is left out.
  private static let longest: UInt32 = 64 * 1024 * 1024

  /// The octets of the next block of the copy, empty where it is left out; nil at the end. Throws where the file is damaged.
  mutating func next(from input: inout BufferedInput, _ fate: (UInt64) -> FrameFate) throws(ReadingProblem) -> [UInt8]? {
    guard try input.ensure(12), let raw = input.load(as: PcapngBlock.Start.self) else {
      guard input.count > 0 else { return nil }
      throw .problem(.cut(.blockHeader, offset: input.offset, needed: 12, present: UInt64(input.count)))
    }
    if raw.type == PcapngBlock.sectionHeader { try learnOrder(from: input) }
    let start = PcapngBlock.Start(type: order(raw.type), length: order(raw.length))
    guard start.length >= PcapngBlock.least, start.length & 3 == 0 else {
      throw .problem(.blockLength(offset: input.offset, claimed: start.length))
    }
    guard start.length <= Self.longest else {
      guard try input.stepOver(UInt64(start.length)) else { throw cut(start, input) }
      return []
    }
    guard try input.ensure(Int(start.length)), let trailer = input.load(at: Int(start.length) &- 4, as: UInt32.self) else {
      throw cut(start, input)
    }
    guard order(trailer) == start.length else {
      throw .problem(.blockLengths(offset: input.offset, first: start.length, second: order(trailer)))
    }
    let bytes = input.withBytes(at: 0, count: Int(start.length)) { span in span.indices.map { span[$0] } }
    _ = input.take(frameAt: 0, count: 0, of: Int(start.length))
    return copy(bytes, start, fate)
  }

  private mutating func copy(_ bytes: [UInt8], _ start: PcapngBlock.Start, _ fate: (UInt64) -> FrameFate) -> [UInt8] {
    switch start.type {
    case PcapngBlock.sectionHeader: return withoutLength(bytes)
    case PcapngBlock.enhancedPacket, PcapngBlock.obsoletePacket:
      frames &+= 1
      guard bytes.count >= 32 else { return bytes }
      lastTime = (number(in: bytes, at: 12), number(in: bytes, at: 16))
      guard case .kept(let comments) = fate(frames) else { return [] }
      let end = 28 &+ (Int(number(in: bytes, at: 20)) &+ 3) & ~3
      guard !comments.isEmpty, end <= bytes.count &- 4 else { return bytes }
      return block(start.type, Array(bytes[8..<end]), options: options(in: bytes[end..<bytes.count - 4]), comments)
    case PcapngBlock.simplePacket:
      frames &+= 1
      guard case .kept(let comments) = fate(frames) else { return [] }
      return comments.isEmpty ? bytes : enhanced(bytes, comments)
    default:
      if PcapngBlock.isNumberedByWireshark(start.type) { frames &+= 1 }
      return bytes
    }
  }

  /// A section's length is not known before its end: all ones (section 4.1).
  private func withoutLength(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 28 else { return bytes }
    return bytes[..<16] + [UInt8](repeating: 0xff, count: 8) + bytes[24...]
  }

  /// A Simple Packet Block as an enhanced one, which may have comments; its time is that of the packet before.
  private func enhanced(_ bytes: [UInt8], _ comments: [String]) -> [UInt8] {
    guard bytes.count >= 16 else { return bytes }
    let original = number(in: bytes, at: 8)
    let frame = bytes[12..<bytes.count - 4]
    var body: [UInt8] = []
    let captured = min(original, UInt32(clamping: frame.count))
    for value in [0, lastTime.high, lastTime.low, captured, original] { append(value, to: &body) }
    return block(PcapngBlock.enhancedPacket, body + frame, options: [], comments)
  }

  /// The whole options without the end of options.
  private func options(in bytes: ArraySlice<UInt8>) -> [UInt8] {
    var position = bytes.startIndex
    while position &+ 4 <= bytes.endIndex {
      let (code, length) = (short(in: bytes, at: position), Int(short(in: bytes, at: position &+ 2)))
      let next = position &+ 4 &+ (length &+ 3) & ~3
      guard code != 0, next <= bytes.endIndex else { break }
      position = next
    }
    return Array(bytes[..<position])
  }

  private func block(_ type: UInt32, _ body: [UInt8], options: [UInt8], _ comments: [String]) -> [UInt8] {
    var content = body + options
    for comment in comments {
      let octets = Array(comment.utf8.prefix(60_000))
      append(UInt16(PcapngOptions.comment), to: &content)
      append(UInt16(clamping: octets.count), to: &content)
      content += octets + [UInt8](repeating: 0, count: (4 - octets.count % 4) % 4)
    }
    append(UInt32(0), to: &content)
    var bytes: [UInt8] = []
    let length = UInt32(clamping: content.count + Int(PcapngBlock.least))
    append(type, to: &bytes)
    append(length, to: &bytes)
    bytes += content
    append(length, to: &bytes)
    return bytes
  }

  private mutating func learnOrder(from input: borrowing BufferedInput) throws(ReadingProblem) {
    guard let magic = input.load(at: 8, as: UInt32.self) else { return }
    guard magic == PcapngBlock.byteOrderMagic || magic.byteSwapped == PcapngBlock.byteOrderMagic else {
      throw .problem(.byteOrder(offset: input.offset, magic: magic))
    }
    order = ByteOrder(isSwapped: magic != PcapngBlock.byteOrderMagic)
  }

  private func cut(_ start: PcapngBlock.Start, _ input: borrowing BufferedInput) -> ReadingProblem {
    .problem(.cut(.block, offset: input.offset, needed: UInt64(start.length), present: UInt64(input.count)))
  }

  private func number(in bytes: [UInt8], at offset: Int) -> UInt32 {
    UInt32(short(in: bytes[...], at: offset + (order.isBigEndian ? 0 : 2))) << 16
      | UInt32(short(in: bytes[...], at: offset + (order.isBigEndian ? 2 : 0)))
  }

  private func short(in bytes: ArraySlice<UInt8>, at offset: Int) -> UInt16 {
    let (first, second) = (UInt16(bytes[offset]), UInt16(bytes[offset + 1]))
    return order.isBigEndian ? first << 8 | second : second << 8 | first
  }

  private func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    for index in 0..<value.bitWidth / 8 {
      bytes.append(UInt8(truncatingIfNeeded: value >> (8 * (order.isBigEndian ? value.bitWidth / 8 - 1 - index : index))))
    }
  }
}

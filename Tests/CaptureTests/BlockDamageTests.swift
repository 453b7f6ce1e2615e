import Capture
import Testing

/// Captures packed by hand, in blocks that are kept as they are, where the header of the second block cannot be.
@Suite("A damaged block")
struct BlockDamageTests {
  /// How a file is put together from blocks.
  struct Packing: CustomTestStringConvertible, Sendable {
    var compression: Compression
    /// What stands before the first block.
    var beginning: [UInt8]
    /// The header of a block of that length.
    var header: @Sendable (Int) -> [UInt8]
    /// The header of no block.
    var nonsense: [UInt8]
    var testDescription: String { compression.rawValue }
  }

  static let packings = [
    // RFC 8878, sections 3.1.1.1 and 3.1.1.2: no content size, a window of 1 MiB; a raw block; the block type that is reserved.
    Packing(
      compression: .zstd, beginning: [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50],
      header: { [UInt8(truncatingIfNeeded: $0 << 3), UInt8(truncatingIfNeeded: $0 >> 5), UInt8(truncatingIfNeeded: $0 >> 13)] },
      nonsense: [0x86, 0x00, 0x00]),
    // LZ4 frame format: independent blocks of at most 64 KiB; the highest bit marks one that is kept as it is; a block that is too long.
    Packing(
      compression: .lz4, beginning: [0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82],
      header: { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8), 0, 0x80] },
      nonsense: [0xff, 0xff, 0xff, 0x7f]),
  ]

  @Test("keeps nothing back of the sound one before it", arguments: packings)
  func afterSoundOne(packing: Packing) throws {
    let plain = CaptureBytes.pcap(threeFrames)
    let sound = packing.beginning + packing.header(plain.count) + plain
    for rest in [[], Array(repeating: 0x55, count: 500)] as [[UInt8]] {
      let reading = try Reading(sound + packing.nonsense + rest)
      #expect(reading.details?.compression == packing.compression)
      #expect(reading.frames == threeFrames)
      #expect(reading.error?.description.contains("compressed data is damaged") == true)
    }
  }
}

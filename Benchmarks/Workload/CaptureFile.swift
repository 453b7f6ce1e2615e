import Foundation

/// A pcap file under construction (draft-ietf-opsawg-pcap): little-endian, microseconds, Ethernet; written a mebibyte at a time.
struct CaptureFile: ~Copyable {
  private static let blockSize = 1 << 20

  /// What has been added so far.
  private(set) var contents = Contents()
  private let handle: FileHandle
  private var block: [UInt8] = []

  /// What a finished file holds.
  struct Contents {
    var packets = 0
    var conversations = 0
    var resets = 0
    var bytes = 0
  }

  /// An empty capture that replaces whatever stood at this path.
  init(at path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil) else { throw BenchError.cannotWrite(path) }
    handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    block.reserveCapacity(Self.blockSize + 4096)
    for number in [0xA1B2_C3D4, 0x0004_0002, 0, 0, 262_144, 1] as [UInt32] { append(number) }
  }

  /// Adds one frame, captured whole, at a time in nanoseconds since 1970.
  mutating func add(_ frame: [UInt8], at time: Int64, flags: Flags) throws {
    let length = UInt32(frame.count)
    for number in [UInt32(time / 1_000_000_000), UInt32(time % 1_000_000_000 / 1000), length, length] { append(number) }
    block.append(contentsOf: frame)
    contents.packets += 1
    contents.conversations += flags == .syn ? 1 : 0
    contents.resets += flags.contains(.reset) ? 1 : 0
    contents.bytes += frame.count
    if block.count >= Self.blockSize { try flush() }
  }

  /// Writes what is left.
  mutating func finish() throws {
    try flush()
    try handle.close()
  }

  private mutating func flush() throws {
    try handle.write(contentsOf: Data(block))
    block.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ number: UInt32) {
    for shift in stride(from: UInt32(0), through: 24, by: 8) { block.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }
}

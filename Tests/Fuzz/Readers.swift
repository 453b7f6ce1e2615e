import Capture
import Wire

/// Reads a capture one frame at a time, sixteen at a time, and from a pipe in small pieces: the frames must be the same.
func tryReaders(_ bytes: [UInt8]) {
  let one = InputChannel.file(bytes) { FramesRead(of: FrameSources(paths: [InputChannel.path])) }
  let batched = InputChannel.file(bytes) { FramesRead(batchesOf: FrameSources(paths: [InputChannel.path])) }
  let pieces = InputChannel.pipe(bytes) { FramesRead(of: FrameSources(paths: [InputChannel.path])) }
  promise(one == batched, "batches hold the same frames: \(one) and \(batched)")
  promise(
    one == pieces || isDamagedGzip(bytes, one, pieces) || isZstdOfAnotherSize(bytes, one, pieces),
    "a pipe holds the same frames: \(one) and \(pieces)")
}

/// Whether this is damaged gzip data. ISA-L finds the damage a few octets earlier or later, as the pieces come.
private func isDamagedGzip(_ bytes: [UInt8], _ one: FramesRead, _ other: FramesRead) -> Bool {
  bytes.starts(with: [0x1f, 0x8b]) && (one.problems + other.problems).contains { $0.contains("compressed data is damaged") }
}

/// Whether this is a frame of zstd that claims another size than it has. Its last block shows that, and is given up as a whole; of a block
/// that is stored as it is, the pieces before its end were given out by then.
private func isZstdOfAnotherSize(_ bytes: [UInt8], _ one: FramesRead, _ other: FramesRead) -> Bool {
  let claimsSize = bytes.count > 4 && bytes.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) && bytes[4] & 0b1110_0000 != 0
  return claimsSize && (one.problems + other.problems).contains { $0.contains("compressed data is damaged: Data corruption detected") }
}

/// What reading a capture gave: a digest of every frame, and the sentences about what is wrong.
private struct FramesRead: Equatable {
  private var frames = 0
  private var digest: UInt64 = 0
  private(set) var problems: [String] = []
  private var interfaces: [String] = []
  private var lastNumber: UInt64 = 0

  /// Frame by frame.
  init(of sources: consuming FrameSources) {
    var source = sources
    while problems.count < 3 {
      do {
        guard let header = try source.next() else { break }
        source.withBytes { take(header, $0) }
      } catch { problems.append(error.description.withoutApproximatePlace) }
    }
    interfaces = source.details.flatMap(\.interfaces).map { "\($0)" }
  }

  /// As many as are at hand, at most sixteen, as the program reads them.
  init(batchesOf sources: consuming FrameSources) {
    var source = sources
    var headers = [FrameHeader](repeating: FrameHeader(), count: FrameSources.mostAtOnce)
    while problems.count < 3 {
      do {
        var span = headers.mutableSpan
        let count = try source.next(&span, atMost: FrameSources.mostAtOnce)
        guard count > 0 else { break }
        for header in headers.prefix(count) { source.withBytes(of: header) { take(header, $0) } }
      } catch { problems.append(error.description.withoutApproximatePlace) }
    }
    interfaces = source.details.flatMap(\.interfaces).map { "\($0)" }
  }

  private mutating func take(_ header: FrameHeader, _ frame: Span<UInt8>) {
    promise(frame.count == Int(header.capturedLength), "\(frame.count) bytes are \(header.capturedLength)")
    promise(header.number > lastNumber, "frame \(header.number) comes after \(lastNumber)")
    lastNumber = header.number
    frames += 1
    mix(UInt64(bitPattern: header.time.nanoseconds))
    mix(header.number)
    mix(UInt64(header.originalLength) << 32 | UInt64(header.linkType.rawValue) << 16 | UInt64(header.interface))
    for index in frame.indices { mix(UInt64(frame[index])) }
  }

  private mutating func mix(_ value: UInt64) {
    digest = (digest ^ value) &* 0x0000_0100_0000_01b3
  }
}

extension String {
  /// The text without the place near which compressed data is damaged: a decompressor has looked ahead, how far depends on the pieces.
  var withoutApproximatePlace: String {
    replacing(#/ near byte [0-9]+/#, with: "")
  }
}

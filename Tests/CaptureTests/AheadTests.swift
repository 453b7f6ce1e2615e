import Capture
import Foundation
import Testing
import Wire

/// Compressed files of which enough comes out that a thread of their own reads ahead.
@Suite("Reading ahead")
struct AheadTests {
  /// Three MB, of which one half does not let itself be packed.
  private static let frames = frames(3_000, from: 0, every: 1_000_000)

  private static func frames(_ count: Int, from first: Int64, every step: Int64) -> [Frame] {
    (0..<count).map { index in
      let start = index * 500 % (noise.count - 500)
      return Frame(first + Int64(index) * step, noise[start..<start + 500] + Array(repeating: UInt8(index & 0xff), count: 500 + index % 9))
    }
  }

  private static let noise: [UInt8] = {
    var state: UInt32 = 1
    return (0..<100_000).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
  }()

  private static let tools = CompressionTests.tools.filter { $0.name != "lz4" }

  /// What is seen of each frame: its number, time, length, and some of its octets, which lie in every kind of place; then the error.
  private struct Seen: Equatable {
    var frames: [[Int64]] = []
    var error: CaptureError?
    var details: CaptureDetails?

    init(path: String) {
      do throws(CaptureError) {
        var source = try FrameSource(path: path)
        while let header = try source.next() {
          frames.append([Int64(header.number), header.time.nanoseconds] + source.withBytes { AheadTests.sample($0) })
        }
        details = source.details
      } catch {
        self.error = error
        self.error?.path = ""
      }
    }

    static func == (left: Seen, right: Seen) -> Bool { left.frames == right.frames && left.error == right.error }
  }

  private static func sample(_ bytes: Span<UInt8>) -> [Int64] {
    [Int64(bytes.count)] + stride(from: 0, to: bytes.count, by: 99).map { Int64(bytes[$0]) }
  }

  @Test("gives what is in the file, to its last byte", arguments: tools)
  func whole(tool: CompressionTests.Tool) throws {
    let file = try TemporaryFile(tool.compress(CaptureBytes.pcap(Self.frames)))
    let seen = Seen(path: file.path)
    #expect(seen.error == nil)
    #expect(seen.details?.bytesRead == seen.details?.fileSize)
    #expect(
      seen.frames == Self.frames.enumerated().map { [Int64($0 + 1), $1.nanoseconds] + Self.sample($1.bytes.span) })
  }

  @Test(
    "A file that is cut or damaged gives the frames and the error of a pipe, which nobody reads ahead", arguments: tools)
  func damaged(tool: CompressionTests.Tool) throws {
    let packed = try tool.compress(CaptureBytes.pcap(Self.frames))
    for eighth in [1, 4, 5, 6, 7, 8] {
      let place = min(packed.count * eighth / 8, packed.count - 3)
      var damaged = packed
      damaged[place] ^= 0x55
      for bytes in [Array(packed[..<place]), damaged] {
        let file = try TemporaryFile(bytes)
        let seen = Seen(path: file.path)
        #expect(try seen == fromPipe(bytes))
      }
    }
  }

  @Test("ends when nobody wants the rest", arguments: tools)
  func leftEarly(tool: CompressionTests.Tool) throws {
    let file = try TemporaryFile(tool.compress(CaptureBytes.pcap(Self.frames)))
    for count in stride(from: 1_000, to: 1_400, by: 20) {
      var source = try FrameSource(path: file.path)
      for _ in 0..<count { #expect(try source.next() != nil) }
    }
  }

  @Test("Of more files than there are threads the frames come in the same order as if they were plain", arguments: [false, true])
  func manyFiles(isReversed: Bool) throws {
    guard let gzip = CompressionTests.tools.first(where: { $0.name == "gzip" }) else { return }
    let bytes = (0..<6).map { CaptureBytes.pcap(Self.frames(1_500, from: $0 * 1_000, every: 10_000 + $0 * 3_000)) }
    let plain = try bytes.enumerated().map { try TemporaryFile($1, named: "\($0)") }
    let packed = try bytes.enumerated().map { try TemporaryFile(gzip.compress($1), named: "\($0)") }
    let expected = MergingTests.read(plain.map(\.path))
    let result = MergingTests.read(isReversed ? packed.map(\.path).reversed() : packed.map(\.path))
    #expect(result.seen.count == 9_000 && result.seen == expected.seen)
    #expect(result.files == expected.files)
    #expect(result.errors.isEmpty)
  }

  private func fromPipe(_ bytes: [UInt8]) throws -> Seen {
    let pipe = Pipe()
    let writer = pipe.fileHandleForWriting
    Thread.detachNewThread {
      try? writer.write(contentsOf: Data(bytes))
      try? writer.close()
    }
    let seen = Seen(path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
    // Behind the damage: the writer is not to be left with a pipe that nobody reads.
    _ = try pipe.fileHandleForReading.readToEnd()
    return seen
  }
}

import Capture
import Foundation
import Testing
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Pipes")
struct PipeTests {
  @Test("A frame is delivered as soon as it is whole", .timeLimit(.minutes(1)))
  func growing() throws {
    let pipe = Pipe()
    let writer = pipe.fileHandleForWriting
    let whole = CaptureBytes.pcap(threeFrames)
    let first = CaptureBytes.pcap([threeFrames[0]]).count
    // Nothing but the first frame is there: reading on for more would wait for ever.
    try writer.write(contentsOf: Data(whole[..<first]))
    var source = try FrameSource(path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
    #expect(try source.next()?.capturedLength == 60)
    try writer.write(contentsOf: Data(whole[first..<first + 16]))
    #expect(try source.next()?.originalLength == 9000)
    try writer.write(contentsOf: Data(whole[(first + 16)...]))
    try writer.close()
    #expect(try source.next()?.capturedLength == 61)
    #expect(try source.next() == nil)
    #expect(source.details.fileSize == nil)
  }

  @Test("A pipe can be kept and read twice", .timeLimit(.minutes(1)))
  func spooled() throws {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(CaptureBytes.pcapng(threeFrames)))
    try pipe.fileHandleForWriting.close()
    let spooled = try SpooledInput(copying: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
    for _ in 1...2 {
      let reading = try Reading(spooled.frames())
      #expect(reading.error == nil)
      #expect(reading.frames.map(\.bytes) == threeFrames.map(\.bytes))
    }
  }

  /// The optional fields of a gzip header in their order, and the flags that announce them (RFC 1952, section 2.3.1).
  private static let gzipFields: [(flags: UInt8, fields: [UInt8])] = [
    (8, Array("some name.pcap\0".utf8)), (4 | 8, [3, 0, 0, 0, 0] + Array("some name.pcap\0".utf8)),
    (4 | 8 | 16, [2, 0, 9, 9] + Array("name\0comment\0".utf8)),
  ]

  @Test(
    "A gzip header with optional fields and a checksum may come in two pieces", .timeLimit(.minutes(1)),
    arguments: [4, 11, 13, 17, 20, 25, 26], [0, 2] as [UInt8])
  func gzipHeader(first: Int, checksumFlag: UInt8) throws {
    guard let gzip = CompressionTests.tools.first(where: { $0.name == "gzip" }) else { return }
    for (flags, fields) in Self.gzipFields {
      let header: [UInt8] = [0x1f, 0x8b, 8, flags | checksumFlag, 0, 0, 0, 0, 0, 3] + fields
      let sum = checksum(header)
      let whole =
        header + (checksumFlag == 0 ? [] : [UInt8(sum & 0xff), UInt8(sum >> 8 & 0xff)])
        + (try gzip.compress(CaptureBytes.pcap(threeFrames))).dropFirst(10)
      let reading = try readInPieces([Array(whole[..<first]), Array(whole[first...])])
      #expect(reading.error == nil)
      #expect(reading.frames == threeFrames)
    }
  }

  @Test("What a skippable frame stands before is told the same in pieces and at once", .timeLimit(.minutes(1)))
  func skippableFrameInPieces() throws {
    // RFC 8878, section 3.1.2: eight octets to be skipped, then the beginning of an lz4 frame, beyond the first 16.
    let whole: [UInt8] = [0x50, 0x2a, 0x4d, 0x18, 8, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0x04, 0x22, 0x4d, 0x18]
    let atOnce = try readInPieces([whole])
    let pieces = try readInPieces([Array(whole[..<16]), Array(whole[16...])])
    #expect(atOnce.error != nil)
    #expect(pieces.error?.problem == atOnce.error?.problem)
  }

  /// libzstd gives a block that is kept as it is in parts where it gets it in parts, and refuses it as a whole.
  @Test("A zstd block longer than its frame claims to be reads the same in pieces and at once", .timeLimit(.minutes(1)))
  func longerThanItClaims() throws {
    let plain = CaptureBytes.pcap(threeFrames)
    // RFC 8878, section 3.1.1: a content of 256 octets, in one segment; two raw blocks of 200.
    let blocks = [plain + Array(repeating: 0, count: 200 - plain.count), Array(repeating: 0, count: 200)]
    let beginning: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0x60, 0, 0]
    let whole = beginning + [200 << 3 & 0xff, 200 >> 5, 0] + blocks[0] + [200 << 3 & 0xff | 1, 200 >> 5, 0] + blocks[1]
    let atOnce = try Reading(whole)
    let pieces = try readInPieces(stride(from: 0, to: whole.count, by: 60).map { Array(whole[$0..<min($0 + 60, whole.count)]) })
    #expect(atOnce.error?.description.contains("compressed data is damaged") == true)
    #expect(pieces.error?.problem == atOnce.error?.problem)
    #expect(pieces.frames == atOnce.frames)
  }

  @Test("A gzip header without an end is not read for ever", .timeLimit(.minutes(1)))
  func endlessGzipHeader() throws {
    let reading = try Reading([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3] + Array(repeating: 0x61, count: 1 << 20))
    #expect(reading.error?.description.contains("the gzip header does not end") == true)
  }

  /// Reads what a pipe gives of which each piece is written when the one before has been read.
  private func readInPieces(_ pieces: [[UInt8]]) throws -> Reading {
    let pipe = Pipe()
    defer { withExtendedLifetime(pipe) {} }
    let (reader, writer) = (pipe.fileHandleForReading.fileDescriptor, pipe.fileHandleForWriting)
    Thread.detachNewThread {
      for piece in pieces {
        try? writer.write(contentsOf: Data(piece))
        var waiting = poll(reader)
        while waiting { waiting = poll(reader) }
      }
      try? writer.close()
    }
    return Reading(path: "/dev/fd/\(reader)")
  }

  /// CRC-32 (RFC 1952, section 8).
  private func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 0 ? 0 : 0xedb8_8320) }
    }
    return ~sum
  }
}

/// Whether something in the pipe has not been read yet.
private func poll(_ descriptor: Int32) -> Bool {
  var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  return unsafe poll(&state, 1, 0) > 0
}

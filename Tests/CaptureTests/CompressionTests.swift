import Capture
import Foundation
import Testing

@Suite("Compressed captures")
struct CompressionTests {
  /// A program that compresses standard input to standard output.
  struct Tool: CustomTestStringConvertible {
    var name: String
    var compression: Compression
    var path: String { "/usr/bin/\(name)" }
    var testDescription: String { name }

    func compress(_ bytes: [UInt8]) throws -> [UInt8] {
      let input = try TemporaryFile(bytes)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = ["-c"]
      process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: input.path))
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let result = Array(output.fileHandleForReading.readDataToEndOfFile())
      process.waitUntilExit()
      return result
    }
  }

  static let tools = [
    Tool(name: "gzip", compression: .gzip), Tool(name: "zstd", compression: .zstd), Tool(name: "lz4", compression: .lz4),
  ].filter { FileManager.default.isExecutableFile(atPath: $0.path) }

  static let manyFrames = (0..<3000).map { index in
    Frame(Int64(index) * 1_000_000, (0..<index % 300).map { UInt8(truncatingIfNeeded: $0 &* index) })
  }

  @Test("A compressed capture reads like the plain one", arguments: tools)
  func whole(tool: Tool) throws {
    let reading = try Reading(tool.compress(CaptureBytes.pcap(CompressionTests.manyFrames)))
    #expect(reading.error == nil)
    #expect(reading.frames == CompressionTests.manyFrames)
    #expect(reading.details?.compression == tool.compression)
    #expect(reading.details?.bytesRead == reading.details?.fileSize)
  }

  @Test("Pieces that were compressed one by one read as one", arguments: tools)
  func concatenated(tool: Tool) throws {
    let plain = CaptureBytes.pcap(CompressionTests.manyFrames)
    var packed: [UInt8] = []
    for start in stride(from: 0, to: plain.count, by: 40_001) {
      packed += try tool.compress(Array(plain[start..<min(start + 40_001, plain.count)]))
    }
    let reading = try Reading(packed)
    #expect(reading.error == nil)
    #expect(reading.frames == CompressionTests.manyFrames)
  }

  @Test("Tiny pieces, the second smaller than a trailer", arguments: tools)
  func tinyPieces(tool: Tool) throws {
    let plain = CaptureBytes.pcap(threeFrames)
    let packed =
      try tool.compress(Array(plain.prefix(30))) + tool.compress([plain[30]]) + tool.compress([])
      + tool.compress(Array(plain.dropFirst(31)))
    let reading = try Reading(packed)
    #expect(reading.error == nil)
    #expect(reading.frames == threeFrames)
  }

  @Test("Cut at any byte, what was packed before is delivered", arguments: tools)
  func cutAnywhere(tool: Tool) throws {
    let packed = try tool.compress(CaptureBytes.pcap(threeFrames))
    for length in 4..<packed.count {
      let reading = try Reading(Array(packed.prefix(length)))
      #expect(reading.frames == Array(threeFrames.prefix(reading.frames.count)))
      // Only what a checksum guards may be missing without being noticed as missing frames.
      #expect(reading.error != nil, "cut at \(length)")
    }
  }

  @Test("A damaged byte is an error or harmless, never more", arguments: tools)
  func damagedAnywhere(tool: Tool) throws {
    let packed = try tool.compress(CaptureBytes.pcap(threeFrames))
    for index in packed.indices {
      var damaged = packed
      damaged[index] ^= 0x55
      let reading = try Reading(damaged)
      #expect(reading.frames == threeFrames || reading.error != nil, "byte \(index)")
    }
  }

  @Test("With a wrong checksum at its end, all frames are delivered before the error", arguments: tools)
  func wrongChecksum(tool: Tool) throws {
    var packed = try tool.compress(CaptureBytes.pcap(threeFrames))
    // Behind gzip's checksum stand four octets of length.
    packed[packed.count - (tool.compression == .gzip ? 5 : 1)] ^= 0x55
    let reading = try Reading(packed)
    #expect(reading.frames == threeFrames)
    #expect(reading.error != nil)
  }

  @Test("Zeros after gzip's end are padding, anything else is an error")
  func afterTheEnd() throws {
    guard let gzip = CompressionTests.tools.first(where: { $0.name == "gzip" }) else { return }
    let packed = try gzip.compress(CaptureBytes.pcap(threeFrames))
    #expect(try Reading(packed + Array(repeating: 0, count: 1000)).error == nil)
    let reading = try Reading(packed + [1, 2, 3])
    #expect(reading.frames == threeFrames)
    #expect(reading.error?.description.contains("near byte \(packed.count)") == true)
  }

  @Test("A skippable frame comes first where several threads packed", arguments: tools.filter { $0.name != "gzip" })
  func skippableFrame(tool: Tool) throws {
    let packed = try [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3] + tool.compress(CaptureBytes.pcap(threeFrames))
    let reading = try Reading(packed)
    #expect(reading.frames == threeFrames && reading.details?.compression == tool.compression)
  }
}

import Capture
import Foundation
import Testing
import Wire

@Suite("Writing pcapng")
struct PcapngWriterTests {
  private func header(_ nanoseconds: Int64, of originalLength: UInt32 = 0) -> FrameHeader {
    FrameHeader(
      time: Timestamp(nanoseconds: nanoseconds), number: 0, capturedLength: 0, originalLength: originalLength, linkType: .ethernet)
  }

  /// A file with two interfaces, and frames of every length up to some, each with as many comments as its length modulo 3.
  private func sample(lengths: Range<Int> = 0..<70) -> (file: [UInt8], frames: [Frame]) {
    var writer = PcapngWriter(application: "rstwho", comment: "a sample")
    let first = writer.addInterface(name: "ens34", linkType: .ethernet, snapshotLength: 96, filter: "port 389")
    let second = writer.addInterface(linkType: .linuxCooked2)
    var frames: [Frame] = []
    for length in lengths {
      let frame = Frame(1_700_000_000_123_456_789 + Int64(length), Array(repeating: UInt8(length), count: length), of: 1_500)
      let comments = (0..<length % 3).map { String(repeating: "é", count: length + $0) }
      writer.add(
        header(frame.nanoseconds, of: 1_500), frame.bytes.span, interface: length % 2 == 0 ? first : second, comments: comments)
      frames.append(frame)
    }
    writer.addStatistics(interface: first, at: Timestamp(nanoseconds: 5), received: 100, dropped: 7)
    return (writer.take(), frames)
  }

  @Test("What is written is read back: times in nanoseconds, lengths, interfaces, comments, drops")
  func back() throws {
    let (file, frames) = sample()
    let reading = try Reading(file)
    #expect(reading.error == nil)
    #expect(reading.frames == frames)
    #expect(reading.headers.map(\.interface) == (0..<70).map { UInt16($0 % 2) })
    let details = try #require(reading.details)
    #expect(details.interfaces.map(\.name) == ["ens34", nil])
    #expect(details.interfaces.map(\.linkType) == [.ethernet, .linuxCooked2])
    #expect(details.interfaces.map(\.snapshotLength) == [96, 0])
    #expect(details.interfaces.map(\.nanosecondsPerTick) == [1, 1])
    #expect(details.comments == 1 + UInt64((0..<70).reduce(0) { $0 + $1 % 3 }))
    #expect(details.dropped == 7)
  }

  @Test("Whatever is taken between two blocks is a sound file")
  func taken() throws {
    var writer = PcapngWriter(application: "rstwho")
    var file: [UInt8] = []
    let interface = writer.addInterface(linkType: .raw)
    for number in 0..<5 {
      writer.add(header(Int64(number)), [1, 2, 3].span, interface: interface, comments: ["number \(number)"])
      file += writer.take()
      let reading = try Reading(file)
      #expect(reading.error == nil && reading.frames.count == number + 1)
    }
    #expect(writer.take() == [])
  }

  @Test("What is too long is cut, and the file stays sound", arguments: [65_534, 65_535, 65_536, 200_000])
  func longComment(length: Int) throws {
    var writer = PcapngWriter(application: String(repeating: "a", count: length))
    let interface = writer.addInterface(name: String(repeating: "é", count: length), linkType: .raw)
    writer.add(header(-1), [1].span, interface: interface, comments: [String(repeating: "日", count: length), "a\0b"])
    let reading = try Reading(writer.take())
    #expect(reading.error == nil)
    #expect(reading.frames == [Frame(0, [1])])
    #expect(reading.details?.comments == 2)
  }

  @Test("A frame beyond what readers accept keeps its beginning")
  func longFrame() throws {
    var writer = PcapngWriter(application: "rstwho")
    let interface = writer.addInterface(linkType: .raw)
    writer.add(header(1, of: 300_000), [UInt8](repeating: 1, count: 300_000).span, interface: interface)
    let reading = try Reading(writer.take())
    #expect(reading.error == nil)
    #expect(reading.frames.map(\.bytes.count) == [262_144])
    #expect(reading.frames.map(\.originalLength) == [300_000])
  }

  @Test("tshark reads it, comments and all", .enabled(if: Tshark.path != nil, "tshark is not here"))
  func tshark() throws {
    let fields = try Tshark.fields(
      ["frame.number", "frame.time_epoch", "frame.interface_name", "frame.comment"], of: sample(lengths: 14..<17).file)
    #expect(
      fields == [
        "1\t1700000000.123456803\tens34\t" + [14, 15].map { String(repeating: "é", count: $0) }.joined(separator: "|"),
        "2\t1700000000.123456804\tunknown\t",
        "3\t1700000000.123456805\tens34\t" + String(repeating: "é", count: 16),
      ])
  }
}

/// Wireshark's program for the terminal: the judge of what a capture file holds.
enum Tshark {
  /// Where it is installed; nil where it is not.
  static let path = ["/usr/bin/tshark", "/usr/local/bin/tshark", "/opt/homebrew/bin/tshark"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// These fields of every frame, separated by tabs; several values of one by bars. Throws where tshark complains.
  static func fields(_ fields: [String], of file: [UInt8]) throws -> [String] {
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".pcapng")
    try Data(file).write(to: scratch)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    process.executableURL = URL(filePath: try #require(path))
    process.arguments = ["-n", "-r", scratch.path, "-T", "fields", "-E", "aggregator=|"] + fields.flatMap { ["-e", $0] }
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(complaints)")
    return text.split(separator: "\n").map(String.init)
  }
}

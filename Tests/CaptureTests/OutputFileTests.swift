import Capture
import Foundation
import Testing
import Wire

@Suite("An output file")
struct OutputFileTests {
  @Test("holds what was written, and nothing of what was there before")
  func written() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("something longer that was there before".utf8).write(to: URL(filePath: path))
    do {
      let file = try OutputFile(path: path)
      try file.write(Array("one ".utf8))
      try file.write([])
      try file.write(Array("two".utf8))
      let isTerminal = file.isTerminal
      #expect(!isTerminal)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "one two")
  }

  @Test("says why it cannot be made or written")
  func failing() throws {
    let error = #expect(throws: OutputError.self) { _ = try OutputFile(path: "/nowhere/at/all").isTerminal }
    #expect(error?.reason == "No such file or directory")
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let full = #expect(throws: OutputError.self) { try OutputFile(path: "/dev/full").write([1]) }
    #expect(full?.reason == "No space left on device")
  }

  @Test("knows where the machine's clock stands at any time", arguments: [0, 1_788_251_105_813_727_000, .min, .max] as [Int64])
  func localTime(nanoseconds: Int64) {
    let seconds = TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: Double(nanoseconds) / 1e9))
    #expect(abs(LocalTime.secondsEast(at: Timestamp(nanoseconds: nanoseconds)) - seconds) < 3_600)
  }
}

import Foundation
import Testing
import Wire

@testable import Capture

@Suite("Evidence files")
struct EvidenceTests {
  private func header(_ number: UInt64, _ count: Int) -> FrameHeader {
    FrameHeader(
      time: Timestamp(nanoseconds: Int64(number)), number: number, capturedLength: UInt32(count), originalLength: UInt32(count),
      linkType: .ethernet)
  }

  @Test("The ring lends the newest frames as they came, and no others", arguments: [1, 60, 1_500, 65_000])
  func ring(length: Int) {
    var ring = FrameRing(capacity: 1 << 20)
    let count = 5 * (1 << 20) / max(length, 100)
    for number in 1...UInt64(count) {
      ring.add(header(number, length), [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: length).span)
    }
    var held = 0
    for number in 0...UInt64(count + 1) {
      let isThere = ring.withFrame(number) { header, bytes in
        #expect(header.number == number && bytes.count == length)
        for index in [0, length - 1] { #expect(bytes[index] == UInt8(truncatingIfNeeded: number)) }
      }
      if isThere { held += 1 } else { #expect(held == 0 || number > UInt64(count)) }
    }
    #expect(held * length <= 1 << 20)
    #expect(held * length > (1 << 20) / 2 || length < 100)
  }

  @Test(
    "Names follow tcpdump's: a pattern of the time with -G, numbers with -C, as wide as -W needs",
    arguments: [
      ("e.pcapng", nil, nil, nil, 0, "e.pcapng"), ("e", nil, 1, nil, 0, "e"), ("e", nil, 1, nil, 3, "e3"), ("e", nil, 1, 20, 0, "e00"),
      ("e", nil, 1, 20, 7, "e07"), ("e-%Y", 60, nil, nil, 0, "e-1970"), ("e-%Y", 60, 1, 10, 4, "e-19704"),
    ] as [(String, Int64?, UInt64?, UInt64?, UInt64, String)])
  func names(pattern: String, seconds: Int64?, megabytes: UInt64?, files: UInt64?, number: UInt64, name: String) {
    var rotation = Rotation()
    (rotation.seconds, rotation.megabytes, rotation.files) = (seconds, megabytes, files)
    let time = Timestamp(nanoseconds: 86_400 * 30 * 1_000_000_000)
    #expect(EvidenceFiles.name(pattern, rotation, at: time, number: number) == name)
  }

  @Test("Rotated by size, every file is whole, and the first is written anew after the last")
  func rotation() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var rotation = Rotation()
    (rotation.megabytes, rotation.files) = (1, 3)
    let interface = CaptureDetails.Interface(name: "eth0", linkType: .ethernet, snapshotLength: 0, nanosecondsPerTick: 1)
    var files = try EvidenceFiles(
      path: folder.appending(path: "e").path, rotation, interfaces: [interface], comment: "a test", at: Timestamp(nanoseconds: 0))
    for number in 1...UInt64(390) {
      try files.add(header(number, 10_000), [UInt8](repeating: 1, count: 10_000).span, comments: ["number \(number)"])
      #expect(try files.rotate(at: Timestamp(nanoseconds: 0)))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["e0", "e1", "e2"])
    for name in names {
      let reading = try Reading(Array(Data(contentsOf: folder.appending(path: name))))
      #expect(reading.error == nil)
      #expect(!reading.frames.isEmpty)
    }
  }
}

import Capture
import Foundation
import Testing
import Wire

@Suite("Several files as one capture")
struct MergingTests {
  /// Frames at these seconds, each with one byte that tells them apart.
  static func frames(_ seconds: [Int64], _ mark: UInt8) -> [Frame] {
    seconds.map { Frame($0 * 1_000_000_000, [mark, UInt8($0)]) }
  }

  /// Everything that the files give: second and mark of each frame, and the errors.
  static func read(_ paths: [String]) -> (seen: [String], files: [UInt16], errors: [CaptureError]) {
    var sources = FrameSources(paths: paths)
    var result: (seen: [String], files: [UInt16], errors: [CaptureError]) = ([], [], [])
    while true {
      do throws(CaptureError) {
        while let header = try sources.next() {
          result.seen.append(
            sources.withBytes { "\(header.time.nanoseconds / 1_000_000_000)\(Character(UnicodeScalar($0[0])))\(header.number)" })
          result.files.append(header.file)
        }
        return result
      } catch {
        result.errors.append(error)
      }
    }
  }

  @Test("Frames come in order of time, whatever the order of the names; ties go by the files' numbers, and a file keeps its own order")
  func ordered() throws {
    let a = try TemporaryFile(CaptureBytes.pcap(MergingTests.frames([1, 4, 3, 9], 0x61)), named: "a")
    let b = try TemporaryFile(CaptureBytes.pcapng(MergingTests.frames([2, 4, 8], 0x62)), named: "b")
    let c = try TemporaryFile(CaptureBytes.pcap(MergingTests.frames([20, 21], 0x63)), named: "c")
    let none = try TemporaryFile(CaptureBytes.pcap([]), named: "none")
    let expected = ["1a1", "2b1", "4a2", "3a3", "4b2", "8b3", "9a4", "20c1", "21c2"]
    for paths in [[a.path, b.path, c.path, none.path], [none.path, c.path, b.path, a.path], [b.path, none.path, a.path, c.path]] {
      let result = MergingTests.read(paths)
      #expect(result.seen == expected)
      #expect(result.files == [0, 1, 0, 0, 1, 1, 0, 2, 2])
      #expect(result.errors.isEmpty)
    }
  }

  @Test("A damaged or missing file does not stop the others, and is reported once")
  func damaged() throws {
    let cut = try TemporaryFile(Array(CaptureBytes.pcap(MergingTests.frames([1, 5], 0x61)).dropLast()), named: "a")
    let whole = try TemporaryFile(CaptureBytes.pcap(MergingTests.frames([2, 6], 0x62)), named: "b")
    for paths in [[whole.path, "/nowhere", cut.path, "/elsewhere"], ["/elsewhere", cut.path, "/nowhere", whole.path]] {
      let result = MergingTests.read(paths)
      #expect(result.seen == ["1a1", "2b1", "6b2"])
      #expect(result.errors.map(\.path) == ["/elsewhere", "/nowhere", cut.path])
      #expect(result.errors.last?.framesBefore == 1)
    }
  }

  @Test("Files that begin at the same time are numbered by name, whatever the order in which they were named")
  func sameTime() throws {
    let files = try ["c", "a", "b"].map { name in
      try TemporaryFile(CaptureBytes.pcap(MergingTests.frames([5, 5, 6], Array(name.utf8)[0])), named: name)
    }
    let names = files.map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { path in
      files.firstIndex { $0.path == path }.map { ["c", "a", "b"][$0] } ?? "?"
    }
    let expected = names.flatMap { ["5\($0)1", "5\($0)2"] } + names.map { "6\($0)3" }
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let result = MergingTests.read(order.map { files[$0].path })
      #expect(result.seen == expected)
      #expect(result.files == [0, 0, 1, 1, 2, 2, 0, 1, 2])
    }
  }

  @Test("One file alone behaves like any source")
  func alone() throws {
    let file = try TemporaryFile(CaptureBytes.pcap(MergingTests.frames([3, 1, 2], 0x61)), named: "a")
    #expect(MergingTests.read([file.path]).seen == ["3a1", "1a2", "2a3"])
    #expect(MergingTests.read(["/nowhere"]).errors.count == 1)
  }

  @Test("A rotated set of many files needs few descriptors")
  func rotated() throws {
    let files = try (0..<1500).map { try TemporaryFile(CaptureBytes.pcap(MergingTests.frames([Int64($0 / 8)], 0x61)), named: "r") }
    let result = MergingTests.read(files.map(\.path).shuffled())
    #expect(result.errors.isEmpty)
    #expect(result.files == (0..<1500).map { UInt16($0) })
  }
}

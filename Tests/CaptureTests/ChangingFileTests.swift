import Capture
import Foundation
import Testing
import Wire

@Suite("A file that changes while it is read")
struct ChangingFileTests {
  /// More frames than are read at a time.
  private static let frames = (0..<2000).map { Frame(Int64($0) * 1_000_000, [UInt8](repeating: UInt8($0 & 0xff), count: 400)) }

  @Test("may grow: what is added is read too")
  func growing() throws {
    let whole = CaptureBytes.pcap(Self.frames)
    let file = try TemporaryFile(Array(whole.prefix(500_000)))
    var source = try FrameSource(path: file.path)
    var count = 0
    while count < 10, try source.next() != nil { count += 1 }
    let writer = try FileHandle(forWritingTo: URL(fileURLWithPath: file.path))
    try writer.seekToEnd()
    try writer.write(contentsOf: Data(whole[500_000...]))
    try writer.close()
    while try source.next() != nil { count += 1 }
    #expect(count == 2000)
  }

  @Test("may shrink: what is left is read, and where it ends is told")
  func shrinking() throws {
    let whole = CaptureBytes.pcap(Self.frames)
    let file = try TemporaryFile(whole)
    var source = try FrameSource(path: file.path)
    var count = 0
    while count < 10, try source.next() != nil { count += 1 }
    let writer = try FileHandle(forWritingTo: URL(fileURLWithPath: file.path))
    try writer.truncate(atOffset: 400_000)
    try writer.close()
    var problem: CaptureError?
    do {
      while try source.next() != nil { count += 1 }
    } catch { problem = error }
    // 24 octets of file header, 416 a record.
    #expect(count == (400_000 - 24) / 416)
    #expect(problem?.description.contains("ends inside the record at byte \(24 + count * 416)") == true)
  }
}

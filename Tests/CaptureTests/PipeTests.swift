import Capture
import Foundation
import Testing
import Wire

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
}

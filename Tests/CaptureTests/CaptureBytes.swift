import Capture
import Foundation
import Wire

/// A frame as it is written into a capture of the tests, and as it is read back.
struct Frame: Equatable, CustomStringConvertible {
  var nanoseconds: Int64
  var bytes: [UInt8]
  var originalLength: UInt32

  init(_ nanoseconds: Int64, _ bytes: [UInt8], of originalLength: UInt32? = nil) {
    self.nanoseconds = nanoseconds
    self.bytes = bytes
    self.originalLength = originalLength ?? UInt32(bytes.count)
  }

  var description: String { "\(nanoseconds):\(bytes.count)/\(originalLength)" }
}

/// The bytes of a capture file under construction.
struct CaptureBytes {
  var bytes: [UInt8] = []
  var isBigEndian = false

  mutating func append<Number: FixedWidthInteger>(_ numbers: Number...) {
    for number in numbers {
      let octets = (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number($0 * 8)) }
      bytes += isBigEndian ? octets.reversed() : octets
    }
  }

  /// A pcap file with these frames.
  static func pcap(
    magic: UInt32 = 0xa1b2_c3d4, isBigEndian: Bool = false, version: (UInt16, UInt16) = (2, 4), snapshotLength: UInt32 = 65_535,
    linkType: UInt32 = 1, _ frames: [Frame]
  ) -> [UInt8] {
    var file = CaptureBytes(isBigEndian: isBigEndian)
    file.append(magic)
    file.append(version.0, version.1)
    file.append(UInt32(3600), 0, snapshotLength, linkType)
    if magic & 0xffff_ff00 == 0x1c00_0100 { file.append(UInt32(0)) }
    let tick: Int64 = magic == 0xa1b2_3c4d || magic == 0x1c00_01ac ? 1 : 1000
    for frame in frames {
      file.append(UInt32(frame.nanoseconds / 1_000_000_000), UInt32(frame.nanoseconds % 1_000_000_000 / tick))
      let captured = UInt32(frame.bytes.count)
      let isSwapped = version.0 == 543 || version.1 < 3
      file.append(isSwapped ? frame.originalLength : captured, isSwapped ? captured : frame.originalLength)
      if magic == 0xa1b2_cd34 { file.append(UInt32(7), 0x0800_0001) }
      file.bytes += frame.bytes
    }
    return file.bytes
  }

  /// A pcapng block: type, length, body padded to 32 bits, length.
  mutating func block(_ type: UInt32, _ body: (inout CaptureBytes) -> Void) {
    var content = CaptureBytes(isBigEndian: isBigEndian)
    body(&content)
    content.pad()
    append(type, UInt32(content.bytes.count + 12))
    bytes += content.bytes
    append(UInt32(content.bytes.count + 12))
  }

  mutating func pad() {
    while bytes.count % 4 != 0 { bytes.append(0) }
  }

  mutating func option(_ code: UInt16, _ value: [UInt8]) {
    append(code, UInt16(value.count))
    bytes += value
    pad()
  }

  mutating func option<Number: FixedWidthInteger>(_ code: UInt16, number: Number) {
    append(code, UInt16(Number.bitWidth / 8))
    append(number)
    pad()
  }

  mutating func section() {
    block(0x0a0d_0d0a) {
      $0.append(UInt32(0x1a2b_3c4d))
      $0.append(UInt16(1), 0)
      $0.append(Int64(-1))
    }
  }

  mutating func interface(linkType: UInt16 = 1, snapshotLength: UInt32 = 65_535, _ options: (inout CaptureBytes) -> Void = { _ in }) {
    block(1) {
      $0.append(linkType, 0)
      $0.append(snapshotLength)
      options(&$0)
    }
  }

  mutating func enhancedPacket(interface: UInt32 = 0, ticks: UInt64, _ bytes: [UInt8], _ options: (inout CaptureBytes) -> Void = { _ in }) {
    block(6) {
      $0.append(interface, UInt32(ticks >> 32), UInt32(truncatingIfNeeded: ticks), UInt32(bytes.count), UInt32(bytes.count))
      $0.bytes += bytes
      $0.pad()
      options(&$0)
    }
  }

  /// A pcapng file with these frames, in microseconds.
  static func pcapng(isBigEndian: Bool = false, _ frames: [Frame]) -> [UInt8] {
    var file = CaptureBytes(isBigEndian: isBigEndian)
    file.section()
    file.interface()
    for frame in frames { file.enhancedPacket(ticks: UInt64(frame.nanoseconds / 1000), frame.bytes) }
    return file.bytes
  }
}

/// A file that lasts as long as this value.
final class TemporaryFile {
  let path: String

  init(_ bytes: [UInt8], named name: String = "capture") throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("\(name)-\(UUID().uuidString)").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// Everything that a capture gives.
struct Reading {
  var frames: [Frame] = []
  var headers: [FrameHeader] = []
  var error: CaptureError?
  var details: CaptureDetails?

  var problem: CaptureError.Problem? { error?.problem }

  /// Reads a file with these bytes to its end.
  init(_ bytes: [UInt8]) throws {
    let file = try TemporaryFile(bytes)
    self.init(path: file.path)
  }

  init(path: String) {
    do throws(CaptureError) {
      var source = try FrameSource(path: path)
      read(&source)
    } catch {
      self.error = error
    }
  }

  init(_ source: consuming FrameSource) {
    read(&source)
  }

  private mutating func read(_ source: inout FrameSource) {
    do throws(CaptureError) {
      while let header = try source.next() {
        let bytes = source.withBytes { span in span.indices.map { span[$0] } }
        headers.append(header)
        frames.append(Frame(header.time.nanoseconds, bytes, of: header.originalLength))
      }
    } catch {
      self.error = error
    }
    details = source.details
  }
}

/// Three frames of different lengths, one cut by the snapshot length and one empty.
let threeFrames = [
  Frame(1_700_000_000_000_001_000, Array(1...60)), Frame(1_700_000_000_500_000_000, [], of: 9000),
  Frame(1_700_000_001_000_002_000, Array(7...67), of: 1514),
]

import Capture
import Testing
import Wire

@Suite("pcap files")
struct PcapTests {
  struct Variant: CustomTestStringConvertible {
    var magic: UInt32
    var version: (UInt16, UInt16) = (2, 4)
    var testDescription: String { "\(String(magic, radix: 16)) \(version.0).\(version.1)" }
  }

  static let variants = [
    Variant(magic: 0xa1b2_c3d4), Variant(magic: 0xa1b2_3c4d), Variant(magic: 0xa1b2_cd34), Variant(magic: 0x1c00_01ac),
    Variant(magic: 0x1c00_01ab), Variant(magic: 0xa1b2_c3d4, version: (2, 2)), Variant(magic: 0xa1b2_c3d4, version: (543, 0)),
    Variant(magic: 0xa1b2_c3d4, version: (2, 3)), Variant(magic: 0xa1b2_c3d4, version: (2, 5)),
  ]

  @Test("Every variant is read in either byte order", arguments: variants, [false, true])
  func everyVariant(variant: Variant, isBigEndian: Bool) throws {
    let bytes = CaptureBytes.pcap(magic: variant.magic, isBigEndian: isBigEndian, version: variant.version, threeFrames)
    let reading = try Reading(bytes)
    #expect(reading.frames == threeFrames)
    #expect(reading.error == nil)
    #expect(reading.headers.map(\.number) == [1, 2, 3])
    #expect(reading.headers.allSatisfy { $0.linkType == .ethernet })
  }

  @Test("Cut at any byte, everything before is delivered and the error names the record", arguments: variants, [false, true])
  func cutAnywhere(variant: Variant, isBigEndian: Bool) throws {
    let whole = CaptureBytes.pcap(magic: variant.magic, isBigEndian: isBigEndian, version: variant.version, threeFrames)
    let ends = (0...3).map {
      CaptureBytes.pcap(magic: variant.magic, isBigEndian: isBigEndian, version: variant.version, Array(threeFrames.prefix($0))).count
    }
    for length in 4..<whole.count {
      let reading = try Reading(Array(whole.prefix(length)))
      let complete = ends.dropFirst().count { $0 <= length }
      #expect(reading.frames == Array(threeFrames.prefix(complete)))
      if ends.contains(length) {
        #expect(reading.error == nil)
      } else {
        let offset = length < ends[0] ? 0 : ends[complete]
        #expect(reading.cutOffset == UInt64(offset), "cut at \(length)")
        #expect(reading.error?.framesBefore == UInt64(complete))
      }
    }
  }

  @Test("Version 2.3 is read whichever length comes first")
  func eitherLengthFirst() throws {
    var file = CaptureBytes()
    file.append(UInt32(0xa1b2_c3d4))
    file.append(UInt16(2), 3)
    file.append(UInt32(0), 0, 65_535, 1)
    file.append(UInt32(1), 0, 100, 2)
    file.bytes += [1, 2]
    let reading = try Reading(file.bytes)
    #expect(reading.frames == [Frame(1_000_000_000, [1, 2], of: 100)])
  }

  @Test("The upper bits of the link type do not count")
  func linkTypeBits() throws {
    let reading = try Reading(CaptureBytes.pcap(linkType: 0x2400_0071, threeFrames))
    #expect(reading.headers.first?.linkType == .linuxCooked)
  }

  @Test("A record that claims too much is damage, and costs no memory", arguments: [262_145, 0x7fff_ffff, 0xffff_ffff] as [UInt32])
  func lyingLength(claimed: UInt32) throws {
    var file = CaptureBytes(bytes: CaptureBytes.pcap(Array(threeFrames.prefix(2))))
    let offset = UInt64(file.bytes.count)
    file.append(UInt32(1), 2, claimed, claimed)
    let reading = try Reading(file.bytes)
    #expect(reading.frames.count == 2)
    #expect(reading.problem == .frameTooLong(offset: offset, claimed: claimed, limit: 262_144))
    let sentence = try #require(reading.error?.description)
    #expect(
      sentence.hasSuffix(
        "the record header at byte \(offset) claims \(claimed) bytes, more than the snapshot length 262144 allows; the 2 packets before it were used."
      ))
  }

  @Test("A frame larger than the buffer is delivered whole")
  func largeFrame() throws {
    let large = Frame(5_000_000_000, (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let reading = try Reading(CaptureBytes.pcap(snapshotLength: 1_000_000, [threeFrames[0], large, threeFrames[2]]))
    #expect(reading.frames == [threeFrames[0], large, threeFrames[2]])
  }

  @Test("Version 1 is refused")
  func oldVersion() throws {
    #expect(try Reading(CaptureBytes.pcap(version: (1, 4), [])).problem == .version(offset: 0, major: 1, minor: 4))
  }

  @Test("A header without records is a capture without frames")
  func headerOnly() throws {
    let reading = try Reading(CaptureBytes.pcap([]))
    #expect(reading.frames.isEmpty && reading.error == nil)
    #expect(reading.details?.fileSize == 24 && reading.details?.bytesRead == 24)
  }
}

extension Reading {
  /// Where what the file ends in the middle of begins.
  var cutOffset: UInt64? {
    guard case .cut(_, let offset, _, _)? = problem else { return nil }
    return offset
  }
}

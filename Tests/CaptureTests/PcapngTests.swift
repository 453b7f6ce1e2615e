import Capture
import Testing
import Wire

@Suite("pcapng files")
struct PcapngTests {
  /// A file with everything that the reader looks at.
  static func rich(isBigEndian: Bool) -> [UInt8] {
    var file = CaptureBytes(isBigEndian: isBigEndian)
    file.section()
    file.interface {
      $0.option(2, Array("ens34".utf8)); $0.option(1, Array("the inside".utf8)); $0.option(9, [9])
    }
    file.interface(linkType: 113, snapshotLength: 4) {
      $0.option(9, [0x8a]); $0.option(14, number: Int64(100))
    }
    file.enhancedPacket(ticks: 5_000_000_007, [1, 2, 3]) {
      $0.option(1, Array("look".utf8)); $0.option(4, number: UInt64(6))
    }
    file.enhancedPacket(interface: 1, ticks: 1024 * 3 + 512, [4])
    file.block(4) { $0.append(UInt32(0)) }
    file.block(2) {
      $0.append(UInt16(0), 3); $0.append(UInt32(0), 9, 2, 2); $0.bytes += [8, 8]
    }
    file.block(3) {
      $0.append(UInt32(2)); $0.bytes += [9, 9]
    }
    file.block(0xbad) { $0.bytes += Array(repeating: 7, count: 300_000) }
    file.block(5) {
      $0.append(UInt32(0), 0, 0); $0.option(5, number: UInt64(2)); $0.option(7, number: UInt64(40))
    }
    file.isBigEndian.toggle()
    file.section()
    file.interface(linkType: 101)
    file.enhancedPacket(ticks: 7, [5, 5, 5, 5, 5])
    return file.bytes
  }

  @Test("Sections, interfaces, resolutions, offsets and all packet blocks", arguments: [false, true])
  func everything(isBigEndian: Bool) throws {
    let reading = try Reading(PcapngTests.rich(isBigEndian: isBigEndian))
    #expect(reading.error == nil)
    #expect(
      reading.frames == [
        Frame(5_000_000_007, [1, 2, 3]), Frame(103_500_000_000, [4]), Frame(9, [8, 8]), Frame(9, [9, 9]), Frame(7000, [5, 5, 5, 5, 5]),
      ])
    #expect(reading.headers.map(\.interface) == [0, 1, 0, 0, 2])
    #expect(reading.headers.map(\.linkType.rawValue) == [1, 113, 1, 1, 101])
    // Wireshark numbers the custom block before the last frame.
    #expect(reading.headers.map(\.number) == [1, 2, 3, 4, 6])
    let details = try #require(reading.details)
    #expect(details.interfaces.map(\.name) == ["ens34", nil, nil])
    #expect(details.interfaces.map(\.nanosecondsPerTick) == [1, 976_562, 1000])
    #expect(details.comments == 2)
    #expect(details.dropped == 42)
  }

  @Test("Cut at any byte, everything before is delivered and the error names the block", arguments: [false, true])
  func cutAnywhere(isBigEndian: Bool) throws {
    let whole = CaptureBytes.pcapng(isBigEndian: isBigEndian, threeFrames)
    let ends = (0...3).map { CaptureBytes.pcapng(isBigEndian: isBigEndian, Array(threeFrames.prefix($0))).count }
    for length in 4..<whole.count {
      let reading = try Reading(Array(whole.prefix(length)))
      let complete = ends.dropFirst().count { $0 <= length }
      #expect(reading.frames.map(\.bytes) == threeFrames.prefix(complete).map(\.bytes))
      let offset = length < 28 ? 0 : length < ends[0] ? 28 : ends[complete]
      #expect(reading.cutOffset == (ends.contains(length) || length == 28 ? nil : UInt64(offset)), "cut at \(length)")
    }
  }

  @Test("Of more interfaces than can be told apart, what came before is delivered")
  func tooManyInterfaces() throws {
    var file = CaptureBytes()
    file.section()
    file.interface()
    file.enhancedPacket(ticks: 1, [1])
    for _ in 0..<65_535 { file.interface() }
    let reading = try Reading(file.bytes)
    #expect(reading.frames.count == 1)
    #expect(reading.error?.description.contains("65535") == true)
  }

  @Test("Without interface statistics the packets' own drop counts are added up")
  func packetDrops() throws {
    var file = CaptureBytes()
    file.section()
    file.interface()
    for drops in [3, 4] as [UInt64] { file.enhancedPacket(ticks: 1, [1]) { $0.option(4, number: drops) } }
    #expect(try Reading(file.bytes).details?.dropped == 7)
  }

  @Test(
    "A block that contradicts itself is damage at that block", arguments: [(4, 33), (4, 8), (4, 0xffff_fffc), (-4, 40)] as [(Int, UInt32)])
  func lyingBlock(position: Int, value: UInt32) throws {
    var file = CaptureBytes(bytes: CaptureBytes.pcapng([threeFrames[0]]))
    let offset = file.bytes.count
    file.enhancedPacket(ticks: 1, [1, 2, 3, 4])
    let place = position < 0 ? file.bytes.count + position : offset + position
    for index in 0..<4 { file.bytes[place + index] = UInt8(truncatingIfNeeded: value >> UInt32(index * 8)) }
    let reading = try Reading(file.bytes)
    #expect(reading.frames.count == 1)
    #expect(reading.error?.description.contains("at byte \(offset) ") == true)
    #expect(reading.error?.framesBefore == 1)
  }

  @Test("A packet of an interface that is not described is damage")
  func unknownInterface() throws {
    var file = CaptureBytes()
    file.section()
    file.interface()
    file.section()
    let offset = UInt64(file.bytes.count)
    file.enhancedPacket(ticks: 1, [1])
    #expect(try Reading(file.bytes).problem == .unknownInterface(offset: offset, interface: 0, described: 0))
  }

  @Test("A packet of the highest interface that a block can name is damage too, first in its section or after others", arguments: [0, 1])
  func highestInterface(before: Int) throws {
    var file = CaptureBytes(isBigEndian: false)
    file.section()
    file.interface()
    for _ in 0..<before { file.enhancedPacket(ticks: 1, [1]) }
    file.enhancedPacket(interface: .max, ticks: 1, [])
    file.enhancedPacket(ticks: 1, [1])
    let reading = try Reading(file.bytes)
    #expect(reading.frames.count == before)
    #expect(reading.problem == .unknownInterface(offset: UInt64(file.bytes.count - 36 - 32), interface: .max, described: 1))
  }

  @Test("After damage nothing more is read, though sound blocks follow")
  func afterDamage() throws {
    var file = CaptureBytes(isBigEndian: false)
    file.section()
    file.interface()
    file.enhancedPacket(ticks: 1, [1])
    file.block(0xbad) { $0.bytes += [0, 0, 0, 0] }
    // The length at the end of that block is the beginning of a sound packet.
    let end = file.bytes.count - 4
    file.enhancedPacket(ticks: 1, [])
    file.bytes.replaceSubrange(end..<end + 4, with: [])
    let temporary = try TemporaryFile(file.bytes)
    var source = try FrameSource(path: temporary.path)
    #expect(try source.next() != nil)
    #expect(throws: CaptureError.self) { try source.next() }
    #expect(try source.next() == nil)
  }

  @Test("A packet that claims more than its block holds is damage", arguments: [5, 300_000, 0xffff_ffff] as [UInt32])
  func lyingCapturedLength(claimed: UInt32) throws {
    var file = CaptureBytes()
    file.section()
    file.interface()
    file.block(6) {
      $0.append(UInt32(0), 0, 0, claimed, claimed); $0.bytes += [1, 2, 3, 4]
    }
    let reading = try Reading(file.bytes)
    #expect(reading.frames.isEmpty && reading.error != nil)
  }

  @Test("Times at the ends of the range are held there", arguments: [0, 6, 9, 12, 127, 0x80, 0xa0, 0xff] as [UInt8])
  func extremeTimes(resolution: UInt8) throws {
    for seconds in [.min, 0, .max] as [Int64] {
      var file = CaptureBytes()
      file.section()
      file.interface {
        $0.option(9, [resolution]); $0.option(14, number: seconds)
      }
      for ticks in [0, 1, 1 << 63, .max] as [UInt64] { file.enhancedPacket(ticks: ticks, [1]) }
      #expect(try Reading(file.bytes).frames.count == 4)
    }
  }

  @Test("A long interface name is kept to 255 bytes")
  func longName() throws {
    var file = CaptureBytes()
    file.section()
    file.interface { $0.option(2, Array(repeating: 0x61, count: 60_000)) }
    #expect(try Reading(file.bytes).details?.interfaces.first?.name?.utf8.count == 255)
  }
}

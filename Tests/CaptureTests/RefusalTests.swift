import Capture
import Testing

@Suite("What is no capture")
struct RefusalTests {
  @Test(
    "Files of another kind are refused with a sentence that says what to do",
    arguments: [
      ([], "is empty: no capture header."),
      (Array("hello, world".utf8), "is not a capture file (pcap or pcapng)."),
      (Array("BZh91AY&SY".utf8), "bzip2 compression is not supported; decompress it first: bzip2 -dc FILE | rstwho -r -."),
      ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], "xz compression is not supported; decompress it first: xz -dc FILE | rstwho -r -."),
      ([0x1f, 0x9d, 0x90], "compress compression is not supported; decompress it first: uncompress -c FILE | rstwho -r -."),
      (
        Array("snoop\0\0\0\0\0\0\u{2}\0\0\0\u{4}".utf8),
        "is not a capture file (pcap or pcapng); it seems to be a snoop file; convert it with: editcap FILE out.pcapng."
      ),
      ([0xd4, 0xc3, 0xb2, 0xa1], "ends inside the file header at byte 0, which needs 24 bytes where 4 are left; no packet could be read."),
    ] as [([UInt8], String)])
  func refused(bytes: [UInt8], sentence: String) throws {
    let reading = try Reading(bytes)
    #expect(reading.frames.isEmpty)
    #expect(reading.error?.description.hasSuffix(": \(sentence)") == true, "\(String(describing: reading.error))")
  }

  @Test("A missing file and a folder are said to be that")
  func missing() {
    #expect(Reading(path: "/nowhere/at/all").error?.description == "/nowhere/at/all: cannot be opened: No such file or directory.")
    #expect(Reading(path: "/").problem == .folder)
  }

  @Test("Random bytes after any magic number never trap", arguments: 0..<40 as Range<UInt64>)
  func randomBytes(seed: UInt64) throws {
    var random = SeededGenerator(state: seed)
    for magic in [0xa1b2_c3d4, 0xd4c3_b2a1, 0xa1b2_3c4d, 0x34cd_b2a1, 0x1c00_01ac, 0x0a0d_0d0a, 0x0008_8b1f, 0xfd2f_b528, 0x184d_2204]
      as [UInt32]
    {
      var file = CaptureBytes()
      file.append(magic)
      if magic == 0x0a0d_0d0a { file.append(UInt32(28), 0x1a2b_3c4d, 1, 0, 0, 28) }
      if magic & 0xffff == 0xc3d4 { file.append(UInt32(0x0004_0002), 0, 0, 0, 1) }
      file.bytes += (0..<Int.random(in: 0...600, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random) & UInt8(seed % 2 == 0 ? 255 : 15)
      }
      let reading = try Reading(file.bytes)
      #expect(reading.frames.count < 600, "seed \(seed)")
    }
  }

  @Test("Any byte of a rich file changed never traps")
  func changedBytes() throws {
    let whole = PcapngTests.rich(isBigEndian: false)
    for index in 0..<600 {
      for change in [0x01, 0x80, 0xff] as [UInt8] {
        var changed = whole
        changed[index] ^= change
        #expect(try Reading(changed).frames.count <= 5)
      }
    }
  }
}

/// SplitMix64, so that a failure can be repeated from the seed that is printed.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}

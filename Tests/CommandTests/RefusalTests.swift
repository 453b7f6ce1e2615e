import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("What cannot be read")
struct RefusalTests {
  /// A file, and the sentence about it.
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var sentence: String

    init(_ description: String, _ bytes: [UInt8], _ sentence: String) {
      (testDescription, self.bytes, self.sentence) = (description, bytes, sentence)
    }
  }

  private static let capture = HandmadeCapture.refused.pcap

  @Test(
    "is told in one sentence, with exit status 2",
    arguments: [
      Row("an empty file", [], "is empty: no capture header."),
      Row("text", Array("127.0.0.1 localhost\n".utf8), "is not a capture file (pcap or pcapng)."),
      Row(
        "a header cut", Array(capture.prefix(10)),
        "ends inside the file header at byte 0, which needs 24 bytes where 10 are left; no packet could be read."),
      Row(
        "a record cut", Array(capture.prefix(100)),
        "ends inside the record at byte 80, which needs 56 bytes where 20 are left; the packet before it was used."),
      Row(
        "a length that lies", Array(capture.prefix(32)) + [0x7f, 0xff, 0xff, 0xff] + capture.dropFirst(36),
        "the record header at byte 24 claims 2147483647 bytes, more than the snapshot length 262144 allows; no packet could be read."),
      Row(
        "bzip2", Array("BZh91AY&SY".utf8),
        "bzip2 compression is not supported; decompress it first: bzip2 -dc FILE | rstwho -r -."),
      Row(
        "xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4],
        "xz compression is not supported; decompress it first: xz -dc FILE | rstwho -r -."),
    ])
  func sentence(row: Row) throws {
    try withScratchFolder { folder in
      try Data(row.bytes).write(to: folder.appending(path: "x.pcap"))
      let run = try Program.run(["x.pcap"], in: folder)
      #expect(run.status == 2)
      #expect(run.errors == "rstwho: x.pcap: \(row.sentence)\n")
    }
  }

  @Test("may be no file at all")
  func noFile() throws {
    try withScratchFolder { folder in
      let missing = try Program.run(["missing.pcap"], in: folder)
      #expect(missing.status == 2)
      #expect(missing.errors == "rstwho: missing.pcap: cannot be opened: No such file or directory.\n")
      let directory = try Program.run(["."], in: folder)
      #expect(directory.status == 2)
      #expect(directory.errors == "rstwho: .: is a folder, not a capture file; name the files in it.\n")
    }
  }

  @Test("may be forbidden", .enabled(if: geteuid() != 0, "everything may be read by root"))
  func noPermission() throws {
    try withScratchFolder { folder in
      let file = folder.appending(path: "x.pcap")
      try Data(Self.capture).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file.path)
      let run = try Program.run(["x.pcap"], in: folder)
      #expect(run.status == 2)
      #expect(run.errors == "rstwho: x.pcap: cannot be opened: Permission denied.\n")
    }
  }

  @Test("does not keep the other files from being reported")
  func others() throws {
    let run = try Program.run(["missing.pcap", "client.pcap", "--utc"], in: Fixture.named("firewall-resets").folder)
    #expect(run.status == 2)
    #expect(run.complaints.count == 1)
    #expect(run.text.hasPrefix("13 of 16 connections were reset by a device between client and server, not by the server.\n"))
  }

  @Test("and a link type that nobody knows is a note")
  func linkType() throws {
    let run = try Program.run(["-r", "-", "--utc"], input: HandmadeCapture.refused.pcap(linkType: 4_242))
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.text.contains("4 packets, but no TCP connection"))
    #expect(run.text.contains("4 of an unknown link type"))
  }

  @Test(
    "and a wrong command line are told apart: exit status 64",
    arguments: [
      (["-r", "client.pcap", "port", "prt"], "unknown port 'prt'\n  port prt\n       ^^^\n"),
      (["--filter", "tcp and and", "client.pcap"], "\n  tcp and and\n"),
      (["explain", "client.pcap", "99"], "there is no connection 99; its connections are numbered 1 to 16."),
      (["--nonsense", "client.pcap"], "--nonsense"),
      (["client.pcap", "-o", "/nowhere/at/all"], "/nowhere/at/all: cannot be written: No such file or directory."),
      (["client.pcap", "-o", "."], ".: cannot be written: Is a directory."),
    ])
  func usage(arguments: [String], sentence: String) throws {
    let run = try Program.run(arguments, in: Fixture.named("firewall-resets").folder)
    #expect(run.status == 64)
    #expect(run.errors.contains(sentence))
    #expect(run.output.isEmpty)
  }

  @Test("and a full disk is told", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    let run = try Program.shell("\"$RSTWHO\" client.pcap >/dev/full", in: Fixture.named("firewall-resets").folder)
    #expect(run.status == 2)
    #expect(run.errors == "rstwho: The report could not be written: No space left on device.\n")
  }
}

import Foundation
import Testing

/// What goes wrong around the program while it runs: one sentence, the right exit status, and what was promised is kept.
@Suite("Where something fails around the program")
struct FaultTests {
  private let folder = Fixture.named("port-scan").folder

  #if os(Linux)
    @Test(
      "a full disk is told", arguments: ["client.pcap -o /dev/full", "client.pcap >/dev/full", "annotate client.pcap /dev/full"])
    func fullDisk(arguments: String) throws {
      let run = try Program.shell("\"$RSTWHO\" \(arguments)", in: folder)
      #expect(run.status == 2)
      #expect(run.errors == "rstwho: The report could not be written: No space left on device.\n")
    }

    @Test("a folder that cannot be written to is told before anything is read")
    func readOnlyFolder() throws {
      let run = try Program.run(["-r", "missing.pcap", "-o", "/proc/report"], in: folder)
      #expect(run.status == 64)
      #expect(run.errors == "rstwho: /proc/report: cannot be written: No such file or directory.\n")
      let spooled = try Program.shell("TMPDIR=/proc \"$RSTWHO\" explain - 1 <client.pcap", in: folder)
      #expect(spooled.status == 2)
      #expect(spooled.errors.hasPrefix("rstwho: standard input: cannot be copied to a temporary file: "))
      #expect(spooled.errors.hasSuffix("; set TMPDIR to a folder with room.\n"))
      #expect(spooled.complaints.count == 1)
    }

    @Test("a terminated program leaves no temporary file behind")
    func terminated() throws {
      try withScratchFolder { scratch in
        // Standard input never ends. Once the temporary file is open, the program is in the middle of reading.
        let line = """
          mkfifo endless; exec 3<>endless; cat "$CAPTURE" >&3
          TMPDIR=. "$RSTWHO" explain - 1 <&3 & pid=$!
          until ls -l /proc/$pid/fd 2>/dev/null | grep -q rstwho-; do kill -0 $pid || exit 1; done
          kill -TERM $pid; wait $pid; echo $?; ls
          """
        let capture = folder.appending(path: "client.pcap").path
        let run = try Program.shell("CAPTURE='\(capture)'\n" + line, in: scratch)
        #expect(run.text == "143\nendless\n")
      }
    }

    @Test("little memory is enough", arguments: [600_000, 400_000, 300_000, 200_000])
    func littleMemory(kibibytes: Int) throws {
      let run = try Program.shell("ulimit -v \(kibibytes); exec \"$RSTWHO\" --json --all client.pcap", in: folder)
      #expect(run.status == 0)
      #expect(run.errors == "")
      #expect(run.output == (try Program.run(["--json", "--all", "client.pcap"], in: folder).output))
    }

    @Test("too little memory is told, with a status of its own", arguments: [200_000, 250_000])
    func memoryShortage(kibibytes: Int) throws {
      try withScratchFolder { scratch in
        // A SYN of each of many hosts.
        var capture = HandmadeCapture()
        capture.add(fromClient: true, seq: 9, ack: 0, flags: 0x02)
        var (bytes, number) = (Array(capture.pcap.prefix(24)), UInt32(0))
        let record = Array(capture.pcap.dropFirst(24))
        while number < 400_000 {
          bytes += record
          for shift in 0..<4 { bytes[bytes.count - 28 + shift] = UInt8(truncatingIfNeeded: number >> (8 * UInt32(shift))) }
          number += 1
        }
        try Data(bytes).write(to: scratch.appending(path: "flood.pcap"))
        let run = try Program.shell("ulimit -v \(kibibytes); exec \"$RSTWHO\" --json flood.pcap", in: scratch)
        #expect(run.status == 71)
        // What the language's runtime says stands before.
        #expect(run.complaints.last?.hasPrefix("rstwho: There is not enough memory for this capture: raise the limit") == true)
        #expect(run.output.isEmpty)
      }
    }
  #endif

  @Test("a reader who goes away is no error for a copy either")
  func closedPipe() throws {
    let run = try Program.shell("{ { \"$RSTWHO\" annotate client.pcap -; echo $? >&3; } | head -c 9 >/dev/null; } 3>&1", in: folder)
    #expect(run.text == "0\n")
    #expect(run.errors == "")
  }

  @Test(
    "a clock that jumps back, or by a century, ends in a report",
    arguments: [[9, 3, 3, 1], [0, UInt32.max, 0, 5], [UInt32.max, 1, 2, 3]])
  func strangeClock(seconds: [UInt32]) throws {
    var bytes = HandmadeCapture.refused.pcap
    for (number, second) in seconds.enumerated() {
      let place = 24 + number * 56
      bytes.replaceSubrange(place..<place + 4, with: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: second >> $0) })
    }
    let records = try Program.run(["-r", "-", "--json", "--all"], input: bytes)
    #expect(records.status == 0)
    #expect(try Contract.breaches(in: records.output) == [])
    #expect(records.text.matches(of: #/"outcome":"reset"/#).count == 2)
    #expect(!records.text.contains(#/"[a-z_]*(ms|seconds|duration)":-/#))
    for command in [["-r", "-"], ["explain", "-", "1"]] {
      let run = try Program.run(command, input: bytes)
      #expect(run.status == 0)
      #expect(run.errors == "")
    }
  }
}

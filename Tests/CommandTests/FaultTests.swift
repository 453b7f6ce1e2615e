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

    @Test("too little memory is told, with a status of its own; a little more is enough")
    func memoryShortage() throws {
      // Less and less, until the system cannot even load the program.
      var statuses: [Int32] = []
      for kibibytes in stride(from: 72_000, to: 24_000, by: -1_000) where statuses.last != 127 {
        let run = try Program.shell("ulimit -v \(kibibytes); exec \"$RSTWHO\" client.pcap", in: folder)
        statuses.append(run.status)
        guard run.status == 71 else { continue }
        // What the language's runtime says stands before.
        #expect(run.complaints.last?.hasPrefix("rstwho: There is not enough memory for this capture: raise the limit") == true)
        #expect(run.output.isEmpty)
      }
      #expect(statuses.first == 0 && statuses.contains(71))
      #expect(statuses.allSatisfy { [0, 71, 127].contains($0) }, "\(statuses)")
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

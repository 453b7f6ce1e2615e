import Foundation
import Testing

#if os(Linux)
  @Suite("Processes of the lab")
  struct ChildProcessTests {
    @Test("inherit their input, output and errors, whatever else is open, and no blocked signal")
    func inherited() throws {
      // As another test's pipe, made without O_CLOEXEC.
      let other = dup(0)
      defer { close(other) }
      // The list that ls reads is the fourth.
      #expect(try LabHost.run(["/bin/ls", "/proc/self/fd"]).split(separator: "\n") == ["0", "1", "2", "3"])
      #expect(try LabHost.run(["/bin/grep", "SigBlk", "/proc/self/status"]) == "SigBlk:\t0000000000000000\n")
    }

    @Test("tell how they ended")
    func ended() throws {
      #expect(try LabProgram(["/bin/sh", "-c", "exit 7"]).end() == 7)
      #expect(try LabProgram(["/bin/sh", "-c", "kill -USR1 $$"]).end() == -SIGUSR1)
      #expect(throws: LabError.self) { try LabProgram(["/no/such/program"]) }
    }
  }
#endif

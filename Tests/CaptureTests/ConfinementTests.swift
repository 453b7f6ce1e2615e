import Capture
import Foundation
import Testing

#if os(Linux)
  /// Each in a process of its own: what is given up does not come back.
  @Suite("What a live capture gives up")
  struct ConfinementTests {
    @Test("starting programs, connections, executable memory, other processes; threads and memory are left")
    func calls() async {
      await #expect(processExitsWith: .success) {
        try Privileges.drop(to: nil)
        try CallFilter(opensFilesForWriting: true, capturing: []).install()
        var child: pid_t = 0
        #expect(unsafe posix_spawn(&child, "/bin/true", nil, nil, [nil], [nil]) == EPERM)
        #expect(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) == -1 && errno == EPERM)
        let (written, executable) = (PROT_READ | PROT_WRITE, PROT_READ | PROT_EXEC)
        #expect(unsafe mmap(nil, 4_096, executable, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED && errno == EPERM)
        let page = unsafe mmap(nil, 4_096, written, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        #expect(unsafe page != MAP_FAILED)
        #expect(unsafe mprotect(page, 4_096, executable) == -1 && errno == EPERM)
        // TIOCSTI types on a terminal.
        var octet: UInt8 = 0
        #expect(unsafe ioctl(0, 0x5412, &octet) == -1 && errno == EPERM)
        #expect(kill(getppid(), 0) == -1 && errno == EPERM)
        #expect(raise(0) == 0)
        let semaphore = DispatchSemaphore(value: 0)
        Thread.detachNewThread { semaphore.signal() }
        semaphore.wait()
      }
    }

    @Test("sending by the sockets that capture, of which there are no copies")
    func sending() async {
      await #expect(processExitsWith: .success) {
        var ends: [Int32] = [0, 0]
        #expect(unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        try Privileges.drop(to: nil)
        try CallFilter(opensFilesForWriting: false, capturing: [ends[0]]).install()
        var octet: UInt8 = 7
        #expect(unsafe write(ends[0], &octet, 1) == -1 && errno == EPERM)
        #expect(unsafe send(ends[0], &octet, 1, 0) == -1 && errno == EPERM)
        #expect(unsafe setsockopt(ends[0], SOL_SOCKET, SO_RCVBUF, &octet, 1) == -1 && errno == EPERM)
        #expect(fcntl(ends[0], F_DUPFD, 0) == -1 && errno == EPERM)
        #expect(unsafe write(ends[1], &octet, 1) == 1)
        #expect(unsafe recv(ends[0], &octet, 1, 0) == 1)
        #expect(fcntl(ends[0], F_GETFL) >= 0)
      }
    }

    @Test("opening files to write, where no file is to be made")
    func opening() async {
      await #expect(processExitsWith: .success) {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try Privileges.drop(to: nil)
        try CallFilter(opensFilesForWriting: false, capturing: []).install()
        #expect(throws: OutputError.failed(errno: EPERM)) { _ = try OutputFile(path: path) }
        #expect(throws: OutputError.failed(errno: EPERM)) { _ = try OutputFile(path: "/dev/null") }
        #expect(ProcessMemory.resident ?? 0 > 0)
      }
    }

    @Test("files elsewhere than beside those that it writes", .enabled(if: FileAccess.canBeRestricted))
    func files() async throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      for name in ["in", "out"] {
        try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
      }
      defer { try? FileManager.default.removeItem(at: folder) }
      await #expect(processExitsWith: .success) { [path = folder.path as String] in
        let (inside, outside) = (path + "/in/", path + "/out/")
        try Data("secret".utf8).write(to: URL(filePath: outside + "there"))
        try FileManager.default.createSymbolicLink(atPath: inside + "link", withDestinationPath: outside + "there")
        try Privileges.drop(to: nil)
        try FileAccess.restrict(toWriting: [inside + "e-%H.pcapng"])
        try OutputFile(path: inside + "e-12.pcapng").write([1])
        #expect(throws: OutputError.failed(errno: EACCES)) { _ = try OutputFile(path: outside + "new") }
        #expect(throws: OutputError.failed(errno: EACCES)) { _ = try OutputFile(path: inside + "link") }
        #expect(throws: CaptureError.self) { _ = try SmallFile.contents(of: outside + "there") }
        #expect(throws: CaptureError.self) { _ = try SmallFile.contents(of: "/etc/passwd") }
        #expect(unsafe rename(inside + "e-12.pcapng", outside + "e") == -1)
        #expect(unsafe rename(inside + "e-12.pcapng", inside + "e-13.pcapng") == 0)
        #expect(unsafe unlink(inside + "e-13.pcapng") == 0)
        #expect(ProcessMemory.resident ?? 0 > 0)
      }
    }
  }
#endif

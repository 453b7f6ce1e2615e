import Foundation
import Synchronization

/// A process that begins with its input, output and errors, and no other open descriptor.
///
/// Foundation's `Process` closes in the child what it sees to be open, but not what other threads open meanwhile. The lab's processes live
/// long: they would hold other tests' pipes open, whose end would never come.
final class ChildProcess: Sendable {
  /// As the system numbers it.
  let pid: pid_t
  private let status = Mutex<Int32?>(nil)

  /// More than are open at once: the system gives the lowest number that is free.
  private static let descriptors = min(getdtablesize(), 4_096)

  /// What programs of the lab find in their environment; what a sanitizer is told, they are told too.
  static let environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"]
    .merging(ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }) { own, _ in own }

  /// Starts a program, the first word by its whole path; the handles are closed here.
  init(
    _ command: [String], environment: [String: String] = ChildProcess.environment, input: FileHandle, output: FileHandle, errors: FileHandle
  ) throws {
    let handles = [input, output, errors]
    defer { for handle in handles { try? handle.close() } }
    #if os(Linux)
      pid = try Self.spawn(command, environment.map { "\($0)=\($1)" }, handles.map(\.fileDescriptor))
    #else
      throw LabError(complaint: "the lab is for Linux")
    #endif
  }

  deinit {
    guard isRunning else { return }
    kill(pid, SIGKILL)
    _ = end()
  }

  /// Whether it has not ended.
  var isRunning: Bool { awaitEnd(WNOHANG) == nil }

  /// Waits for its end; its status, or the negative number of the signal that ended it.
  func end() -> Int32 { awaitEnd(0) ?? 0 }

  private func awaitEnd(_ options: Int32) -> Int32? {
    status.withLock { known in
      if let known { return known }
      var word: Int32 = 0
      var found: pid_t
      repeat { found = unsafe waitpid(pid, &word, options) } while found < 0 && errno == EINTR
      guard found == pid else { return nil }
      // WEXITSTATUS and WTERMSIG of wait(2).
      known = word & 0x7f == 0 ? word >> 8 & 0xff : -(word & 0x7f)
      return known
    }
  }

  #if os(Linux)
    private static func spawn(_ command: [String], _ environment: [String], _ descriptors: [Int32]) throws -> pid_t {
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      unsafe posix_spawn_file_actions_init(&actions)
      unsafe posix_spawnattr_init(&attributes)
      defer {
        unsafe posix_spawn_file_actions_destroy(&actions)
        unsafe posix_spawnattr_destroy(&attributes)
      }
      for (place, descriptor) in descriptors.enumerated() { unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(place)) }
      // In the child, where nothing is opened meanwhile; to close what is not open is no error.
      for descriptor in 3..<Self.descriptors { unsafe posix_spawn_file_actions_addclose(&actions, descriptor) }
      // The threads on which tests run have signals blocked.
      var none = sigset_t()
      unsafe sigemptyset(&none)
      unsafe posix_spawnattr_setsigmask(&attributes, &none)
      unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
      var pid: pid_t = 0
      let words = unsafe command.map { unsafe strdup($0) } + [nil]
      let variables = unsafe environment.map { unsafe strdup($0) } + [nil]
      defer { unsafe (words + variables).forEach { unsafe free($0) } }
      let failure = unsafe posix_spawn(&pid, command[0], &actions, &attributes, words, variables)
      guard failure == 0 else { throw LabError(complaint: "\(command[0]): \(unsafe String(cString: strerror(failure)))") }
      return pid
    }
  #endif
}

/// A pipe that no process inherits but the one that is given an end of it.
struct PrivatePipe {
  let reading: FileHandle
  let writing: FileHandle

  init() throws {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw LabError(complaint: "no pipe can be made") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    writing = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
  }
}

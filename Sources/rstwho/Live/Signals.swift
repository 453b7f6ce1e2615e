#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signals by which a live run is steered, as octets in a pipe that the loop waits on together with the interfaces.
enum Signals {
  /// What somebody asks for.
  enum Request: Equatable {
    /// Ctrl-C, or a service being stopped: the summary, and the end. The next one ends the program at once.
    case end
    /// SIGUSR1: the summary.
    case summary
    /// SIGHUP: output files anew.
    case reopen
  }

  /// The end of the pipe to be read; -1 before `begin`.
  static var wakeDescriptor: Int32 { unsafe descriptor }
  private nonisolated(unsafe) static var descriptor: Int32 = -1
  /// The end that the handler writes to. It is set once, before the handler is.
  private nonisolated(unsafe) static var written: Int32 = -1
  /// When the end was asked for first, in nanoseconds of the system's uptime; 0 before. Only the handler uses it.
  private nonisolated(unsafe) static var ending: Int64 = 0
  /// timeout(1) asks a program for its end twice, once by itself and once with its group: nobody presses Ctrl-C twice that fast.
  private static let twice: Int64 = 100_000_000

  /// Those that steer a capture on interfaces.
  static let all = [SIGINT, SIGTERM, SIGUSR1, SIGHUP]
  /// Those that ask for the end.
  static let ends = [SIGINT, SIGTERM]

  /// Catches these signals from now on. False where the system has no pipe to give.
  static func begin(_ numbers: [Int32] = all) -> Bool {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return false }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    unsafe (descriptor, written) = (ends[0], ends[1])
    // Whoever started this program may have blocked them for itself.
    var caught = sigset_t()
    _ = unsafe sigemptyset(&caught)
    for number in numbers { _ = unsafe sigaddset(&caught, number) }
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &caught, nil)
    for number in numbers {
      _ = signal(number) { number in
        // Nothing but what a handler may do (signal-safety(7)), and the error number kept.
        let kept = errno
        Signals.endAtOnce(number)
        var octet = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(Signals.written, &octet, 1)
        errno = kept
      }
    }
    return true
  }

  /// Lets the second Ctrl-C end the program when the handler returns.
  private static func endAtOnce(_ number: Int32) {
    guard number == SIGINT || number == SIGTERM else { return }
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    let now = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    if unsafe ending == 0 { return unsafe ending = max(now, 1) }
    guard unsafe now &- ending > twice else { return }
    _ = signal(number, SIG_DFL)
    _ = raise(number)
  }

  /// What was asked for since the last time.
  static func take() -> [Request] {
    var octets = [UInt8](repeating: 0, count: 64)
    let count = unsafe read(descriptor, &octets, octets.count)
    guard count > 0 else { return [] }
    return octets.prefix(count).compactMap { octet -> Request? in
      switch Int32(octet) {
      case SIGINT, SIGTERM: .end
      case SIGUSR1: .summary
      case SIGHUP: .reopen
      default: nil
      }
    }
  }
}

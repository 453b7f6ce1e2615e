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

  /// Catches the signals from now on. False where the system has no pipe to give.
  static func begin() -> Bool {
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
    for number in [SIGINT, SIGTERM, SIGUSR1, SIGHUP] { _ = unsafe sigaddset(&caught, number) }
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &caught, nil)
    for number in [SIGINT, SIGTERM, SIGUSR1, SIGHUP] {
      _ = signal(number) { number in
        // Nothing but what a handler may do (signal-safety(7)): one write, and the error number kept.
        let kept = errno
        var octet = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(Signals.written, &octet, 1)
        errno = kept
      }
    }
    return true
  }

  /// What was asked for since the last time. Once the end was, a further Ctrl-C is no longer caught.
  static func take() -> [Request] {
    var octets = [UInt8](repeating: 0, count: 64)
    let count = unsafe read(descriptor, &octets, octets.count)
    guard count > 0 else { return [] }
    let requests = octets.prefix(count).compactMap { octet -> Request? in
      switch Int32(octet) {
      case SIGINT, SIGTERM: .end
      case SIGUSR1: .summary
      case SIGHUP: .reopen
      default: nil
      }
    }
    if requests.contains(.end) {
      _ = signal(SIGINT, SIG_DFL)
      _ = signal(SIGTERM, SIG_DFL)
    }
    return requests
  }
}

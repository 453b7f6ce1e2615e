#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What happens when the reader of a pipe goes.
enum BrokenPipe {
  /// Lets a write to a closed pipe fail with EPIPE instead of ending the program without a word.
  static func becomeAnError() {
    _ = signal(SIGPIPE, SIG_IGN)
  }
}

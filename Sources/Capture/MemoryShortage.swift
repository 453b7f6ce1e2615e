#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What happens when there is no memory left: the language's runtime, or a table, then says how many bytes were missing, and stops the program.
package enum MemoryShortage {
  /// EX_OSERR of sysexits.h.
  private static let status: Int32 = 71
  /// Where less than this is left, that is why the program was stopped: 16 MiB.
  private static let little = 16 << 20

  private nonisolated(unsafe) static var sentence = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// What would have been done at each signal.
  private nonisolated(unsafe) static let before = UnsafeMutablePointer<sigaction>.allocate(capacity: 32)

  /// Has the program end with these words on standard error and status 71 then, instead of a signal. To be called once.
  package static func end(saying words: String) {
    let octets = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: words.utf8.count)
    _ = unsafe octets.initialize(from: words.utf8)
    unsafe sentence = UnsafeBufferPointer(octets)
    for number in [SIGABRT, SIGILL, SIGTRAP] {
      _ = unsafe sigaction(number, nil, before + Int(number))
      _ = signal(number) { number in
        // Nothing but calls of the system here, since the memory may be in any state.
        let room = unsafe mmap(nil, MemoryShortage.little, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        if unsafe room == MAP_FAILED {
          _ = unsafe write(STDERR_FILENO, MemoryShortage.sentence.baseAddress, MemoryShortage.sentence.count)
          _exit(MemoryShortage.status)
        }
        // It was something else.
        _ = unsafe sigaction(number, MemoryShortage.before + Int(number), nil)
        _ = raise(number)
      }
    }
  }
}

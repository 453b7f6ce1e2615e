#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What happens when there is no memory left: the language's runtime then says how many bytes were missing, and aborts the program.
enum MemoryShortage {
  /// EX_OSERR of sysexits.h.
  private static let status: Int32 = 71
  /// What a process can hardly be refused where memory is not short: 1 GiB of address space.
  private static let plenty = 1 << 30

  private nonisolated(unsafe) static var sentence = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  /// Has the program end with a sentence and a status then, instead of a signal.
  static func becomeASentence() {
    let words =
      "rstwho: There is not enough memory for this capture: raise the limit (ulimit -v), or choose fewer packets with tcpdump -r … -w ….\n"
    let octets = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: words.utf8.count)
    _ = unsafe octets.initialize(from: words.utf8)
    unsafe sentence = UnsafeBufferPointer(octets)
    _ = signal(SIGABRT) { number in
      // Nothing but calls of the system here, since the memory may be in any state.
      let room = unsafe mmap(nil, MemoryShortage.plenty, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      if unsafe room == MAP_FAILED {
        _ = unsafe write(2, MemoryShortage.sentence.baseAddress, MemoryShortage.sentence.count)
        _exit(MemoryShortage.status)
      }
      // It was something else.
      _ = signal(number, SIG_DFL)
      _ = raise(number)
    }
  }
}

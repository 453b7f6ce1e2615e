package import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The time zone of the machine, as TZ or the system's configuration sets it.
package enum LocalTime {
  /// Seconds east of Greenwich at that moment; 0 where the system cannot tell.
  package static func secondsEast(at time: Timestamp) -> Int {
    var seconds = time_t(time.nanoseconds / 1_000_000_000)
    var parts = unsafe tm()
    guard unsafe localtime_r(&seconds, &parts) != nil else { return 0 }
    return unsafe Int(parts.tm_gmtoff)
  }

  /// A name made of a pattern of strftime(3) and that moment; the pattern as it is where that gives nothing, or too much.
  static func text(_ pattern: String, at time: Timestamp) -> String {
    var seconds = time_t(time.nanoseconds / 1_000_000_000)
    var parts = unsafe tm()
    var room = [CChar](repeating: 0, count: 4_096)
    guard unsafe localtime_r(&seconds, &parts) != nil, unsafe strftime(&room, room.count, pattern, &parts) > 0 else { return pattern }
    return Capture.text(room)
  }
}

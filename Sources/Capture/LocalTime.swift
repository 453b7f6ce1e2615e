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
}

#if canImport(Glibc)
  import Glibc
#endif

/// The memory of this process.
package enum ProcessMemory {
  /// Octets of it that are in use and not put aside; nil where the system does not tell.
  package static var resident: UInt64? {
    #if canImport(Glibc)
      guard let file = try? StateFile(path: "/proc/self/statm", isWritten: false), let octets = try? file.octets() else { return nil }
      let pages = String(decoding: octets, as: UTF8.self).split(separator: " ").dropFirst().first.flatMap { UInt64($0) }
      return pages.map { $0 * UInt64(sysconf(Int32(_SC_PAGESIZE))) }
    #else
      return nil
    #endif
  }
}

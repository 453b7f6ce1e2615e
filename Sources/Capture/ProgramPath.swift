#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where this program lies.
package enum ProgramPath {
  /// The whole path where the system tells it, else what it was called by.
  package static var current: String {
    #if canImport(Glibc)
      var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      if unsafe readlink("/proc/self/exe", &path, path.count - 1) > 0 { return text(path) }
    #endif
    return CommandLine.arguments.first ?? "rstwho"
  }
}

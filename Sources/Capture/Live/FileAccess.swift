import CPrivileges

#if canImport(Glibc)
  import Glibc
#endif

/// Which files this process can still open.
package enum FileAccess {
  /// Whether the system can restrict it (since Linux 5.13, where it is not switched off).
  package static var canBeRestricted: Bool {
    #if os(Linux)
      landlock_version() > 0
    #else
      false
    #endif
  }

  /// From now on files can be opened for writing, or made, only in the folders of these paths, and read only where the system tells of
  /// itself: interfaces' counters, processes, time zones. What is open stays open. By Landlock (landlock(7)); where the system
  /// has none, nothing happens.
  ///
  /// Must come before the first further thread: it holds for this one and those that it starts.
  package static func restrict(toWriting paths: [String]) throws(Privileges.Failure) {
    #if os(Linux)
      let version = landlock_version()
      guard version > 0 else { return }
      let refused = Kind.all(in: version)
      let rules = landlock_rules(refused.rawValue)
      guard rules >= 0 else { throw .failed("landlock_create_ruleset", errno: errno) }
      defer { _ = close(rules) }
      // All of /proc: the threads that answer for figures look after each other by their numbers there.
      for place in ["/sys", "/proc", "/usr/share/zoneinfo"] { allow([.read, .list], at: place, in: rules) }
      allow(.read, at: "/etc/localtime", in: rules)
      for path in paths {
        allow(Kind.making.intersection(refused), at: folder(of: path), in: rules)
        // The path may be a link to a file elsewhere.
        allow(Kind.writing.intersection(refused), at: path, in: rules)
      }
      guard landlock_enforce(rules) == 0 else { throw .failed("landlock_restrict_self", errno: errno) }
    #endif
  }

  /// Where a path leads to; of one that is a pattern of strftime(3), the part before the pattern.
  static func folder(of path: String) -> String {
    let steady = path.prefix { $0 != "%" }
    guard let slash = steady.lastIndex(of: "/") else { return "." }
    return slash == steady.startIndex ? "/" : String(steady[..<slash])
  }

  #if os(Linux)
    /// Kinds of access, as Landlock has them in LANDLOCK_ACCESS_FS.
    private struct Kind: OptionSet {
      let rawValue: UInt64

      static let write = Kind(rawValue: 1 << 1)
      static let read = Kind(rawValue: 1 << 2)
      static let list = Kind(rawValue: 1 << 3)
      static let remove = Kind(rawValue: 1 << 5)
      static let make = Kind(rawValue: 1 << 8)
      static let truncate = Kind(rawValue: 1 << 14)

      static let writing: Kind = [.write, .truncate]
      static let making: Kind = [.write, .truncate, .make, .remove]

      /// All that there are: 13 from the beginning, moving between folders (which is refused unasked), truncating, commands to devices.
      static func all(in version: Int32) -> Kind {
        Kind(rawValue: 0x1fff | (version >= 3 ? 1 << 14 : 0) | (version >= 5 ? 1 << 15 : 0))
      }
    }

    /// Allows that at a place; where there is no such place, there is nothing to allow.
    private static func allow(_ kind: Kind, at place: String, in rules: Int32) {
      let descriptor = unsafe open(place, __O_PATH | O_CLOEXEC)
      guard descriptor >= 0 else { return }
      _ = landlock_allow(rules, kind.rawValue, descriptor)
      _ = close(descriptor)
    }
  #endif
}

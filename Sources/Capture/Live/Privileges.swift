import CPrivileges

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The rights of this process, which it needs for opening interfaces and for nothing after.
package enum Privileges {
  /// Why rights could not be given up.
  package enum Failure: Error, Equatable {
    /// There is no user of that name.
    case noSuchUser(String)
    /// This process may not become another user.
    case notRoot
    /// A step failed; the system call and its error number.
    case failed(String, errno: Int32)
    /// They seemed to be given up, and are still there.
    case stillThere

    /// The sentence for the user, without a full stop.
    package var sentence: String {
      switch self {
      case .noSuchUser(let name): "there is no user \(name) to become; name another with -Z"
      case .notRoot: "only root can become another user: leave -Z out"
      case .failed(let call, let number): "privileges could not be dropped: \(call): \(systemMessage(number))"
      case .stillThere: "privileges could not be dropped: they came back"
      }
    }
  }

  /// A user of this machine.
  package struct Identity: Sendable {
    /// The name.
    package let name: String
    let user: uid_t
    let group: gid_t

    /// The user of that name.
    package init(name: String) throws(Failure) {
      // The C library's own record, read at once.
      guard let entry = unsafe getpwnam(name) else { throw .noSuchUser(name) }
      self.name = name
      user = unsafe entry.pointee.pw_uid
      group = unsafe entry.pointee.pw_gid
    }
  }

  /// Whether this process runs as root.
  package static var isRoot: Bool { geteuid() == 0 }

  /// The user to become where none is named: who called sudo, else `nobody`.
  package static func usualUser(environment: [String: String]) -> String {
    guard let caller = environment["SUDO_USER"], !caller.isEmpty, caller != "root" else { return "nobody" }
    return caller
  }

  /// Becomes that user with the groups of that user, gives up every capability, and makes sure that nothing brings them back. Without root,
  /// only what capabilities there are is given up, and `user` must be nil. `root` stays root, and keeps the right to other users' files.
  ///
  /// Must come before the first further thread: capabilities belong to a thread.
  package static func drop(to user: Identity?) throws(Failure) {
    guard isRoot else {
      guard user == nil else { throw .notRoot }
      return try dropCapabilities()
    }
    for capability in 0..<64 as Range<UInt> { _ = drop_from_bounding_set(capability) }
    guard let user, user.user != 0 else { return try dropCapabilities(keeping: rightToFiles) }
    let (number, group) = (user.user, user.group)
    guard unsafe initgroups(user.name, numericCast(group)) == 0 else { throw .failed("initgroups", errno: errno) }
    guard setgid(group) == 0 else { throw .failed("setgid", errno: errno) }
    guard setuid(number) == 0 else { throw .failed("setuid", errno: errno) }
    try dropCapabilities()
    guard getuid() == number, geteuid() == number, getegid() == group, setuid(0) != 0, setgid(0) != 0 else { throw .stillThere }
  }

  /// CAP_DAC_OVERRIDE, as a bit.
  private static let rightToFiles: UInt32 = 1 << 1

  private static func dropCapabilities(keeping kept: UInt32 = 0) throws(Failure) {
    guard drop_capabilities(kept) == 0 else { throw .failed("capset", errno: errno) }
    guard forbid_new_privileges() == 0 else { throw .failed("prctl", errno: errno) }
  }
}

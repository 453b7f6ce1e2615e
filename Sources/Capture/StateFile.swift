#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is read when the program begins and written anew when it ends, perhaps as another user.
package struct StateFile: ~Copyable {
  /// The greatest that is read: 1 GiB.
  private static let most = 1 << 30

  private let path: String
  private let descriptor: Int32

  /// Opens the file, or makes it. For reading alone it must be there.
  package init(path: String, isWritten: Bool) throws(OutputError) {
    self.path = path
    descriptor = unsafe open(path, (isWritten ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .failed(errno: errno) }
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
  }

  /// Everything in it.
  package func octets() throws(OutputError) -> [UInt8] {
    var octets: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 16)
    while octets.count < Self.most {
      let count = unsafe pread(descriptor, &room, room.count, off_t(octets.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .failed(errno: errno) }
      guard count > 0 else { return octets }
      octets += room.prefix(count)
    }
    throw .failed(errno: EFBIG)
  }

  /// Lets that user own the file.
  package func give(to user: Privileges.Identity) {
    _ = fchown(descriptor, user.user, user.group)
  }

  /// Puts these octets in the place of what was there: by a file beside it that takes its name, so that there is always a whole one; where
  /// this user may make none there, in the file itself.
  package func replace(with octets: [UInt8]) throws(OutputError) {
    let fresh = path + ".new"
    guard let file = try? OutputFile(path: fresh) else { return try overwrite(with: octets) }
    do {
      try file.write(octets)
    } catch {
      _ = unsafe unlink(fresh)
      throw error
    }
    guard unsafe rename(fresh, path) == 0 else { throw .failed(errno: errno) }
  }

  private func overwrite(with octets: [UInt8]) throws(OutputError) {
    var written = 0
    while written < octets.count {
      let count = unsafe octets.withUnsafeBytes { bytes in
        unsafe pwrite(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written, off_t(written))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .failed(errno: errno) }
      written += count
    }
    guard ftruncate(descriptor, off_t(written)) == 0 else { throw .failed(errno: errno) }
  }
}

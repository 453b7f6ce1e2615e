#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where octets go: standard output, standard error, or a file that is made anew.
package struct OutputFile: ~Copyable {
  private let descriptor: Int32
  private let isOwned: Bool

  /// Standard output.
  package static var standardOutput: OutputFile { OutputFile(descriptor: 1, isOwned: false) }

  /// Standard error.
  package static var standardError: OutputFile { OutputFile(descriptor: 2, isOwned: false) }

  /// Makes the file at `path`, or empties it; "-" is standard output.
  package init(path: String) throws(OutputError) {
    guard path != "-" else {
      self = .standardOutput
      return
    }
    descriptor = unsafe path.withCString { unsafe open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666) }
    isOwned = true
    guard descriptor >= 0 else { throw .failed(errno: errno) }
  }

  private init(descriptor: Int32, isOwned: Bool) {
    self.descriptor = descriptor
    self.isOwned = isOwned
  }

  deinit {
    if isOwned, descriptor >= 0 { _ = close(descriptor) }
  }

  /// Whether two paths lead to one file, which writing would destroy before it is read. Pipes and devices are no such files.
  package static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard unsafe stat(one, &first) == 0, unsafe stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino && first.st_mode & S_IFMT == S_IFREG
  }

  /// Why no file could be written at `path`; nil where nothing stands against it. What is there is left as it is, and nothing is left that was
  /// not there.
  package static func obstacle(at path: String) -> OutputError? {
    guard path != "-" else { return nil }
    var status = stat()
    if unsafe stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { return .failed(errno: EISDIR) }
      return unsafe access(path, W_OK) == 0 ? nil : .failed(errno: errno)
    }
    // Only making a file tells whether one can be made.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return errno == EEXIST ? nil : .failed(errno: errno) }
    _ = close(descriptor)
    _ = unsafe unlink(path)
    return nil
  }

  /// Writes all of the octets.
  package func write(_ octets: [UInt8]) throws(OutputError) {
    var written = 0
    while written < octets.count {
      let count = unsafe octets.withUnsafeBytes { bytes in
        unsafe systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: bytes[written...]))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw errno == EPIPE ? .closedPipe : .failed(errno: errno) }
      written += count
    }
  }

  /// Writes octets that begin at byte `offset` of a file, in one call. Where not all could be written, what was is taken back, so that the
  /// file ends where it ended before.
  func append(_ octets: [UInt8], at offset: UInt64) throws(OutputError) {
    while true {
      let count = unsafe octets.withUnsafeBytes { bytes in unsafe systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: bytes[...])) }
      if count == octets.count { return }
      if count < 0, errno == EINTR { continue }
      let number = count < 0 ? errno : ENOSPC
      if count > 0, ftruncate(descriptor, off_t(clamping: offset)) == 0 { _ = lseek(descriptor, off_t(clamping: offset), SEEK_SET) }
      throw number == EPIPE ? .closedPipe : .failed(errno: number)
    }
  }

  /// Lets that user own the file, who is to write it after privileges are dropped.
  package func give(to user: Privileges.Identity) {
    if isOwned { _ = fchown(descriptor, user.user, user.group) }
  }

  /// Whether a person looks at it.
  package var isTerminal: Bool {
    isatty(descriptor) == 1
  }
}

/// Why octets could not be written.
package enum OutputError: Error, Equatable {
  /// The reader has gone: `rstwho … | head`. Not an error for the user.
  case closedPipe
  /// Anything else, by the system's number.
  case failed(errno: Int32)

  /// The system's words for it.
  package var reason: String {
    switch self {
    case .closedPipe: "the reader closed the pipe"
    case .failed(let number): unsafe String(cString: strerror(number))
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  unsafe write(descriptor, bytes.baseAddress, bytes.count)
}

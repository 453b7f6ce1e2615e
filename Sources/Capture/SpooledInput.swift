#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pipe's bytes in a temporary file without a name, so that they can be read twice. The file goes with this value.
package struct SpooledInput {
  /// What was put aside.
  let path: String
  private let file: TemporaryFile
  private let size: UInt64

  /// Copies everything that `path` holds, "-" being standard input, into a file in the folder that TMPDIR names, else /tmp.
  package init(copying path: String) throws(CaptureError) {
    let source = try DescriptorStream(path: path)
    let file = TemporaryFile()
    guard file.descriptor >= 0 else { throw CaptureError(path: path, problem: .spooling(errno: errno)) }
    size = try copy(source, to: file.descriptor, path: path)
    self.path = path
    self.file = file
  }

  /// The frames, from the first on; as often as wanted, while this value lives.
  package func frames() throws(CaptureError) -> FrameSource {
    try FrameSource.open(stream(), path: path)
  }

  /// The bytes, from the first on.
  func stream() -> DescriptorStream {
    DescriptorStream(rereading: file, size: size)
  }
}

/// An open file that has no name any more, so that it is gone however the program ends.
final class TemporaryFile {
  /// The open file; negative, with errno set, where there could be none.
  let descriptor: Int32

  /// Creates it.
  init() {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/rstwho-XXXXXX".utf8CString)
    descriptor = unsafe mkstemp(&template)
    if descriptor >= 0 { _ = unsafe unlink(template) }
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
  }
}

/// Copies a stream to its end; how many bytes that were.
private func copy(_ source: DescriptorStream, to descriptor: Int32, path: String) throws(CaptureError) -> UInt64 {
  let room = UnsafeMutableRawBufferPointer.allocate(byteCount: BufferedInput.usualCapacity, alignment: 16)
  defer { unsafe room.deallocate() }
  do {
    while true {
      let got = try unsafe source.read(into: room)
      guard got > 0 else { return source.bytesRead }
      guard unsafe writeAll(UnsafeRawBufferPointer(rebasing: room[..<got]), to: descriptor) else { break }
    }
  } catch {
    throw CaptureError(path: path, problem: ReadingProblem.stream(error, offset: source.bytesRead).problem)
  }
  throw CaptureError(path: path, problem: .spooling(errno: errno))
}

private func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
  var written = 0
  while written < bytes.count {
    let count = unsafe write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    written += count
  }
  return true
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of an open file, pipe or terminal.
final class DescriptorStream: ByteStream {
  private let descriptor: Int32
  private let isOwned: Bool
  private let temporary: TemporaryFile?
  /// Where a file that is read by several streams goes on; nil reads wherever the descriptor stands.
  private var position: Int64?
  /// How many bytes were read.
  private(set) var bytesRead: UInt64 = 0
  /// How large the file is, where it is a regular file.
  let size: UInt64?

  /// Opens `path`, or standard input for "-".
  init(path: String) throws(CaptureError) {
    temporary = nil
    isOwned = path != "-"
    descriptor = unsafe isOwned ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
    guard descriptor >= 0 else { throw CaptureError(path: path, problem: .opening(errno: errno)) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { size = nil; return }
    let kind = status.st_mode & S_IFMT
    size = kind == S_IFREG && status.st_size >= 0 ? UInt64(status.st_size) : nil
    guard kind != S_IFDIR else { throw CaptureError(path: path, problem: .folder) }
  }

  /// Reads a temporary file from its beginning, however often.
  init(rereading file: TemporaryFile, size: UInt64) {
    descriptor = file.descriptor
    temporary = file
    self.size = size
    isOwned = false
    position = 0
  }

  deinit {
    if isOwned, descriptor >= 0 { _ = close(descriptor) }
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    while true {
      let got = unsafe readOnce(into: room)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw .read(errno: errno) }
      bytesRead &+= UInt64(got)
      position? += Int64(got)
      return got
    }
  }

  private func readOnce(into room: UnsafeMutableRawBufferPointer) -> Int {
    guard let position else { return unsafe systemRead(descriptor, room.baseAddress, room.count) }
    return unsafe pread(descriptor, room.baseAddress, room.count, off_t(position))
  }
}

/// read(2), which a method of the same name hides.
private func systemRead(_ descriptor: Int32, _ memory: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, memory, count)
}

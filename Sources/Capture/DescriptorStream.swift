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
  /// Whether it is a pipe or a socket, which may still be written to.
  let isPipe: Bool

  /// Opens `path`, or standard input for "-".
  init(path: String) throws(CaptureError) {
    temporary = nil
    isOwned = path != "-"
    descriptor = unsafe isOwned ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
    guard descriptor >= 0 else { throw CaptureError(path: path, problem: .opening(errno: errno)) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      (size, isPipe) = (nil, false)
      return
    }
    let kind = status.st_mode & S_IFMT
    isPipe = kind == S_IFIFO || kind == S_IFSOCK
    size = kind == S_IFREG && status.st_size >= 0 ? UInt64(status.st_size) : nil
    guard kind != S_IFDIR else { throw CaptureError(path: path, problem: .folder) }
  }

  /// Reads a temporary file from its beginning, however often.
  init(rereading file: TemporaryFile, size: UInt64) {
    descriptor = file.descriptor
    temporary = file
    self.size = size
    isPipe = false
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

  /// Waits until something can be read, or the end is there, or a descriptor that is given can be read; at most so long.
  func wait(milliseconds: Int32, orFor wakeDescriptor: Int32) -> Arrival {
    var waits = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    let ready = unsafe poll(&waits, nfds_t(waits.count), milliseconds)
    if ready > 0, waits[1].revents != 0 { return .wake }
    // Interrupted by a signal that nobody waits for: nothing came.
    return ready > 0 ? .frame : .nothing
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

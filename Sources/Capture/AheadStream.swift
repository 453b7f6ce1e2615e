/// A decompressed file of which a thread of its own makes the next bytes while those before are looked at (`ReadAhead`).
///
/// For files only: what a pipe brings is to be delivered as it comes, and a thread that waits for a pipe could not be ended.
final class AheadStream: ByteStream {
  /// What is read before a thread is begun: most files end sooner than it would help.
  private static let beginning = 1 << 20

  private let stream: any ByteStream
  private var ahead: ReadAhead?
  private var delivered = 0
  private var isRefused = false

  /// What `stream` gives, which is a file's and read by nobody else.
  init(_ stream: any ByteStream) {
    self.stream = stream
  }

  deinit {
    guard let ahead else { return }
    ahead.end()
    ThreadPlaces.giveBack()
  }

  var bytesRead: UInt64 { ahead?.bytesRead ?? stream.bytesRead }

  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    if ahead == nil, delivered >= Self.beginning, !isRefused { begin() }
    if let ahead { return try unsafe ahead.read(into: room) }
    let got = try unsafe stream.read(into: room)
    delivered &+= got
    return got
  }

  /// Begins a thread. Where there is no place for one, reading goes on as before, and asks again next time; not where the system gives none.
  private func begin() {
    guard ThreadPlaces.take() else { return }
    let ahead = ReadAhead(stream)
    guard ahead.begin() else {
      isRefused = true
      return ThreadPlaces.giveBack()
    }
    self.ahead = ahead
  }
}

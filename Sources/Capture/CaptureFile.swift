import Wire

/// One of several files that are read as one capture, while another one is being read.
final class CaptureFile {
  /// The file as it was named.
  let path: String
  /// The frame that it goes on with: the first, or the one at which another file went first.
  private(set) var head: FrameHeader?
  /// What it says of itself, as far as it has been read; nil where it could not be opened.
  private(set) var details: CaptureDetails?
  /// The time of its first frame, once `peek` has seen it.
  private(set) var firstTime: Timestamp?
  private var source: FrameSource?

  /// The file at `path`, not opened yet.
  init(path: String) {
    self.path = path
  }

  /// Finds the time of the first frame. A file that can be opened again is closed, so that a long rotated set does not exhaust the
  /// descriptors.
  func peek() throws(CaptureError) {
    var source = try FrameSource(path: path)
    do { head = try source.next() } catch {
      details = source.details
      throw error
    }
    details = source.details
    firstTime = head?.time
    guard source.details.fileSize == nil else { return }
    self.source = consume source
  }

  /// Hands over the open file, which stands at `head`; opens it where it is not open, and reads so far.
  func resume() throws(CaptureError) -> FrameSource {
    if let open = source.take() { return open }
    var source = try FrameSource(path: path)
    head = try source.next()
    return source
  }

  /// Keeps the open file until its frame is the earliest.
  func suspend(_ source: consuming FrameSource, at head: FrameHeader) {
    self.head = head
    details = source.details
    self.source = consume source
  }

  /// Notes what a file that has been read says of itself.
  func finish(_ details: CaptureDetails) {
    self.details = details
    head = nil
  }
}

package import Wire

/// Several capture files as one capture, ordered by time.
///
/// The files are numbered (`FrameHeader.file`) by the time of their first frame, then by name, so that nothing depends on the order in
/// which they were named; files without a frame come last. Within a file the order of the file is kept, even where its clock jumped back.
/// Of a rotated set only the files that overlap in time are open at once.
package struct FrameSources: ~Copyable {
  private var source = FrameSource()
  private var current: Int?
  private let files: [CaptureFile]
  /// The numbers of the files that wait, the earliest last.
  private var waiting: [Int] = []
  /// The time at which the earliest of the waiting files goes on, in nanoseconds: `Timestamp`'s own order would be a call for every frame.
  private var turn = Int64.max
  private var problems: [CaptureError] = []

  /// Opens these files. A file that cannot be opened does not stop the others: `next` throws its error after the last frame.
  package init(paths: [String]) {
    var found: [CaptureFile] = []
    for path in paths { found.append(CaptureFile(path: path)) }
    if found.count > 1 {
      for file in found {
        do { try file.peek() } catch { problems.append(error) }
      }
      found.sort(by: isNumberedBefore)
    }
    files = found
    waiting = found.indices.reversed().filter { found.count == 1 || found[$0].firstTime != nil }
  }

  /// The frames of one source that is open already.
  package init(_ open: consuming FrameSource) {
    files = [CaptureFile(path: open.details.path)]
    source = open
    current = 0
  }

  /// The header of the next frame in order of time, whose bytes `withBytes` then lends; nil at the end. What was damaged or could not be
  /// opened is thrown when every readable frame of every file has been delivered, one error a call.
  package mutating func next() throws(CaptureError) -> FrameHeader? {
    if var header = readCurrent() {
      header.file = UInt16(truncatingIfNeeded: current ?? 0)
      guard header.time.nanoseconds >= turn, mustWait(header) else { return header }
      suspend(at: header)
    }
    while let file = waiting.popLast() {
      if let header = resume(file) { return header }
    }
    guard !problems.isEmpty else { return nil }
    throw problems.removeFirst()
  }

  /// Lends the bytes of the frame whose header was read last. Mutating only because a borrowed source would be copied onto the stack each
  /// time.
  package mutating func withBytes<Result, Failure: Error>(_ body: (Span<UInt8>) throws(Failure) -> Result) throws(Failure) -> Result {
    try source.withBytes(body)
  }

  /// What each file says of itself, as far as it has been read, in the order of the files' numbers. Files that could not be opened are left
  /// out.
  package var details: [CaptureDetails] {
    files.indices.compactMap { $0 == current ? source.details : files[$0].details }
  }

  @inline(__always)
  private mutating func readCurrent() -> FrameHeader? {
    do {
      if let header = try source.next() { return header }
    } catch {
      problems.append(error)
    }
    return finishCurrent()
  }

  private mutating func finishCurrent() -> FrameHeader? {
    if let current { files[current].finish(source.details) }
    current = nil
    return nil
  }

  /// Whether another file's frame comes before this one; equal times go by the number of the file.
  private func mustWait(_ header: FrameHeader) -> Bool {
    guard let current, let next = waiting.last else { return false }
    return header.time.nanoseconds > turn || current > next
  }

  private mutating func suspend(at header: FrameHeader) {
    guard let file = current else { return }
    var suspended = FrameSource()
    swap(&source, &suspended)
    files[file].suspend(suspended, at: header)
    current = nil
    let place = waiting.lastIndex { goesOn(file, before: $0) }
    waiting.insert(file, at: place.map { $0 + 1 } ?? 0)
  }

  private mutating func resume(_ file: Int) -> FrameHeader? {
    do {
      source = try files[file].resume()
    } catch {
      problems.append(error)
      return nil
    }
    current = file
    turn = waiting.last.flatMap { files[$0].head?.time.nanoseconds } ?? .max
    guard var header = files[file].head else { return finishCurrent() }
    header.file = UInt16(truncatingIfNeeded: file)
    return header
  }

  private func goesOn(_ file: Int, before other: Int) -> Bool {
    guard let time = files[file].head?.time, let otherTime = files[other].head?.time else { return file < other }
    return (time, file) < (otherTime, other)
  }
}

/// By the first frame's time, then by name; a file without a frame after all others.
private func isNumberedBefore(_ left: CaptureFile, _ right: CaptureFile) -> Bool {
  switch (left.firstTime, right.firstTime) {
  case (let time?, let otherTime?) where time != otherTime: time < otherTime
  case (_?, nil): true
  case (nil, _?): false
  default: left.path < right.path
  }
}

package import Wire

/// Several capture files as one capture, ordered by time.
///
/// The files are numbered (`FrameHeader.file`) by the time of their first frame, then by name, so that nothing depends on the order in
/// which they were named; files without a frame come last. Within a file the order of the file is kept, even where its clock jumped back.
/// Of a rotated set only the files that overlap in time are open at once.
@safe
@usableFromInline package struct FrameSources: ~Copyable {
  private var source = FrameSource()
  /// The source's own `lent`: the compiler does not let inlined code reach into another value that has a `deinit`.
  @usableFromInline var lent = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Where the frames of a batch lie, until more is read.
  @usableFromInline var batch = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var current: Int?
  private let files: [CaptureFile]
  /// The numbers of the files that wait, the earliest last.
  private var waiting: [Int] = []
  /// The time at which the earliest of the waiting files goes on, in nanoseconds: `Timestamp`'s own order would be a call for every frame.
  private var turn = Int64.max
  private var problems: [CaptureError] = []

  /// Opens these files. A file that cannot be opened does not stop the others: `next` throws its error after the last frame. Of a single one,
  /// which may be a pipe, nothing but the header is waited for.
  package init(paths: [String]) {
    // By name first, so that not even the errors come in the order in which the files were named.
    let found = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { CaptureFile(path: $0) }
    guard found.count > 1 else {
      files = found
      openFirst()
      return
    }
    for file in found {
      do { try file.peek() } catch { problems.append(error) }
    }
    files = inOrderOfTime(found)
    waiting = files.indices.reversed().filter { files[$0].firstTime != nil }
  }

  /// The frames of one source that is open already.
  package init(_ open: consuming FrameSource) {
    files = [CaptureFile(path: open.details.path)]
    source = open
    current = 0
  }

  private mutating func openFirst() {
    guard let file = files.first else { return }
    do {
      source = try FrameSource(path: file.path)
      current = 0
    } catch {
      problems.append(error)
    }
  }

  /// Whether this is a single pipe whose frames can be waited for: it is not compressed.
  package var isPipe: Bool { files.count == 1 && current == 0 && source.pipe != nil }

  /// Waits for the frame of the one pipe that there is.
  mutating func awaitOpenPipe(_ milliseconds: Int32, _ wakeDescriptor: Int32) -> Arrival {
    // Reading moves what was lent.
    unsafe batch = UnsafeBufferPointer(start: nil, count: 0)
    unsafe lent = UnsafeBufferPointer(start: nil, count: 0)
    return source.awaitFrame(milliseconds: milliseconds, orFor: wakeDescriptor)
  }

  /// The header of the next frame in order of time, whose bytes `withBytes` then lends; nil at the end. What was damaged or could not be
  /// opened is thrown when every readable frame of every file has been delivered, one error a call.
  package mutating func next() throws(CaptureError) -> FrameHeader? {
    var header = FrameHeader()
    return try next(&header) ? header : nil
  }

  /// The same for a loop over millions of frames: fills in a header that is used again and again, where a returned optional would be
  /// copied. False at the end, and the header is then without meaning.
  package mutating func next(_ header: inout FrameHeader) throws(CaptureError) -> Bool {
    let isTaken = source.take(&header)
    guard isTaken, header.time.nanoseconds < turn else { return try readOn(&header, isTaken: isTaken) }
    header.file = UInt16(truncatingIfNeeded: current ?? 0)
    source.lend()
    unsafe lent = source.lent
    return true
  }

  /// Fills in the headers of the next frames that are in memory already, at least one and at most `limit` and `mostAtOnce`, so that a loop can
  /// look ahead of the frame it is at. `withFrames` and `withBytes(of:_:)` lend their bytes until more is read.
  ///
  /// - Returns: how many there are; 0 at the end. Errors as of `next`.
  package mutating func next(_ headers: inout MutableSpan<FrameHeader>, atMost limit: Int) throws(CaptureError) -> Int {
    let file = UInt16(truncatingIfNeeded: current ?? 0)
    let most = min(limit, headers.count, Self.mostAtOnce)
    var count = 0
    while count < most, source.take(&headers[count]) {
      guard headers[count].time.nanoseconds < turn else {
        source.putBack()
        break
      }
      headers[count].file = file
      headers[count].offset = UInt32(truncatingIfNeeded: source.frameOffset)
      count &+= 1
    }
    unsafe batch = source.octets
    // None: more has to be read, or it may be another file's turn.
    if count == 0, most > 0, try next(&headers[0]) {
      headers[0].offset = 0
      unsafe batch = lent
      count = 1
    }
    return count
  }

  /// How many frames are looked at together: enough for memory to arrive in, few enough to stay in the nearest cache.
  package static var mostAtOnce: Int { 32 }

  /// Lends what holds the bytes of the frames whose headers were read last, each at its header's `offset`.
  @inlinable
  package mutating func withFrames<Result, Failure: Error>(_ body: (Span<UInt8>) throws(Failure) -> Result) throws(Failure) -> Result {
    // Nothing is read while the memory is lent: `body` has no way to this value.
    try unsafe body(batch.span)
  }

  /// Lends the bytes of one of those frames; none where that is not one of them.
  package mutating func withBytes<Result, Failure: Error>(
    of header: FrameHeader, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withFrames { frames throws(Failure) in try body(frames.extracting(FrameRange(of: header).within(frames))) }
  }

  /// The next frame where more has to be read, or where it may be another file's turn. Apart from the straight way, whose stack frame and
  /// saved registers it would make larger: 20 instructions a packet.
  @inline(never)
  private mutating func readOn(_ header: inout FrameHeader, isTaken: Bool) throws(CaptureError) -> Bool {
    unsafe batch = UnsafeBufferPointer(start: nil, count: 0)
    if isTaken { source.lend() }
    if isTaken || readCurrent(&header) {
      header.file = UInt16(truncatingIfNeeded: current ?? 0)
      unsafe lent = source.lent
      guard header.time.nanoseconds >= turn, mustWait(header) else { return true }
      suspend(at: header)
    }
    return try nextFile(&header)
  }

  /// Lends the bytes of the frame whose header was read last; as `FrameSource.withBytes`, and open to inlining as that is.
  @inlinable
  package mutating func withBytes<Result, Failure: Error>(_ body: (Span<UInt8>) throws(Failure) -> Result) throws(Failure) -> Result {
    // Nothing is read while the memory is lent: `body` has no way to this value.
    try unsafe body(lent.span)
  }

  /// What each file says of itself, as far as it has been read, in the order of the files' numbers. Files that could not be opened are left
  /// out.
  package var details: [CaptureDetails] {
    files.indices.compactMap { $0 == current ? source.details : files[$0].details }
  }

  @inline(__always)
  private mutating func readCurrent(_ header: inout FrameHeader) -> Bool {
    do {
      if try source.next(&header) { return true }
    } catch {
      problems.append(error)
    }
    finishCurrent()
    return false
  }

  private mutating func finishCurrent() {
    if let current { files[current].finish(source.details) }
    current = nil
  }

  /// Goes on with the file whose frame is the earliest of those that wait; false, or the errors one a call, after the last.
  @inline(never)
  private mutating func nextFile(_ header: inout FrameHeader) throws(CaptureError) -> Bool {
    unsafe lent = UnsafeBufferPointer(start: nil, count: 0)
    while let file = waiting.popLast() {
      guard resume(file, &header) else { continue }
      unsafe lent = source.lent
      return true
    }
    guard !problems.isEmpty else { return false }
    throw problems.removeFirst()
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

  private mutating func resume(_ file: Int, _ header: inout FrameHeader) -> Bool {
    do {
      source = try files[file].resume()
    } catch {
      problems.append(error)
      return false
    }
    current = file
    turn = waiting.last.flatMap { files[$0].head?.time.nanoseconds } ?? .max
    guard let head = files[file].head else {
      finishCurrent()
      return false
    }
    header = head
    header.file = UInt16(truncatingIfNeeded: file)
    return true
  }

  private func goesOn(_ file: Int, before other: Int) -> Bool {
    guard let time = files[file].head?.time, let otherTime = files[other].head?.time else { return file < other }
    return (time, file) < (otherTime, other)
  }
}

/// By the first frame's time, then in the order that they had; a file without a frame after all others.
private func inOrderOfTime(_ files: [CaptureFile]) -> [CaptureFile] {
  let keys = files.map { ($0.firstTime == nil ? 1 : 0, $0.firstTime?.nanoseconds ?? 0) }
  return files.indices.sorted { (keys[$0].0, keys[$0].1, $0) < (keys[$1].0, keys[$1].1, $1) }.map { files[$0] }
}

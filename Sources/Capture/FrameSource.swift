package import Wire

/// The frames of one capture file, in the order of the file: pcap or pcapng, compressed or not, also while it is still growing.
///
/// The bytes of a frame are lent until the next one is read. Everything readable before a damaged place is delivered, then the error is
/// thrown, once.
@safe
@usableFromInline package struct FrameSource: ~Copyable {
  private var input: BufferedInput
  /// Where the bytes of the frame that was read last lie in the input's memory, which stays in place until the next one is read.
  @usableFromInline var lent = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Which of the two readers is in use; an optional or an enum would be copied for every frame.
  private let isPcap: Bool
  private var pcap: PcapReader
  private var pcapng = PcapngReader()
  private var isFinished = false
  private var frames: UInt64 = 0
  private let path: String
  private let fileSize: UInt64?
  private let compression: Compression?
  /// The stream, where it is a pipe whose frames can be waited for.
  let pipe: DescriptorStream?

  /// Opens the file at `path`, or standard input for "-", and reads its header.
  package init(path: String) throws(CaptureError) {
    // The compiler wants a whole value before anything may be thrown.
    self.init()
    self = try FrameSource.open(DescriptorStream(path: path), path: path)
  }

  /// A source without frames.
  init() {
    path = ""
    fileSize = nil
    compression = nil
    pipe = nil
    isPcap = false
    pcap = PcapReader()
    input = BufferedInput(EmptyStream(), capacity: 16)
    isFinished = true
  }

  /// Reads what `stream` holds; `path` is what errors name.
  static func open(_ stream: DescriptorStream, path: String) throws(CaptureError) -> FrameSource {
    do {
      return try FrameSource(reading: stream, path: path)
    } catch {
      throw CaptureError(path: path, problem: error.problem)
    }
  }

  private init(reading stream: DescriptorStream, path: String) throws(ReadingProblem) {
    var raw = BufferedInput(stream)
    let compression = try raw.compression()
    var input = decompressing(raw, compression, isFile: stream.size != nil)
    let pcap = try input.startOfCapture()
    self.path = path
    self.compression = compression
    self.pcap = pcap ?? PcapReader()
    isPcap = pcap != nil
    self.input = input
    fileSize = stream.size
    pipe = stream.isPipe && compression == nil ? stream : nil
  }

  /// The header of the next frame, whose bytes `withBytes` then lends; nil at the end. Throws once, where the file is damaged.
  package mutating func next() throws(CaptureError) -> FrameHeader? {
    var header = FrameHeader()
    return try next(&header) ? header : nil
  }

  /// The same for a loop over millions of frames: fills in a header that is used again and again, where a returned optional would be
  /// copied. False at the end, and the header is then without meaning.
  @inline(__always)
  package mutating func next(_ header: inout FrameHeader) throws(CaptureError) -> Bool {
    guard take(&header) else { return try readOn(&header) }
    lend()
    return true
  }

  /// Fills in the header of the next frame where it is wholly at hand and sound, and its bytes need nothing but to be lent.
  @inline(__always)
  mutating func take(_ header: inout FrameHeader) -> Bool {
    guard isPcap ? pcap.take(&header, from: &input) : pcapng.take(&header, from: &input) else { return false }
    count(&header)
    return true
  }

  /// Has `lent` be the frame that was taken last.
  @inline(__always)
  mutating func lend() { unsafe lent = input.frame }

  /// Undoes the last `take`, so that its frame is the next one again.
  mutating func putBack() {
    input.putBack(frameAt: isPcap ? pcap.headerLength : PcapngBlock.frameOffset)
    frames &-= 1
  }

  /// Where in `octets` the frame whose header was taken last begins.
  var frameOffset: Int {
    @inline(__always) mutating get { input.frameOffset }
  }

  /// All frames that were taken since something was read last, until more is.
  var octets: UnsafeBufferPointer<UInt8> {
    mutating get { unsafe input.octets }
  }

  /// How many octets must be at hand for the next frame.
  var octetsNeeded: Int { isFinished ? 0 : isPcap ? pcap.octetsNeeded(input) : pcapng.octetsNeeded(input) }

  /// How many octets are at hand.
  var availableOctets: Int { input.count }

  /// Reads once from the stream; false at its end, and where that fails, which asking for the frame tells.
  mutating func readOnce(towards needed: Int) -> Bool {
    do { return try input.readMore(towards: needed) } catch { return false }
  }

  /// The next frame of pcapng, or where more has to be read, or where something is wrong.
  @inline(never)
  private mutating func readOn(_ header: inout FrameHeader) throws(CaptureError) -> Bool {
    guard !isFinished else { return false }
    do {
      let isFound = isPcap ? try pcap.next(&header, from: &input) : try pcapng.next(&header, from: &input)
      guard isFound else { return finish() }
    } catch {
      _ = finish()
      throw CaptureError(path: path, problem: error.problem, framesBefore: frames)
    }
    count(&header)
    lend()
    return true
  }

  @inline(__always)
  private mutating func count(_ header: inout FrameHeader) {
    frames &+= 1
    header.number = frames &+ pcapng.numberedWithoutPacket
  }

  /// Lends the bytes of the frame whose header was read last. Open to inlining, so that a loop's body is no closure: that and the generic
  /// result took a tenth of all instructions. Mutating only because a borrowed source would be copied onto the stack each time.
  @inlinable
  package mutating func withBytes<Result, Failure: Error>(_ body: (Span<UInt8>) throws(Failure) -> Result) throws(Failure) -> Result {
    // Nothing is read while the memory is lent: `body` has no way to this value.
    try unsafe body(lent.span)
  }

  /// What the file says of itself, as far as it has been read.
  package var details: CaptureDetails {
    let format: CaptureDetails.Format = !isPcap ? .pcapng : pcap.hasNanoseconds ? .pcapNanoseconds : .pcap
    return CaptureDetails(
      path: path, format: format, compression: compression, interfaces: interfaces, comments: pcapng.comments, frames: frames,
      dropped: dropped, bytesRead: input.bytesRead, fileSize: fileSize)
  }

  private var interfaces: [CaptureDetails.Interface] {
    guard isPcap else { return pcapng.interfaces }
    return [
      CaptureDetails.Interface(
        name: nil, linkType: pcap.linkType, snapshotLength: pcap.snapshotLength, nanosecondsPerTick: pcap.hasNanoseconds ? 1 : 1000)
    ]
  }

  /// Statistics count from the start of the capture and know best; the packets' own counts are the second choice.
  private var dropped: UInt64? {
    let statistics = pcapng.interfaces.compactMap(\.dropped)
    guard statistics.isEmpty else { return statistics.reduce(0) { $0.addingHeld($1) } }
    return pcapng.droppedBetweenPackets
  }

  /// Whether it is pcapng.
  var isPcapng: Bool { !isPcap }

  /// Copies the blocks of a pcapng file from which no frame has been read yet; tells where it is damaged.
  mutating func copyBlocks<Failure: Error>(
    _ fate: (UInt64) -> FrameFate, _ write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> CaptureError? {
    var copy = PcapngCopy()
    while true {
      let block: [UInt8]?
      do {
        block = try copy.next(from: &input, fate)
      } catch {
        return CaptureError(path: path, problem: error.problem)
      }
      guard let block else { return nil }
      if !block.isEmpty { try write(block) }
    }
  }

  private mutating func finish() -> Bool {
    isFinished = true
    pcapng.finish()
    unsafe lent = UnsafeBufferPointer(start: nil, count: 0)
    return false
  }
}

extension BufferedInput {
  /// How the input is compressed; nil where it is not. Throws where it is empty, or compressed in a way that is not read.
  fileprivate mutating func compression() throws(ReadingProblem) -> Compression? {
    // No capture and no compressed file of one is shorter than 16 bytes, so waiting for them delays nothing.
    _ = try ensure(16)
    guard count > 0 else { throw .problem(.empty) }
    switch try magic() {
    case .compressed(let compression): return compression
    case .unreadable(let name, let command): throw .problem(.compression(name: name, command: command))
    case .foreign, .unknown: return nil
    }
  }

  /// Reads the header of a pcap file; nil for pcapng, whose first block is read with the others.
  fileprivate mutating func startOfCapture() throws(ReadingProblem) -> PcapReader? {
    _ = try ensure(16)
    guard count > 0 else { throw .problem(.empty) }
    if load(as: UInt32.self) == PcapngBlock.sectionHeader { return nil }
    if let header = try PcapHeader(from: &self) { return PcapReader(after: header) }
    switch try magic() {
    case .foreign(let name): throw .problem(.notCapture(seems: name))
    case .compressed(let compression): throw .problem(.notCapture(seems: "a \(compression.rawValue) file inside the compressed one"))
    case .unreadable(let name, _): throw .problem(.notCapture(seems: "a \(name) file inside the compressed one"))
    case .unknown: throw .problem(.notCapture(seems: nil))
    }
  }

  /// What it begins as. All that tells is waited for, so that what comes in pieces is taken for the same as what is there at once.
  private mutating func magic() throws(ReadingProblem) -> Magic {
    _ = try ensure(withBytes(at: 0, count: count) { Magic.octetsNeeded($0) })
    return withBytes(at: 0, count: count) { Magic($0) }
  }
}

/// What an input holds, decompressed where it is compressed. What takes long to decompress is read ahead, of files: LZ4 is so quick, and a plain
/// file even more so, that handing over costs more than a second processor saves.
private func decompressing(_ input: consuming BufferedInput, _ compression: Compression?, isFile: Bool) -> BufferedInput {
  switch compression {
  case nil: input
  case .gzip: BufferedInput(GzipStream(input), isReadAhead: isFile)
  case .zstd: BufferedInput(ZstdStream(input), isReadAhead: isFile)
  case .lz4: BufferedInput(LZ4Stream(input))
  }
}

extension BufferedInput {
  fileprivate init(_ stream: any ByteStream, isReadAhead: Bool) {
    self.init(isReadAhead ? AheadStream(stream) : stream)
  }
}

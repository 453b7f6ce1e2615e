/// The bytes of one input on their way to the reader: memory that is filled from a stream and lent out a piece at a time.
///
/// This file and the streams are the only places where raw memory is handled: `start <= end <= capacity` always holds, every access is
/// checked against `end`, and what is lent stays in place until the next fill.
@safe
struct BufferedInput: ~Copyable {
  /// How much is asked for at a time: large enough to make `read` cheap, small enough to stay in the cache.
  static let usualCapacity = 256 * 1024

  private let stream: any ByteStream
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var start = 0
  private var end = 0
  private var lentStart = 0
  private var lentCount = 0
  /// How many bytes of the stream lie before the memory's first.
  private var discarded: UInt64 = 0

  /// The bytes of `stream`, nothing read yet.
  init(_ stream: any ByteStream, capacity: Int = BufferedInput.usualCapacity) {
    self.stream = stream
    self.capacity = capacity
    unsafe memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    // A decompressor may claim octets of damaged data that it never wrote: they must not be what lay in memory before.
    unsafe memory.initialize(repeating: 0, count: capacity)
  }

  deinit {
    unsafe memory.deallocate()
  }

  /// How many bytes are at hand.
  var count: Int {
    @inline(__always) get { end &- start }
  }

  /// Where in the stream the next byte stands.
  var offset: UInt64 {
    discarded &+ UInt64(start)
  }

  /// How many bytes of the file itself were read, compressed as they are.
  var bytesRead: UInt64 {
    stream.bytesRead
  }

  /// The integers that stand `offset` bytes after the next byte, in the host's byte order; nil where fewer bytes are at hand.
  @inline(__always)
  func load<Layout: BitwiseCopyable>(at offset: Int = 0, as type: Layout.Type = Layout.self) -> Layout? {
    guard offset >= 0, offset <= count &- MemoryLayout<Layout>.size else { return nil }
    // In range by the line above; unaligned because records follow each other without padding.
    return unsafe UnsafeRawPointer(memory + (start &+ offset)).loadUnaligned(as: Layout.self)
  }

  /// Steps over a record of `length` bytes and remembers the frame in it; false, and nothing happens, where that much is not at hand.
  @inline(__always)
  mutating func take(frameAt offset: Int, count frameCount: Int, of length: Int) -> Bool {
    guard offset >= 0, frameCount >= 0, offset <= length &- frameCount, length <= count else { return false }
    lentStart = start &+ offset
    lentCount = frameCount
    start &+= length
    return true
  }

  /// Steps back over the record that `take` just stepped over, so that it is the next one again.
  mutating func putBack(frameAt offset: Int) {
    start = max(0, lentStart &- offset)
  }

  /// Where in `octets` the frame last taken begins.
  @inline(__always)
  var frameOffset: Int { lentStart }

  /// All that is in memory, frames that were taken before included, until the next fill.
  var octets: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: memory, count: end)
  }

  /// Where the frame last taken lies, until the next fill. `take` checked the range.
  @inline(__always)
  var frame: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: memory + lentStart, count: lentCount)
  }

  /// Lends `length` bytes that stand `offset` bytes after the next byte, fewer where fewer are at hand.
  func withBytes<Result>(at offset: Int, count length: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    let first = min(max(offset, 0), count)
    let bytes = unsafe UnsafeBufferPointer(start: memory + (start &+ first), count: min(max(length, 0), count &- first))
    return unsafe body(bytes.span)
  }

  /// Reads until `needed` bytes are at hand; false where the stream ends before.
  @inline(never)
  mutating func fill(_ needed: Int) throws(StreamError) -> Bool {
    while count < needed {
      guard try readMore(towards: needed) else { return false }
    }
    return true
  }

  /// Steps over `length` bytes without keeping them; false where the stream ends before.
  mutating func skip(_ length: UInt64) throws(StreamError) -> Bool {
    var left = length
    while left > UInt64(count) {
      left &-= UInt64(count)
      start = end
      guard try readMore(towards: 1) else { return false }
    }
    start &+= Int(left)
    return true
  }

  /// Steps over everything at hand, as a reader does that gives the bytes to a decompressor; `body` says how many it used.
  func withUnread<Result>(_ body: (UnsafeMutableBufferPointer<UInt8>) -> Result) -> Result {
    unsafe body(UnsafeMutableBufferPointer(start: memory + start, count: count))
  }

  /// Steps over what a decompressor used.
  mutating func drop(_ used: Int) {
    start &+= min(max(used, 0), count)
  }

  /// One read from the stream; the unread bytes move to the front first. A record larger than the memory makes it grow, but never beyond
  /// twice what has really arrived: a length that lies costs nothing.
  mutating func readMore(towards needed: Int) throws(StreamError) -> Bool {
    if start > 0 { moveToFront() }
    if end == capacity { grow(towards: needed) }
    let room = unsafe UnsafeMutableRawBufferPointer(start: memory + end, count: capacity &- end)
    let got = try unsafe stream.read(into: room)
    end &+= min(max(got, 0), capacity &- end)
    return got > 0
  }

  private mutating func moveToFront() {
    unsafe memory.update(from: memory + start, count: count)
    discarded &+= UInt64(start)
    end &-= start
    start = 0
    lentCount = 0
  }

  private mutating func grow(towards needed: Int) {
    let larger = max(min(needed, capacity * 2), capacity + 1)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe moved.initialize(repeating: 0, count: larger)
    unsafe moved.update(from: memory + start, count: count)
    unsafe memory.deallocate()
    unsafe memory = moved
    capacity = larger
  }
}

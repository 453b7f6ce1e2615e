import CIsal

/// The bytes that gzip packed (RFC 1952), member after member, by ISA-L.
@safe
final class GzipStream: ByteStream {
  private var input: BufferedInput
  /// ISA-L points into its own state, so it stays where it was made.
  private let state: UnsafeMutablePointer<inflate_state>
  private var isBetweenMembers = false
  private var isAtHeader = true
  private var failure: StreamError?

  /// What `input` holds, decompressed.
  init(_ input: consuming BufferedInput) {
    self.input = input
    // All zeros: of damaged data ISA-L may give octets that it never wrote, and no report may hold what lay in memory before.
    let size = unsafe MemoryLayout<inflate_state>.size
    let memory = unsafe UnsafeMutableRawPointer.allocate(byteCount: size, alignment: MemoryLayout<inflate_state>.alignment)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    unsafe state = memory.bindMemory(to: inflate_state.self, capacity: 1)
    unsafe isal_inflate_init(state)
    unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
  }

  deinit {
    unsafe state.deallocate()
  }

  var bytesRead: UInt64 {
    input.bytesRead
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    if let failure { throw failure }
    while true {
      guard try hasInput() else { return 0 }
      if isAtHeader { try awaitHeader() }
      let produced = unsafe inflate(into: room)
      if produced > 0 { return produced }
      if let failure { throw failure }
    }
  }

  /// Whether there is something to decompress; false at the proper end.
  private func hasInput() throws(StreamError) -> Bool {
    guard input.count == 0 else { return try startMember() }
    guard try input.fill(1) else {
      if isBetweenMembers { return false }
      throw .cut(compressedOffset: input.offset)
    }
    return try startMember()
  }

  /// After a member comes another, or zeros that a tape or disk left; false where nothing is left to read.
  private func startMember() throws(StreamError) -> Bool {
    guard isBetweenMembers else { return true }
    var first: UInt8 = 0
    while first == 0 {
      while input.load(as: UInt8.self) == 0 { input.drop(1) }
      guard try input.fill(1) else { return false }
      first = input.load(as: UInt8.self) ?? 0
    }
    guard first == 0x1f else {
      throw .decompression(reason: "something that is not gzip follows the compressed data", compressedOffset: input.offset)
    }
    unsafe isal_inflate_reset(state)
    unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
    isBetweenMembers = false
    isAtHeader = true
    return true
  }

  /// Has the whole header at hand where that matters; where the input ends before, decompression will say so.
  private func awaitHeader() throws(StreamError) {
    isAtHeader = false
    _ = try input.fill(4)
    guard input.withBytes(at: 0, count: 4, GzipHeader.wantsOnePiece) else { return }
    while !input.withBytes(at: 0, count: input.count, GzipHeader.isWhole) {
      guard input.count < GzipHeader.longest else {
        throw .decompression(reason: "the gzip header does not end", compressedOffset: input.offset)
      }
      guard try input.fill(input.count + 1) else { return }
    }
  }

  /// One step of decompression; how many bytes came out. An error is kept until they have been delivered.
  private func inflate(into room: UnsafeMutableRawBufferPointer) -> Int {
    let state = unsafe self.state
    let capacity = min(room.count, Int(Int32.max))
    let (used, result) = unsafe input.withUnread { unread in
      unsafe state.pointee.next_in = unread.baseAddress
      unsafe state.pointee.avail_in = UInt32(clamping: unread.count)
      unsafe state.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
      unsafe state.pointee.avail_out = UInt32(clamping: capacity)
      let result = unsafe isal_inflate(state)
      return unsafe (unread.count - Int(state.pointee.avail_in), result)
    }
    input.drop(used)
    if result != ISAL_DECOMP_OK { failure = .decompression(reason: GzipStream.reason(result), compressedOffset: input.offset) }
    isBetweenMembers = unsafe state.pointee.block_state == ISAL_BLOCK_FINISH
    return unsafe capacity - Int(state.pointee.avail_out)
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ISAL_INVALID_BLOCK: "invalid deflate block"
    case ISAL_INVALID_SYMBOL: "invalid deflate symbol"
    case ISAL_INVALID_LOOKBACK: "a deflate distance reaches before the beginning"
    case ISAL_INVALID_WRAPPER: "invalid gzip header"
    case ISAL_UNSUPPORTED_METHOD: "the gzip header names a method other than deflate"
    case ISAL_INCORRECT_CHECKSUM: "the checksum of the decompressed bytes is wrong"
    default: "deflate error \(code)"
    }
  }
}

import CZstd

/// The bytes that Zstandard packed (RFC 8878), frame after frame, by libzstd.
@safe
final class ZstdStream: ByteStream {
  private var input: BufferedInput
  private let context: OpaquePointer?
  private var isBetweenFrames = true
  private var mayHoldOutput = false
  private var failure: StreamError?
  /// How much the next step wants. With more it would decompress a small frame at once, and deliver nothing of a damaged one.
  private var wanted = ZstdStream.beginning
  /// What is enough to see how a frame goes on.
  private static let beginning = 5

  /// What `input` holds, decompressed.
  init(_ input: consuming BufferedInput) {
    self.input = input
    unsafe context = ZSTD_createDCtx()
  }

  deinit {
    _ = unsafe ZSTD_freeDCtx(context)
  }

  var bytesRead: UInt64 {
    input.bytesRead
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    if let failure { throw failure }
    while true {
      if !mayHoldOutput, input.count == 0, !(try input.fill(1)) {
        if isBetweenFrames { return 0 }
        throw .cut(compressedOffset: input.offset)
      }
      let produced = unsafe decompress(into: room)
      if produced > 0 { return produced }
      if let failure { throw failure }
    }
  }

  /// One step of decompression; how many bytes came out.
  private func decompress(into room: UnsafeMutableRawBufferPointer) -> Int {
    let context = unsafe self.context
    var output = unsafe ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
    let (used, hint) = unsafe input.withUnread { unread in
      var packed = unsafe ZSTD_inBuffer(src: unread.baseAddress, size: min(unread.count, wanted), pos: 0)
      let hint = unsafe ZSTD_decompressStream(context, &output, &packed)
      return unsafe (packed.pos, hint)
    }
    input.drop(used)
    guard ZSTD_isError(hint) == 0 else {
      failure = .decompression(reason: unsafe String(cString: ZSTD_getErrorName(hint)), compressedOffset: input.offset)
      return unsafe output.pos
    }
    isBetweenFrames = hint == 0
    wanted = hint == 0 ? ZstdStream.beginning : hint
    mayHoldOutput = unsafe output.pos == output.size && hint != 0
    return unsafe output.pos
  }
}

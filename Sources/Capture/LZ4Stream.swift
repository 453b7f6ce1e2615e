import CLz4

/// The bytes that LZ4 packed (LZ4 frame format), frame after frame, by liblz4.
@safe
final class LZ4Stream: ByteStream {
  private var input: BufferedInput
  private var context: OpaquePointer?
  private var isBetweenFrames = true
  private var mayHoldOutput = false
  private var failure: StreamError?
  /// How much the next step wants. With more it would decompress several blocks, and deliver none of them where the last is damaged.
  private var wanted = LZ4Stream.beginning
  /// The shortest header of a frame.
  private static let beginning = 7

  /// What `input` holds, decompressed.
  init(_ input: consuming BufferedInput) {
    self.input = input
    let status = unsafe LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))
    if LZ4F_isError(status) != 0 { failure = .decompression(reason: "not enough memory", compressedOffset: 0) }
  }

  deinit {
    _ = unsafe LZ4F_freeDecompressionContext(context)
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
    var produced = room.count
    let (used, hint) = unsafe input.withUnread { unread in
      var used = min(unread.count, wanted)
      let hint = unsafe LZ4F_decompress(context, room.baseAddress, &produced, unread.baseAddress, &used, nil)
      return (used, hint)
    }
    input.drop(used)
    guard LZ4F_isError(hint) == 0 else {
      failure = .decompression(reason: unsafe String(cString: LZ4F_getErrorName(hint)), compressedOffset: input.offset)
      return 0
    }
    isBetweenFrames = hint == 0
    wanted = hint == 0 ? LZ4Stream.beginning : hint
    mayHoldOutput = produced == room.count && hint != 0
    return produced
  }
}

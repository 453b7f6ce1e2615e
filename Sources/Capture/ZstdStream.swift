import CZstd

/// The bytes that Zstandard packed (RFC 8878).
typealias ZstdStream = BlockStream<ZstdDecompressor>

/// One decompression by libzstd.
@safe
final class ZstdDecompressor: BlockDecompressor {
  static let beginning = 5
  // RFC 8878, section 3.1.1.2.
  static let blockHeader = 3

  private let context: OpaquePointer

  init?() {
    guard let context = unsafe ZSTD_createDCtx() else { return nil }
    unsafe self.context = unsafe context
  }

  deinit {
    _ = unsafe ZSTD_freeDCtx(context)
  }

  func step(_ packed: UnsafeMutableRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> DecompressionStep {
    var input = unsafe ZSTD_inBuffer(src: packed.baseAddress, size: packed.count, pos: 0)
    var output = unsafe ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
    let hint = unsafe ZSTD_decompressStream(context, &output, &input)
    let complaint = ZSTD_isError(hint) == 0 ? nil : unsafe String(cString: ZSTD_getErrorName(hint))
    return unsafe DecompressionStep(used: input.pos, produced: output.pos, hint: complaint == nil ? hint : 0, complaint: complaint)
  }
}

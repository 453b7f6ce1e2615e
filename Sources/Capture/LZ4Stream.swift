import CLz4

/// The bytes that LZ4 packed (LZ4 frame format).
typealias LZ4Stream = BlockStream<LZ4Decompressor>

/// One decompression by liblz4.
@safe
final class LZ4Decompressor: BlockDecompressor {
  /// The shortest header of a frame.
  static let beginning = 7
  static let blockHeader = 4

  private let context: OpaquePointer

  init?() {
    var context: OpaquePointer?
    let status = unsafe LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))
    guard LZ4F_isError(status) == 0, let context = unsafe context else { return nil }
    unsafe self.context = unsafe context
  }

  deinit {
    _ = unsafe LZ4F_freeDecompressionContext(context)
  }

  func step(_ packed: UnsafeMutableRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> DecompressionStep {
    var (used, produced) = (packed.count, room.count)
    let hint = unsafe LZ4F_decompress(context, room.baseAddress, &produced, packed.baseAddress, &used, nil)
    guard LZ4F_isError(hint) == 0 else {
      // It says neither how far it read nor what it wrote.
      return DecompressionStep(used: used, produced: 0, hint: 0, complaint: unsafe String(cString: LZ4F_getErrorName(hint)))
    }
    return DecompressionStep(used: used, produced: produced, hint: hint, complaint: nil)
  }
}

/// Where bytes come from: a file or pipe as it is, or what a decompressor makes of it. Called once for every 256 KiB, so dispatch costs
/// nothing.
protocol ByteStream: AnyObject {
  /// How many bytes of the file itself were read, compressed as they are.
  var bytesRead: UInt64 { get }

  /// Reads at least one byte as soon as there is one, at most what fits; 0 at the end. Everything readable is delivered before an error.
  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int
}

/// Why a stream broke off.
enum StreamError: Error {
  /// The operating system could not read; its error number.
  case read(errno: Int32)
  /// The compressed data is damaged: what the decompressor says, and where in the compressed file.
  case decompression(reason: String, compressedOffset: UInt64)
  /// The compressed data ends before its end mark; the size of the compressed file.
  case cut(compressedOffset: UInt64)
}

/// A stream without a byte.
final class EmptyStream: ByteStream {
  let bytesRead: UInt64 = 0

  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    0
  }
}

import CFuzzer
import Glibc

/// Bytes as the program meets them: a file, or a pipe that gives a little at a time. Both have the same name, so that no report can tell.
enum InputChannel {
  /// What the program opens.
  static let path = "/dev/fd/\(place)"
  private static let place: Int32 = 100
  /// How many writes a pipe holds: a page each, of a MiB.
  private static let mostPieces = 256

  /// Calls `body` while the path is a file with these bytes.
  static func file<Result>(_ bytes: [UInt8], _ body: () -> Result) -> Result {
    let file = rstwho_memory_file()
    write(bytes[...], to: file)
    return at(file, body)
  }

  /// Calls `body` while the path is a pipe from which each read gives a few bytes; the same as a file where there are too many of them.
  static func pipe<Result>(_ bytes: [UInt8], _ body: () -> Result) -> Result {
    let piece = bytes.count / mostPieces + 1
    guard piece <= 4096 else { return file(bytes, body) }
    var ends: [Int32] = [0, 0]
    promise(unsafe rstwho_packet_pipe(&ends) == 0, "there is a pipe")
    for start in stride(from: 0, to: bytes.count, by: piece) { write(bytes[start..<min(start + piece, bytes.count)], to: ends[1]) }
    close(ends[1])
    return at(ends[0], body)
  }

  private static func at<Result>(_ descriptor: Int32, _ body: () -> Result) -> Result {
    promise(dup2(descriptor, place) == place, "a descriptor can be copied")
    close(descriptor)
    defer { close(place) }
    return body()
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
    guard !bytes.isEmpty else { return }
    let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    promise(written == bytes.count, "all bytes are taken")
  }
}

/// A file that is read as a whole, such as a key.
package enum SmallFile {
  /// The most that is read.
  private static let limit = 1_048_576

  /// The octets of the file at `path`, at most a mebibyte.
  package static func contents(of path: String) throws(CaptureError) -> [UInt8] {
    var input = BufferedInput(try DescriptorStream(path: path))
    do {
      _ = try input.ensure(limit)
    } catch {
      throw CaptureError(path: path, problem: error.problem)
    }
    return input.withBytes(at: 0, count: limit) { bytes in bytes.indices.map { bytes[$0] } }
  }
}

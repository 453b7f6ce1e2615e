package import Wire

/// What becomes of a frame in a copy.
package enum FrameFate: Sendable {
  /// It is left out.
  case left
  /// It is kept, with these comments in addition to its own.
  case kept(comments: [String])
}

/// A capture file's copy as pcapng, with comments: of pcapng every block is kept to the bit, whatever it describes; pcap becomes pcapng.
///
/// Compressed files are copied decompressed. Everything readable before a damaged place is copied.
package enum CaptureCopy {
  /// Copies the file at `path`, writing whole blocks.
  ///
  /// - Parameters:
  ///   - application: who writes, for a section that has to be made.
  ///   - fate: what becomes of the frame with that number, counted from 1 as in `FrameHeader.number`.
  package static func copy<Failure: Error>(
    _ path: String, application: String, fate: (UInt64) -> FrameFate, write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> CaptureError? {
    try copy(from: { () throws(CaptureError) in try DescriptorStream(path: path) }, path, application, fate, write)
  }

  /// Copies a pipe that was put aside.
  package static func copy<Failure: Error>(
    _ spool: SpooledInput, application: String, fate: (UInt64) -> FrameFate, write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> CaptureError? {
    try copy(from: { () throws(CaptureError) in spool.stream() }, spool.path, application, fate, write)
  }

  private static func copy<Failure: Error>(
    from open: () throws(CaptureError) -> DescriptorStream, _ path: String, _ application: String, _ fate: (UInt64) -> FrameFate,
    _ write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> CaptureError? {
    var source: FrameSource
    do {
      source = try FrameSource.open(open(), path: path)
    } catch {
      return error
    }
    if source.isPcapng { return try source.copyBlocks(fate, write) }
    return try rewrite(&source, application: application, write) { header, bytes in
      guard case .kept(let comments) = fate(header.number) else { return nil }
      return (bytes.indices.map { bytes[$0] }, comments)
    }
  }

  /// Writes the frames of a source anew, as `body` changes them; nil leaves one out. Only frames and link types are kept of the file.
  package static func rewrite<Failure: Error>(
    _ source: inout FrameSource, application: String, _ write: ([UInt8]) throws(Failure) -> Void,
    _ body: (FrameHeader, Span<UInt8>) -> (frame: [UInt8], comments: [String])?
  ) throws(Failure) -> CaptureError? {
    var writer = PcapngWriter(application: application)
    var interfaces: [UInt16: UInt32] = [:]
    var waiting = 0
    while true {
      var header = FrameHeader()
      do {
        guard try source.next(&header) else { break }
      } catch {
        try write(writer.take())
        return error
      }
      guard let (frame, comments) = source.withBytes({ body(header, $0) }) else { continue }
      let known = interfaces[header.interface]
      let interface = known ?? writer.addInterface(linkType: header.linkType)
      interfaces[header.interface] = interface
      header.originalLength = max(header.originalLength, UInt32(clamping: frame.count))
      writer.add(header, frame.span, interface: interface, comments: comments)
      waiting += 1
      if waiting.isMultiple(of: 256) { try write(writer.take()) }
    }
    try write(writer.take())
    return nil
  }
}

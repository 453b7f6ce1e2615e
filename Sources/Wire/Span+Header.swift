/// A fixed header of the wire: a struct of integers without padding, loaded as it stands, in network byte order.
///
/// Only structs whose every bit pattern is valid and that hold nothing but integers may conform.
package protocol WireHeader: BitwiseCopyable {}

extension Span where Element == UInt8 {
  /// The header that stands at `offset`, or nil where fewer bytes are left: one bounds check, one unaligned load.
  @inline(__always)
  package func header<Header: WireHeader>(at offset: Int, as type: Header.Type = Header.self) -> Header? {
    guard offset >= 0, count >= MemoryLayout<Header>.size, offset <= count &- MemoryLayout<Header>.size else { return nil }
    return unsafe withUnsafeBytes { bytes in
      unsafe bytes.loadUnaligned(fromByteOffset: offset, as: Header.self)
    }
  }
}

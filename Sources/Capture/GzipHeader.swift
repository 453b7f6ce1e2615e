/// The header of a gzip member (RFC 1952, section 2.3), as far as its length goes.
enum GzipHeader {
  /// No honest header is longer: an extra field of 64 KiB, a name and a comment.
  static let longest = 72 * 1024

  /// Whether ISA-L must see the header in one piece: from call to call it forgets which optional fields follow, and the checksum's beginning.
  static func wantsOnePiece(_ bytes: Span<UInt8>) -> Bool {
    bytes.count > 3 && bytes[3] & (Flag.headerChecksum | Flag.extra | Flag.name | Flag.comment) != 0
  }

  /// Whether the header ends within these bytes.
  static func isWhole(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= 10 else { return false }
    var end = 10
    if bytes[3] & Flag.extra != 0 {
      guard end + 2 <= bytes.count else { return false }
      end += 2 + Int(bytes[end]) + Int(bytes[end + 1]) << 8
    }
    for text in [Flag.name, Flag.comment] where bytes[3] & text != 0 {
      while end < bytes.count, bytes[end] != 0 { end += 1 }
      end += 1
    }
    if bytes[3] & Flag.headerChecksum != 0 { end += 2 }
    return end <= bytes.count
  }

  /// Bits of the flags octet.
  private enum Flag {
    static let headerChecksum: UInt8 = 2
    static let extra: UInt8 = 4
    static let name: UInt8 = 8
    static let comment: UInt8 = 16
  }
}

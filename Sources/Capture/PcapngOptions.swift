/// The options at the end of a pcapng block (draft-ietf-opsawg-pcapng, section 3.5).
struct PcapngOptions {
  /// opt_comment, in every block.
  static let comment: UInt16 = 1
  /// if_name.
  static let interfaceName: UInt16 = 2
  /// shb_userappl.
  static let userApplication: UInt16 = 4
  /// if_filter.
  static let filter: UInt16 = 11
  /// isb_ifrecv.
  static let received: UInt16 = 4
  /// if_tsresol.
  static let timeResolution: UInt16 = 9
  /// if_tsoffset.
  static let timeOffset: UInt16 = 14
  /// epb_dropcount.
  static let dropCount: UInt16 = 4
  /// isb_ifdrop.
  static let interfaceDrops: UInt16 = 5
  /// isb_osdrop.
  static let systemDrops: UInt16 = 7

  /// Order of the octets.
  let order: ByteOrder

  /// Calls `body` with the code and the value of every option that is whole; stops at the first that is not, or at opt_endofopt.
  func forEach(in bytes: Span<UInt8>, _ body: (UInt16, Span<UInt8>) -> Void) {
    var position = 0
    while position <= bytes.count &- 4 {
      let code = UInt16(truncatingIfNeeded: number(in: bytes, at: position, octets: 2))
      let length = Int(truncatingIfNeeded: number(in: bytes, at: position &+ 2, octets: 2))
      position &+= 4
      guard code != 0, length <= bytes.count &- position else { return }
      body(code, bytes.extracting(position..<position &+ length))
      position &+= (length &+ 3) & ~3
    }
  }

  /// The number that the whole value is; nil where it has not that many octets.
  func number(_ value: Span<UInt8>, octets: Int) -> UInt64? {
    guard value.count >= octets else { return nil }
    return number(in: value, at: 0, octets: octets)
  }

  /// How many comments there are.
  func comments(in bytes: Span<UInt8>) -> UInt64 {
    var count: UInt64 = 0
    forEach(in: bytes) { code, _ in count &+= code == PcapngOptions.comment ? 1 : 0 }
    return count
  }

  private func number(in bytes: Span<UInt8>, at offset: Int, octets: Int) -> UInt64 {
    var big: UInt64 = 0
    var little: UInt64 = 0
    for index in 0..<octets where offset &+ index < bytes.count {
      let octet = UInt64(bytes[offset &+ index])
      big = big << 8 | octet
      little |= octet << UInt64(8 &* index)
    }
    return order.isBigEndian ? big : little
  }
}

extension ByteOrder {
  /// Whether the most significant octet comes first.
  var isBigEndian: Bool {
    (UInt16(1).littleEndian == 1) == isSwapped
  }
}

/// The header of an IEEE 802.11 data frame up to its third address (IEEE 802.11-2020, section 9.3.2).
struct WirelessHeader: WireHeader {
  private var frameControl: UInt16
  private var duration: UInt16
  private var firstHigh: UInt16
  private var firstMiddle: UInt16
  private var firstLow: UInt16
  private var secondHigh: UInt16
  private var secondMiddle: UInt16
  private var secondLow: UInt16
  private var thirdHigh: UInt16
  private var thirdMiddle: UInt16
  private var thirdLow: UInt16
  private var sequenceControl: UInt16

  private var control: UInt16 { UInt16(littleEndian: frameControl) }
  /// Whether the frame carries data, not management, control, or a null frame.
  var isData: Bool { control & 0x000f == 0x0008 && control & 0x0040 == 0 }
  /// Whether a quality of service field follows.
  var hasQualityOfService: Bool { control & 0x0080 != 0 }
  /// Whether this is a fragment after the first, which begins in the midst of the payload.
  var isLaterFragment: Bool { UInt16(littleEndian: sequenceControl) & 0x000f != 0 }
  /// Whether the body is encrypted.
  var isProtected: Bool { control & 0x4000 != 0 }
  /// Whether a high throughput control field follows the quality of service.
  var hasThroughputControl: Bool { hasQualityOfService && control & 0x8000 != 0 }
  /// Whether the frame goes to the distribution system.
  var isToDistribution: Bool { control & 0x0100 != 0 }
  /// Whether the frame comes from the distribution system; with both, a fourth address follows.
  var isFromDistribution: Bool { control & 0x0200 != 0 }
  /// Octets of the header with everything that follows it.
  var length: Int {
    24 &+ (isToDistribution && isFromDistribution ? 6 : 0) &+ (hasQualityOfService ? 2 : 0) &+ (hasThroughputControl ? 4 : 0)
  }
  /// Who sent the frame, other than where four addresses stand.
  var source: UInt64 {
    isFromDistribution ? address(thirdHigh, thirdMiddle, thirdLow) : address(secondHigh, secondMiddle, secondLow)
  }

  private func address(_ high: UInt16, _ middle: UInt16, _ low: UInt16) -> UInt64 {
    UInt64(high.byteSwapped) << 32 | UInt64(middle.byteSwapped) << 16 | UInt64(low.byteSwapped)
  }
}

extension HeaderWalk {
  /// A bare IEEE 802.11 frame, or one behind a radio header; some cards pad the header to a multiple of four.
  mutating func wireless(isPadded: Bool = false, in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let start = offset
    // Acknowledgments and the like are shorter than a data header, and no damage.
    guard let control = peek(UInt16.self, in: bytes), UInt16(littleEndian: control) & 0x000f == 0x0008 else { throw .notInternet }
    let header = try take(WirelessHeader.self, in: bytes)
    guard header.isData, !header.isProtected, !header.isLaterFragment else { throw .notInternet }
    link.sourceAddress = header.source
    if header.isToDistribution && header.isFromDistribution { readFourthAddress(in: bytes) }
    let hasAggregate = header.hasQualityOfService && isAggregate(at: start, header, in: bytes)
    offset = start &+ (isPadded ? (header.length &+ 3) & ~3 : header.length)
    // An aggregate begins with addresses and the length of its first part: that part is followed.
    if hasAggregate { skip(14) }
    return .logicalLinkControl
  }

  /// With four addresses the fourth is the source.
  private mutating func readFourthAddress(in bytes: Span<UInt8>) {
    guard let high = peek(UInt16.self, in: bytes), let low = peek(UInt32.self, ahead: 2, in: bytes) else { return }
    link.sourceAddress = UInt64(high.byteSwapped) << 32 | UInt64(low.byteSwapped)
  }

  /// Whether the quality of service field, after the third or fourth address, announces an A-MSDU.
  private func isAggregate(at start: Int, _ header: WirelessHeader, in bytes: Span<UInt8>) -> Bool {
    let distance = header.isToDistribution && header.isFromDistribution ? 30 : 24
    return (bytes.header(at: start &+ distance, as: UInt8.self) ?? 0) & 0x80 != 0
  }
}

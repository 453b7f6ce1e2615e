/// The fixed IPv6 header (RFC 8200, section 3).
struct IPv6Header: WireHeader {
  private var versionClassAndLabel: UInt32
  private var payloadLengthField: UInt16
  private var nextHeader: UInt8
  private var hopLimit: UInt8
  private var sourceHigh: UInt64
  private var sourceLow: UInt64
  private var destinationHigh: UInt64
  private var destinationLow: UInt64

  /// The version, 6.
  var version: UInt32 { versionClassAndLabel.byteSwapped >> 28 }
  /// Octets after this header; 0 in jumbograms and super-frames of segmentation offload.
  var payloadLength: Int { Int(payloadLengthField.byteSwapped) }
  /// What follows.
  var payload: InternetProtocol { InternetProtocol(rawValue: nextHeader) }

  /// Whether one end is an IPv4-mapped address (RFC 4291, section 2.5.5.2) and the other is not. Those stand for IPv4 inside a host and
  /// belong on no wire; a packet between two of them is taken for what it stands for, but one end cannot speak IPv4 and the other IPv6.
  var isHalfMapped: Bool {
    Self.isMapped(sourceHigh, sourceLow) != Self.isMapped(destinationHigh, destinationLow)
  }

  private static func isMapped(_ high: UInt64, _ low: UInt64) -> Bool {
    high == 0 && low.byteSwapped >> 32 == 0xffff
  }

  /// What the header says.
  @inline(__always)
  var internetLayer: InternetLayer {
    var layer = InternetLayer(
      source: IPAddress(high: sourceHigh.byteSwapped, low: sourceLow.byteSwapped),
      destination: IPAddress(high: destinationHigh.byteSwapped, low: destinationLow.byteSwapped))
    layer.flowLabel = versionClassAndLabel.byteSwapped & 0xfffff
    layer.hopLimit = hopLimit
    layer.typeOfService = UInt8(truncatingIfNeeded: versionClassAndLabel.byteSwapped >> 20)
    return layer
  }
}

extension HeaderWalk {
  /// An IPv6 header.
  mutating func ipv6(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let header = try take(IPv6Header.self, in: bytes)
    guard header.version == 6, !header.isHalfMapped else { throw .malformed }
    ip = header.internetLayer
    isVersion6 = true
    isGuess = false
    // The length is 0 in a jumbogram (RFC 2675) and before segmentation offload: the frame's own end holds then.
    if header.payloadLength > 0 { end = offset &+ header.payloadLength }
    return .internetProtocol(header.payload)
  }
}

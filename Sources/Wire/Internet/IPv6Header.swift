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

  /// Whether an end is an IPv4-mapped address (RFC 4291, section 2.5.5.2). Those stand for IPv4 inside a host and never on a wire; Linux
  /// drops such packets. Taken for IPv4, they would speak in other flows.
  var isMapped: Bool {
    (sourceHigh == 0 && UInt32(truncatingIfNeeded: sourceLow) == UInt32(0xffff).bigEndian)
      || (destinationHigh == 0 && UInt32(truncatingIfNeeded: destinationLow) == UInt32(0xffff).bigEndian)
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
    guard header.version == 6, !header.isMapped else { throw .malformed }
    ip = header.internetLayer
    isVersion6 = true
    isGuess = false
    // The length is 0 in a jumbogram (RFC 2675) and before segmentation offload: the frame's own end holds then.
    if header.payloadLength > 0 { end = offset &+ header.payloadLength }
    return .internetProtocol(header.payload)
  }
}

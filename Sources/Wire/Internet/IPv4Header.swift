/// The fixed part of an IPv4 header (RFC 791, section 3.1).
struct IPv4Header: WireHeader {
  private var versionAndLength: UInt8
  /// All 8 bits: DSCP and ECN.
  let typeOfService: UInt8
  private var totalLengthField: UInt16
  private var identification: UInt16
  private var flagsAndFragmentOffset: UInt16
  /// As captured.
  let timeToLive: UInt8
  private var protocolNumber: UInt8
  private var checksum: UInt16
  private var source: UInt32
  private var destination: UInt32

  /// Whether the version is 4 and no options follow.
  var isPlain: Bool { versionAndLength == 0x45 }
  /// The version, 4.
  var version: UInt8 { versionAndLength >> 4 }
  /// Octets of the header with its options: 20 to 60 in a sound one.
  var headerLength: Int { Int(versionAndLength & 0x0f) &* 4 }
  /// Octets of header and payload; 0 in super-frames of segmentation offload.
  var totalLength: Int { Int(totalLengthField.byteSwapped) }
  /// Whether more fragments follow or went before.
  var isFragment: Bool { flagsAndFragmentOffset.byteSwapped & 0x3fff != 0 }
  /// Whether fragments went before.
  var isLaterFragment: Bool { flagsAndFragmentOffset.byteSwapped & 0x1fff != 0 }
  /// The Identification.
  var identificationNumber: UInt16 { identification.byteSwapped }
  /// Whether Don't Fragment is set.
  var dontFragment: Bool { flagsAndFragmentOffset.byteSwapped & 0x4000 != 0 }
  /// Who the packet says sent it.
  var sourceAddress: IPAddress { IPAddress(v4: source.byteSwapped) }
  /// Whom it is for.
  var destinationAddress: IPAddress { IPAddress(v4: destination.byteSwapped) }
  /// What follows.
  var payload: InternetProtocol { InternetProtocol(rawValue: protocolNumber) }

  /// What the header says.
  @inline(__always)
  var internetLayer: InternetLayer {
    var layer = InternetLayer(source: sourceAddress, destination: destinationAddress)
    layer.identification = identificationNumber
    layer.hopLimit = timeToLive
    layer.typeOfService = typeOfService
    layer.dontFragment = dontFragment
    layer.isFragment = isFragment
    layer.hasExtensions = versionAndLength & 0x0f > 5
    return layer
  }
}

extension HeaderWalk {
  /// An IPv4 header with its options.
  mutating func ipv4(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let start = offset
    let header = try take(IPv4Header.self, in: bytes)
    guard header.version == 4, header.headerLength >= 20 else { throw .malformed }
    // The length is 0 where the capturing host's card still had to cut the packet into segments.
    if header.totalLength > 0 {
      guard header.totalLength >= header.headerLength else { throw .malformed }
      end = start &+ header.totalLength
    }
    ip = header.internetLayer
    isVersion6 = false
    isGuess = false
    offset = start &+ header.headerLength
    guard !header.isLaterFragment else { throw .laterFragment }
    return .internetProtocol(header.payload)
  }
}

/// The first octets of an IPv6 extension header (RFC 8200, section 4).
struct ExtensionHeader: WireHeader {
  private var nextHeader: UInt8
  /// The length, in a unit that depends on the header.
  var lengthField: UInt8

  /// What follows.
  var payload: InternetProtocol { InternetProtocol(rawValue: nextHeader) }
}

/// The fragment header (RFC 8200, section 4.5).
struct FragmentHeader: WireHeader {
  private var nextHeader: UInt8
  private var reserved: UInt8
  private var offsetAndMore: UInt16
  private var identificationField: UInt32

  /// What follows in the first fragment.
  var payload: InternetProtocol { InternetProtocol(rawValue: nextHeader) }
  /// Whether more fragments follow or went before; an atomic fragment (RFC 6946) is whole.
  var isFragment: Bool { offsetAndMore.byteSwapped & 0xfff9 != 0 }
  /// Whether fragments went before.
  var isLaterFragment: Bool { offsetAndMore.byteSwapped & 0xfff8 != 0 }
  /// The low half of the identification.
  var identification: UInt16 { UInt16(truncatingIfNeeded: identificationField.byteSwapped) }
}

extension HeaderWalk {
  /// Hop-by-hop options, routing, destination options, mobility: all count their length in 8 octets after the first 8.
  mutating func ipv6Options(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    // IPv4 knows none of these headers; there the same numbers are other protocols.
    guard isVersion6 else { throw .otherProtocol }
    let start = offset
    let header = try take(ExtensionHeader.self, in: bytes)
    ip.hasExtensions = true
    offset = start &+ (Int(header.lengthField) &+ 1) &* 8
    return .internetProtocol(header.payload)
  }

  /// The fragment header: fixed length, and only the first fragment goes on.
  mutating func ipv6Fragment(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    guard isVersion6 else { throw .otherProtocol }
    let header = try take(FragmentHeader.self, in: bytes)
    ip.hasExtensions = true
    ip.isFragment = header.isFragment
    ip.identification = header.identification
    guard !header.isLaterFragment else { throw .laterFragment }
    return .internetProtocol(header.payload)
  }

  /// The authentication header (RFC 4302, section 2): length in 4 octets, less 2. The payload behind it is in the clear.
  mutating func authenticationHeader(in bytes: Span<UInt8>) throws(Undecoded) -> NextHeader {
    let start = offset
    let header = try take(ExtensionHeader.self, in: bytes)
    let length = (Int(header.lengthField) &+ 2) &* 4
    guard length >= 12 else { throw .malformed }
    if isVersion6 { ip.hasExtensions = true }
    offset = start &+ length
    return .internetProtocol(header.payload)
  }
}

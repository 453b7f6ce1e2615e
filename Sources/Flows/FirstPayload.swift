import Wire

/// What a client said first: the name in a TLS ClientHello or an HTTP request, which policies act upon.
package struct FirstPayload: Sendable {
  /// What it is.
  package var kind: Kind
  /// The server name (RFC 6066, section 3) or Host (RFC 9110, section 7.2), as sent, at most 255 bytes; nil where none was read.
  package var name: [UInt8]?

  /// Kinds of first payload that are recognised.
  package enum Kind: Sendable {
    /// A TLS ClientHello (RFC 8446, section 4.1.2).
    case tlsClientHello
    /// An HTTP/1 request (RFC 9112, section 3).
    case httpRequest
  }

  /// What the captured payload of a segment begins with; nil where it is neither.
  init?(_ payload: PayloadPlace, in bytes: Span<UInt8>) {
    self.init(bytes, payload.range(in: bytes))
  }

  /// What the octets in that range begin with; nil where it is neither.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let (start, end) = (range.lowerBound, range.upperBound)
    guard start < end else { return nil }
    if Self.isClientHello(bytes, start, end) {
      kind = .tlsClientHello
      name = Self.serverName(bytes, start, end)
    } else if Self.isRequest(bytes, start, end) {
      kind = .httpRequest
      name = Self.host(bytes, start, end)
    } else {
      return nil
    }
  }

  /// Whether a first payload that is recognised may begin with that octet: one of a TLS handshake, or of a method.
  @inline(__always)
  static func mayBegin(with octet: UInt8) -> Bool {
    octet == 22 || UInt8(ascii: "C")...UInt8(ascii: "P") ~= octet
  }

  private static func isClientHello(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    end - start >= 6 && bytes[start] == 22 && bytes[start + 1] == 3 && bytes[start + 5] == 1
  }

  /// Walks the ClientHello's fields to the server_name extension (type 0, name type 0).
  private static func serverName(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8]? {
    var at = start + 5 + 4 + 2 + 32
    for width in [1, 2, 1] {
      guard let length = number(bytes, at, width, end) else { return nil }
      at += width + length
    }
    at += 2
    while let type = number(bytes, at, 2, end), let length = number(bytes, at + 2, 2, end) {
      if type == 0, let nameLength = number(bytes, at + 7, 2, end) {
        return slice(bytes, at + 9, at + 9 + nameLength, end)
      }
      at += 4 + length
    }
    return nil
  }

  /// The first four octets of a request, as one big-endian number: the method, cut or with the space after it (RFC 9110, section 9.3).
  private static func isRequest(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard let word = number(bytes, start, 4, end) else { return false }
    switch word {
    case 0x4745_5420, 0x504f_5354, 0x4845_4144, 0x5055_5420: return true  // "GET ", "POST", "HEAD", "PUT "
    case 0x434f_4e4e, 0x4f50_5449, 0x4445_4c45, 0x5041_5443: return true  // "CONN", "OPTI", "DELE", "PATC"
    default: return false
    }
  }

  private static func host(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8]? {
    for at in start..<end where bytes[at] == 0x0a && isHostField(bytes, at + 1, end) {
      var from = at + 6
      while from < end, bytes[from] == 0x20 { from += 1 }
      var to = from
      while to < end, bytes[to] != 0x0d, bytes[to] != 0x0a { to += 1 }
      return slice(bytes, from, to, end)
    }
    return nil
  }

  /// Whether "Host:" begins there; field names know no case.
  private static func isHostField(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
    guard let word = number(bytes, at, 4, end), at + 4 < end else { return false }
    return word | 0x2020_2020 == 0x686f_7374 && bytes[at + 4] == 0x3a
  }

  private static func number(_ bytes: Span<UInt8>, _ at: Int, _ width: Int, _ end: Int) -> Int? {
    guard at >= 0, at + width <= end else { return nil }
    var value = 0
    for index in at..<at + width { value = value << 8 | Int(bytes[index]) }
    return value
  }

  private static func slice(_ bytes: Span<UInt8>, _ from: Int, _ to: Int, _ end: Int) -> [UInt8]? {
    guard from < to, to <= end else { return nil }
    return (from..<min(to, from + 255)).map { bytes[$0] }
  }
}

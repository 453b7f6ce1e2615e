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
  init?(_ segment: borrowing Segment, in bytes: Span<UInt8>) {
    let start = Int(segment.payloadOffset)
    let end = min(bytes.count, start &+ Int(segment.capturedPayloadLength))
    guard start >= 0, start < end else { return nil }
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

  /// Whether a method and a space stand at the start. The first letter decides most payloads: each end of every flow has a first one.
  private static func isRequest(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    switch bytes[start] | 0x20 {
    case UInt8(ascii: "g"): return matches(bytes, start, end, "get ".utf8)
    case UInt8(ascii: "p"):
      return matches(bytes, start, end, "post ".utf8) || matches(bytes, start, end, "put ".utf8)
        || matches(bytes, start, end, "patch ".utf8)
    case UInt8(ascii: "h"): return matches(bytes, start, end, "head ".utf8)
    case UInt8(ascii: "c"): return matches(bytes, start, end, "connect ".utf8)
    case UInt8(ascii: "o"): return matches(bytes, start, end, "options ".utf8)
    case UInt8(ascii: "d"): return matches(bytes, start, end, "delete ".utf8)
    default: return false
    }
  }

  private static func host(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8]? {
    var at = start
    while at < end {
      guard bytes[at] == 0x0a, matches(bytes, at + 1, end, "host:".utf8) else {
        at += 1
        continue
      }
      var from = at + 6
      while from < end, bytes[from] == 0x20 { from += 1 }
      var to = from
      while to < end, bytes[to] != 0x0d, bytes[to] != 0x0a { to += 1 }
      return slice(bytes, from, to, end)
    }
    return nil
  }

  private static func matches(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ text: String.UTF8View) -> Bool {
    guard end - start >= text.count else { return false }
    for (offset, byte) in text.enumerated() where bytes[start + offset] | 0x20 != byte | 0x20 { return false }
    return true
  }

  private static func number(_ bytes: Span<UInt8>, _ at: Int, _ width: Int, _ end: Int) -> Int? {
    guard at >= 0, at + width <= end else { return nil }
    return (0..<width).reduce(0) { $0 << 8 | Int(bytes[at + $1]) }
  }

  private static func slice(_ bytes: Span<UInt8>, _ from: Int, _ to: Int, _ end: Int) -> [UInt8]? {
    guard from < to, to <= end else { return nil }
    return (from..<min(to, from + 255)).map { bytes[$0] }
  }
}

package import Flows
import Wire

/// The Community ID of a TCP flow, version 1, seed 0 (https://github.com/corelight/community-id-spec): the same text in Zeek, Suricata,
/// Arkime and Elastic, in whichever direction the flow is read.
package struct CommunityID: Sendable {
  private let digest: [UInt8]

  /// The identifier of the flow between these two ends.
  package init(_ one: Endpoint, _ other: Endpoint) {
    let isOrdered = (one.address, one.port) <= (other.address, other.port)
    let (first, second) = isOrdered ? (one, other) : (other, one)
    var octets: [UInt8] = [0, 0]
    octets.reserveCapacity(64)
    octets.append(octetsOf: first.address)
    octets.append(octetsOf: second.address)
    octets.append(6)
    octets.append(0)
    octets.append(bigEndian: first.port)
    octets.append(bigEndian: second.port)
    digest = SHA1.digest(of: octets)
  }

  /// Appends the identifier's text.
  func appendText(to bytes: inout [UInt8]) {
    bytes.write("1:")
    bytes.write(base64: digest)
  }

  /// The identifier's text.
  package var text: String {
    var bytes: [UInt8] = []
    appendText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  fileprivate mutating func append(octetsOf address: IPAddress) {
    guard !address.isV4 else { return append(bigEndian: address.v4) }
    append(bigEndian: address.high)
    append(bigEndian: address.low)
  }

  /// Appends a number in network byte order.
  mutating func append<Number: FixedWidthInteger>(bigEndian number: Number) {
    for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// Appends the octets in Base64 with padding (RFC 4648, section 4).
  mutating func write(base64 octets: [UInt8]) {
    for start in stride(from: 0, to: octets.count, by: 3) {
      let group = octets[start..<Swift.min(start + 3, octets.count)]
      let missing = 3 - group.count
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * missing)
      for sextet in 0..<4 {
        guard sextet < 4 - missing else {
          append(UInt8(ascii: "="))
          continue
        }
        append(base64Alphabet[Int(bits >> UInt32(18 - 6 * sextet) & 0x3f)])
      }
    }
  }
}

private let base64Alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

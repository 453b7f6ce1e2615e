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
    let octets = octets.span
    append(addingCapacity: (octets.count &+ 2) / 3 &* 4) { text in
      for start in stride(from: 0, to: octets.count, by: 3) {
        let present = Swift.min(3, octets.count &- start)
        var bits: UInt32 = 0
        for index in 0..<3 { bits = bits << 8 | (index < present ? UInt32(octets[start &+ index]) : 0) }
        for sextet in 0..<4 {
          text.append(sextet <= present ? base64Digit(bits >> UInt32(18 &- 6 &* sextet) & 0x3f) : UInt8(ascii: "="))
        }
      }
    }
  }
}

/// The letter of six bits.
private func base64Digit(_ bits: UInt32) -> UInt8 {
  let bits = UInt8(truncatingIfNeeded: bits)
  return switch bits {
  case ..<26: UInt8(ascii: "A") &+ bits
  case ..<52: UInt8(ascii: "a") &- 26 &+ bits
  case ..<62: UInt8(ascii: "0") &- 52 &+ bits
  default: bits == 62 ? UInt8(ascii: "+") : UInt8(ascii: "/")
  }
}

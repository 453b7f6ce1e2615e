import Testing
import Wire

/// A frame of a table: what it shows, its link type, its octets, and what decoding must make of them.
struct Row: Sendable, CustomTestStringConvertible {
  var name: String
  var linkType: UInt16
  var hex: String
  var expected: String
  var wireLength: Int?

  init(_ name: String, _ linkType: UInt16, _ hex: String, wireLength: Int? = nil, is expected: String) {
    self.name = name
    self.linkType = linkType
    self.hex = hex
    self.expected = expected
    self.wireLength = wireLength
  }

  /// An Ethernet frame.
  init(_ name: String, _ hex: String, is expected: String) {
    self.init(name, 1, hex, is: expected)
  }

  var testDescription: String { name }
  var bytes: [UInt8] { [UInt8](hex: hex) }
  var packet: Packet { Packet(bytes, as: LinkType(rawValue: linkType), wireLength: wireLength) }
}

/// Headers from which the rows are put together, and what the summary says of them.
enum Part {
  /// Ethernet without its type.
  static let ethernet = "020000000002 020000000001"
  /// A reset with acknowledgment, 10.0.0.1:1234 to 10.0.0.2:80, without options.
  static let tcp = "04d2 0050 00000064 000000c8 5014 0200 0000 0000"
  static let ipv4 = "45000028 00014000 40060000 0a000001 0a000002" + tcp
  static let ipv6 = "60012345 00140640 20010db8000000000000000000000001 20010db8000000000000000000000002" + tcp
  /// Ethernet, IPv4, TCP.
  static let frame = ethernet + "0800" + ipv4
  /// An outer IPv4 header of 192.0.2.1 to 192.0.2.2 whose length is left at 0.
  static func outer(_ number: String) -> String { "45000000 00000000 40\(number)0000 c0000201 c0000202" }

  static let segment = "10.0.0.1:1234 > 10.0.0.2:80 R. 100:200 win 512 len 0 hops 64 id 1 DF"
  static let segment6 = "2001::1:1234 > 2001::2:80 R. 100:200 win 512 len 0 hops 64 label 74565"
  static let addresses = " from 20000000001"
}

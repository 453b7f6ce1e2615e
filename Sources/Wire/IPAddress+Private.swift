extension IPAddress {
  /// The ranges of IPv4 that are of no use on the Internet: private (RFC 1918), link-local (RFC 3927), loopback (RFC 1122). Shared addresses
  /// (RFC 6598) are not among them: they are those of translators.
  package static let privateRanges: [(prefix: UInt32, length: UInt32)] = [
    (0x0a00_0000, 8), (0xac10_0000, 12), (0xc0a8_0000, 16), (0xa9fe_0000, 16), (0x7f00_0000, 8),
  ]

  /// Whether it stands for the machine itself: 127.0.0.0/8 (RFC 1122, section 3.2.1.3) or ::1 (RFC 4291, section 2.5.3).
  package var isLoopback: Bool {
    isV4 ? v4 >> 24 == 127 : high == 0 && low == 1
  }

  /// Whether it is an IPv4 address of no use on the Internet.
  package var isPrivateV4: Bool {
    isV4 && Self.privateRanges.contains { (v4 ^ $0.prefix) >> (32 - $0.length) == 0 }
  }
}

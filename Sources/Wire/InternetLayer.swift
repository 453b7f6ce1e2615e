/// The IP header of a packet: IPv4 (RFC 791) or IPv6 (RFC 8200), the innermost where packets are tunnelled.
package struct InternetLayer: Hashable, Sendable {
  /// Who the packet says sent it.
  package var source: IPAddress
  /// Whom it is for.
  package var destination: IPAddress
  /// The flow label of IPv6 (20 bits); 0 for IPv4.
  package var flowLabel: UInt32 = 0
  /// The Identification of IPv4 or of an IPv6 fragment header; 0 where there is none.
  package var identification: UInt16 = 0
  /// Time to live (IPv4) or hop limit (IPv6) as captured.
  package var hopLimit: UInt8 = 0
  /// Type of service (IPv4) or traffic class (IPv6), all 8 bits: DSCP and ECN.
  package var typeOfService: UInt8 = 0
  /// Whether IPv4's Don't Fragment is set; false for IPv6.
  package var dontFragment: Bool = false
  /// Whether this is a fragment of a larger packet.
  package var isFragment: Bool = false
  /// Whether the packet carries IPv4 options or IPv6 extension headers.
  package var hasExtensions: Bool = false

  /// A header between these addresses, everything else 0.
  package init(source: IPAddress, destination: IPAddress) {
    self.source = source
    self.destination = destination
  }
}

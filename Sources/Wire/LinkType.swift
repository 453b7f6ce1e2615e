/// What stands at the start of a frame: a LINKTYPE value of pcap and pcapng files (https://www.tcpdump.org/linktypes.html).
package struct LinkType: Hashable, Sendable {
  /// The LINKTYPE number in the file.
  package var rawValue: UInt16

  /// The link type with that LINKTYPE number.
  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// LINKTYPE_ETHERNET.
  package static let ethernet = LinkType(rawValue: 1)
  /// LINKTYPE_RAW: IPv4 or IPv6 without a link header.
  package static let raw = LinkType(rawValue: 101)
  /// LINKTYPE_LINUX_SLL: Linux cooked capture, version 1.
  package static let linuxCooked = LinkType(rawValue: 113)
  /// LINKTYPE_LINUX_SLL2: Linux cooked capture, version 2.
  package static let linuxCooked2 = LinkType(rawValue: 276)
}

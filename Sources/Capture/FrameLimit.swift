import Wire

/// How long a captured frame may claim to be before its record is taken for damage, as libpcap and Wireshark judge.
enum FrameLimit {
  /// What any file may hold: MAXIMUM_SNAPLEN of libpcap, WTAP_MAX_PACKET_SIZE_STANDARD of Wireshark.
  static let usual: UInt32 = 262_144
  /// What no file may exceed, whatever snapshot length it claims.
  static let greatest: UInt32 = 256 * 1024 * 1024

  /// The limit for frames of a link type in a file with that snapshot length.
  static func bytes(of linkType: LinkType, snapshotLength: UInt32) -> UInt32 {
    max(least(linkType), min(snapshotLength, greatest))
  }

  private static func least(_ linkType: LinkType) -> UInt32 {
    switch linkType.rawValue {
    // USB of Linux (two kinds), D-Bus, USBPcap: 128 MiB.
    case 189, 220, 231, 249: 128 * 1024 * 1024
    // Elektrobit: 8 MiB.
    case 279: 8 * 1024 * 1024
    default: usual
    }
  }
}

/// Types and fixed parts of pcapng blocks (draft-ietf-opsawg-pcapng, section 4), fields in the order of the file.
enum PcapngBlock {
  /// Section Header Block; reads the same in either octet order.
  static let sectionHeader: UInt32 = 0x0a0d_0d0a
  /// Interface Description Block.
  static let interfaceDescription: UInt32 = 1
  /// Packet Block, obsolete.
  static let obsoletePacket: UInt32 = 2
  /// Simple Packet Block.
  static let simplePacket: UInt32 = 3
  /// Interface Statistics Block.
  static let interfaceStatistics: UInt32 = 5
  /// Enhanced Packet Block.
  static let enhancedPacket: UInt32 = 6

  /// The byte-order magic of a section.
  static let byteOrderMagic: UInt32 = 0x1a2b_3c4d
  /// The longest options or description that is looked at; Wireshark's limit for a whole block.
  static let longestDescription: UInt32 = 16 * 1024 * 1024
  /// Where in an enhanced or obsolete packet block the frame begins.
  static let frameOffset = 28
  /// A block of any type is at least this long: type, length, length again.
  static let least: UInt32 = 12

  /// Whether Wireshark gives a block of that type a frame number although it holds no packet: systemd journal entries, Sysdig
  /// events, custom blocks.
  static func isNumberedByWireshark(_ type: UInt32) -> Bool {
    switch type {
    case 9, 0x204, 0x208, 0x216, 0x217, 0x221, 0x222, 0x223, 0xbad, 0x4000_0bad: true
    default: false
    }
  }

  /// What every block begins with.
  struct Start: BitwiseCopyable {
    var type: UInt32
    var length: UInt32
  }

  /// The fixed part of a section header.
  struct Section: BitwiseCopyable {
    var start: Start
    var byteOrderMagic: UInt32
    var majorVersion: UInt16
    var minorVersion: UInt16
    var sectionLengthLow: UInt32
    var sectionLengthHigh: UInt32
  }

  /// The fixed part of an interface description.
  struct Interface: BitwiseCopyable {
    var start: Start
    var linkType: UInt16
    var reserved: UInt16
    var snapshotLength: UInt32
  }

  /// The fixed part of an enhanced or obsolete packet block; the obsolete one splits the interface into interface and drop count.
  struct Packet: BitwiseCopyable {
    var start: Start
    var interface: UInt32
    var timeHigh: UInt32
    var timeLow: UInt32
    var capturedLength: UInt32
    var originalLength: UInt32
  }

  /// The fixed part of an obsolete packet block.
  struct ObsoletePacket: BitwiseCopyable {
    var start: Start
    var interface: UInt16
    var drops: UInt16
  }

  /// The fixed part of a simple packet block.
  struct SimplePacket: BitwiseCopyable {
    var start: Start
    var originalLength: UInt32
  }

  /// The fixed part of interface statistics.
  struct Statistics: BitwiseCopyable {
    var start: Start
    var interface: UInt32
    var timeHigh: UInt32
    var timeLow: UInt32
  }
}

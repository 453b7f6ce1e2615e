import Wire

/// The header of a pcap file (draft-ietf-opsawg-pcap, section 4), with the variants that libpcap and Wireshark know.
struct PcapHeader {
  /// Order of the octets.
  let order: ByteOrder
  /// Which variant the magic number names.
  let variant: Variant
  /// Major version; 2, or 543 as DG/UX writes it.
  let majorVersion: UInt16
  /// Minor version; 4 since 1998.
  let minorVersion: UInt16
  /// How many bytes of a frame were kept at most, as the file says; 0 and nonsense occur.
  let snapshotLength: UInt32
  /// How the frames begin.
  let linkType: LinkType

  /// What a magic number says of the records.
  enum Variant: UInt32, CaseIterable {
    /// Microseconds.
    case standard = 0xa1b2_c3d4
    /// Nanoseconds.
    case nanoseconds = 0xa1b2_3c4d
    /// Alexey Kuznetsov's: microseconds, and records that also name interface, protocol and packet type.
    case kuznetsov = 0xa1b2_cd34
    /// Ixia, captured by hardware: nanoseconds, and a header 4 bytes longer.
    case ixiaHardware = 0x1c00_01ac
    /// Ixia, captured by software: microseconds, and a header 4 bytes longer.
    case ixiaSoftware = 0x1c00_01ab
  }

  /// The fields after the magic number, as they stand in the file.
  private struct Layout: BitwiseCopyable {
    var magic: UInt32
    var majorVersion: UInt16
    var minorVersion: UInt16
    var timeZone: UInt32
    var accuracy: UInt32
    var snapshotLength: UInt32
    var linkType: UInt32
  }

  /// The header that stands at the beginning of `input`; nil where the magic number is not one of pcap.
  init?(from input: inout BufferedInput) throws(ReadingProblem) {
    guard let magic = input.load(as: UInt32.self), let (variant, order) = PcapHeader.recognise(magic) else { return nil }
    let length = variant.isIxia ? 28 : 24
    guard try input.ensure(length), let layout = input.load(as: Layout.self) else {
      throw .problem(.cut(.fileHeader, offset: 0, needed: UInt64(length), present: UInt64(input.count)))
    }
    self.variant = variant
    self.order = order
    majorVersion = order(layout.majorVersion)
    minorVersion = order(layout.minorVersion)
    snapshotLength = order(layout.snapshotLength)
    // The upper bits hold the length of the frame check sequence, or a class; the time zone is ignored as everybody does.
    linkType = LinkType(rawValue: UInt16(truncatingIfNeeded: order(layout.linkType)))
    guard majorVersion >= 2 else { throw .problem(.version(offset: 0, major: majorVersion, minor: minorVersion)) }
    _ = input.take(frameAt: 0, count: 0, of: length)
  }

  /// The variant and octet order that a magic number names.
  static func recognise(_ magic: UInt32) -> (Variant, ByteOrder)? {
    if let variant = Variant(rawValue: magic) { return (variant, ByteOrder(isSwapped: false)) }
    guard let variant = Variant(rawValue: magic.byteSwapped) else { return nil }
    return (variant, ByteOrder(isSwapped: true))
  }

  /// Whether AIX wrote the file: version 2.2 with an interface type of RFC 1573 for a link type, and nanoseconds.
  var isAIX: Bool {
    variant == .standard && majorVersion == 2 && minorVersion == 2 && PcapHeader.linkTypesOfAIX[linkType.rawValue] != nil
  }

  /// LINKTYPE of AIX's Ethernet, Token Ring, FDDI and loopback.
  static let linkTypesOfAIX: [UInt16: UInt16] = [6: 1, 9: 6, 15: 10, 24: 0]
}

extension PcapHeader.Variant {
  /// Whether the header is 4 bytes longer, to say how long all records are.
  var isIxia: Bool {
    self == .ixiaHardware || self == .ixiaSoftware
  }

  /// Whether times count nanoseconds.
  var hasNanoseconds: Bool {
    self == .nanoseconds || self == .ixiaHardware
  }
}

/// How a capture file is compressed, known by its magic number.
package enum Compression: String, Sendable {
  /// gzip (RFC 1952), one or more members.
  case gzip
  /// Zstandard (RFC 8878), one or more frames.
  case zstd
  /// The LZ4 frame format, one or more frames.
  case lz4
}

/// What the first bytes of a file show it to be, where it is no capture as it stands.
enum Magic {
  /// It is compressed in a way that is read.
  case compressed(Compression)
  /// It is compressed in a way that is not read.
  case unreadable(name: String, command: String)
  /// It is a file of another kind.
  case foreign(String)
  /// Nothing that is known here.
  case unknown

  /// Looks at the first bytes: at most 16 of them, and at the frame after a skippable one.
  init(_ bytes: Span<UInt8>) {
    let first = Magic.first(of: bytes)
    if let compression = Magic.compression(first, bytes) {
      self = .compressed(compression)
    } else if let row = Magic.unreadable.first(where: { first.starts(with: $0.magic) }) {
      self = .unreadable(name: row.name, command: row.command)
    } else if let row = Magic.foreign.first(where: { first.starts(with: $0.magic) }) {
      self = .foreign(row.name)
    } else {
      self = .unknown
    }
  }

  /// How many octets tell what begins so: those of the frame after a skippable one too, where it is not far away.
  static func octetsNeeded(_ bytes: Span<UInt8>) -> Int {
    let first = first(of: bytes)
    guard isSkippable(first), let end = endOfSkippable(first) else { return first.count }
    return end + lz4Magic.count
  }

  private static func first(of bytes: Span<UInt8>) -> [UInt8] {
    var first: [UInt8] = []
    for index in 0..<min(bytes.count, 16) { first.append(bytes[index]) }
    return first
  }

  private static func compression(_ first: [UInt8], _ bytes: Span<UInt8>) -> Compression? {
    if first.starts(with: [0x1f, 0x8b]) { return .gzip }
    if first.starts(with: zstdMagic) { return .zstd }
    if first.starts(with: lz4Magic) { return .lz4 }
    return isSkippable(first) ? afterSkippable(first, bytes) : nil
  }

  private static let zstdMagic: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd]
  private static let lz4Magic: [UInt8] = [0x04, 0x22, 0x4d, 0x18]

  /// Skippable frames are the same in zstd and lz4 (RFC 8878, section 3.1.2): 0x184d2a5?.
  private static func isSkippable(_ first: [UInt8]) -> Bool {
    guard let lowest = first.first, first.count >= 8 else { return false }
    return lowest & 0xf0 == 0x50 && first.dropFirst().starts(with: [0x2a, 0x4d, 0x18])
  }

  /// Where the frame after a skippable one begins; nil where that is further away than is looked.
  private static func endOfSkippable(_ first: [UInt8]) -> Int? {
    let length = first[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    return length <= longestSkippable ? 8 + length : nil
  }

  /// Octets; what compressors write there are a few.
  private static let longestSkippable = 65_536

  /// The frame after a skippable one tells; zstd where that is out of sight, as only its parallel compressor begins so.
  private static func afterSkippable(_ first: [UInt8], _ bytes: Span<UInt8>) -> Compression {
    guard let end = endOfSkippable(first) else { return .zstd }
    for (index, octet) in lz4Magic.enumerated() {
      guard end + index < bytes.count, bytes[end + index] == octet else { return .zstd }
    }
    return .lz4
  }

  private static let unreadable: [(magic: [UInt8], name: String, command: String)] = [
    ([0x42, 0x5a, 0x68], "bzip2", "bzip2 -dc FILE"),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "xz", "xz -dc FILE"),
    ([0x1f, 0x9d], "compress", "uncompress -c FILE"),
    ([0x4c, 0x5a, 0x49, 0x50], "lzip", "lzip -dc FILE"),
    ([0x02, 0x21, 0x4c, 0x18], "old lz4", "lz4 -dc FILE"),
    ([0x37, 0x7a, 0xbc, 0xaf], "7-Zip", "7z x -so FILE"),
    ([0x50, 0x4b, 0x03, 0x04], "zip", "unzip -p FILE"),
  ]

  private static let foreign: [(magic: [UInt8], name: String)] = [
    (Array("snoop\0\0\0".utf8), "a snoop file; convert it with: editcap FILE out.pcapng"),
    (Array("GMBU".utf8), "a Network Monitor file; convert it with: editcap FILE out.pcapng"),
    (Array("RTSS".utf8), "a Network Monitor 1 file; convert it with: editcap FILE out.pcapng"),
    (Array("TRSNIFF data".utf8), "a Sniffer file; convert it with: editcap FILE out.pcapng"),
    (Array("XCP\0".utf8), "a NetXray or Windows Sniffer file; convert it with: editcap FILE out.pcapng"),
    (Array("\u{7f}ver".utf8), "an OmniPeek file; convert it with: editcap FILE out.pcapng"),
    (Array("btsnoop\0".utf8), "a Bluetooth snoop file"),
    (Array("\u{7f}ELF".utf8), "a program"),
    (Array("{".utf8), "JSON text"),
    (Array("<".utf8), "XML or HTML text"),
    (Array("reading from file".utf8), "what tcpdump printed, not what it captured; capture with: tcpdump -w FILE"),
    (Array("tcpdump: ".utf8), "what tcpdump printed, not what it captured; capture with: tcpdump -w FILE"),
  ]
}

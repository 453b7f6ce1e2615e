package import Wire

/// Frames as the octets of a pcapng file (draft-ietf-opsawg-pcapng), with comments on single frames.
///
/// Octets are made in whole blocks and taken whenever they are to be written, so that what was taken is a sound file at any time. A program
/// that writes rotated files begins each with a writer of its own.
package struct PcapngWriter: Sendable {
  /// The longest value that an option may have: its length is told in 16 bits.
  private static let longestOption = 65_535

  private var bytes: [UInt8] = []
  private var interfaces: UInt32 = 0

  /// Begins a section, in little-endian order: `application` is who writes, `comment` what the file is.
  package init(application: String, comment: String? = nil) {
    block(PcapngBlock.sectionHeader) { block in
      block.number(PcapngBlock.byteOrderMagic)
      block.number(UInt16(1))
      block.number(UInt16(0))
      // The length of the section is not known yet.
      block.number(UInt64.max)
      if let comment { block.option(PcapngOptions.comment, text: comment) }
      block.option(PcapngOptions.userApplication, text: application)
      block.endOfOptions()
    }
  }

  /// Describes an interface; tells the number by which frames name it.
  ///
  /// - Parameters:
  ///   - snapshotLength: how many bytes of a frame are kept at most; 0 where there is no limit.
  ///   - filter: the BPF expression by which frames were chosen.
  package mutating func addInterface(
    name: String? = nil, linkType: LinkType, snapshotLength: UInt32 = 0, filter: String? = nil
  ) -> UInt32 {
    block(PcapngBlock.interfaceDescription) { block in
      block.number(linkType.rawValue)
      block.number(UInt16(0))
      block.number(snapshotLength)
      if let name { block.option(PcapngOptions.interfaceName, text: name) }
      // Nanoseconds: 10 to the power of -9 (section 4.2).
      block.option(PcapngOptions.timeResolution, [9])
      // The value begins with an octet that says in which language the filter is: 0 is that of libpcap.
      if let filter { block.option(PcapngOptions.filter, [0] + Array(filter.utf8)) }
      block.endOfOptions()
    }
    defer { interfaces &+= 1 }
    return interfaces
  }

  /// Adds a frame, with the comments that Wireshark will show on it. Of a frame that is longer than any reader accepts the beginning is kept.
  ///
  /// - Parameter interface: what `addInterface` told; not the header's own, which may be a number of another file.
  package mutating func add(_ header: FrameHeader, _ frame: Span<UInt8>, interface: UInt32, comments: [String] = []) {
    let kept = min(frame.count, Int(FrameLimit.usual))
    let ticks = UInt64(clamping: header.time.nanoseconds)
    block(PcapngBlock.enhancedPacket) { block in
      block.number(interface)
      block.number(UInt32(truncatingIfNeeded: ticks >> 32))
      block.number(UInt32(truncatingIfNeeded: ticks))
      block.number(UInt32(truncatingIfNeeded: kept))
      block.number(max(header.originalLength, UInt32(truncatingIfNeeded: kept)))
      for index in 0..<kept { block.bytes.append(frame[index]) }
      block.pad()
      guard !comments.isEmpty else { return }
      for comment in comments { block.option(PcapngOptions.comment, text: comment) }
      block.endOfOptions()
    }
  }

  /// Adds what was counted on an interface so far.
  ///
  /// - Parameters:
  ///   - received: frames that came, those lost included.
  ///   - dropped: frames that were lost before they could be read.
  package mutating func addStatistics(interface: UInt32, at time: Timestamp, received: UInt64, dropped: UInt64) {
    let ticks = UInt64(clamping: time.nanoseconds)
    block(PcapngBlock.interfaceStatistics) { block in
      block.number(interface)
      block.number(UInt32(truncatingIfNeeded: ticks >> 32))
      block.number(UInt32(truncatingIfNeeded: ticks))
      block.option(PcapngOptions.received, number: received)
      block.option(PcapngOptions.systemDrops, number: dropped)
      block.endOfOptions()
    }
  }

  /// The octets made since the last time: whole blocks.
  package mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// Writes a block around what the closure writes: its type, its length, and its length again (section 3.1).
  private mutating func block(_ type: UInt32, _ body: (inout Content) -> Void) {
    var content = Content()
    body(&content)
    let length = UInt32(clamping: content.bytes.count + Int(PcapngBlock.least))
    bytes.append(integer: type)
    bytes.append(integer: length)
    bytes += content.bytes
    bytes.append(integer: length)
  }

  /// The content of a block, padded to 32 bits wherever the format wants it.
  private struct Content {
    var bytes: [UInt8] = []

    mutating func number(_ value: some FixedWidthInteger) {
      bytes.append(integer: value)
    }

    mutating func pad() {
      while bytes.count % 4 != 0 { bytes.append(0) }
    }

    /// An option (section 3.5). What is too long for one is cut.
    mutating func option(_ code: UInt16, _ value: some Collection<UInt8>) {
      let kept = value.prefix(PcapngWriter.longestOption)
      number(code)
      number(UInt16(truncatingIfNeeded: kept.count))
      bytes += kept
      pad()
    }

    /// A text without its zeros, cut between characters.
    mutating func option(_ code: UInt16, text: String) {
      var octets: [UInt8] = []
      for scalar in text.unicodeScalars where scalar != "\0" {
        let encoded = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        guard octets.count + encoded.count <= PcapngWriter.longestOption else { break }
        octets += encoded
      }
      option(code, octets)
    }

    mutating func option(_ code: UInt16, number value: UInt64) {
      number(code)
      number(UInt16(8))
      number(value)
    }

    mutating func endOfOptions() {
      number(UInt32(0))
    }
  }
}

extension [UInt8] {
  /// Appends the integer, the least significant octet first.
  fileprivate mutating func append(integer value: some FixedWidthInteger) {
    for index in 0..<value.bitWidth / 8 { append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }
}

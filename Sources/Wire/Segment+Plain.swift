extension Segment {
  /// A segment of nothing, to be overwritten by `take(plain:linkType:)`.
  package init() {
    let nowhere = IPAddress(v4: 0)
    self.init(ip: InternetLayer(source: nowhere, destination: nowhere), link: LinkLayer(), sourcePort: 0, destinationPort: 0)
  }

  /// Becomes the segment of a plain frame, the kind that nearly every packet comes in: Ethernet with at most one VLAN tag, cooked or raw;
  /// IPv4 without options and not fragmented or IPv6 without extension headers; TCP; all headers captured.
  ///
  /// The short way of `Packet`, to the same result, and the way of a loop that must not copy: every field is written once, in place, where
  /// an enum's payload is moved several times.
  ///
  /// - Returns: false where the frame is not plain. The segment is then without meaning, and the frame wants `Packet`.
  package mutating func take(plain bytes: Span<UInt8>, linkType: LinkType) -> Bool {
    switch linkType {
    case .ethernet: takeEthernet(in: bytes)
    case .linuxCooked: takeCooked(in: bytes)
    case .linuxCooked2: takeCooked2(in: bytes)
    case .raw: takeRaw(in: bytes)
    default: false
    }
  }

  @inline(__always)
  private mutating func takeEthernet(in bytes: Span<UInt8>) -> Bool {
    guard let ethernet = bytes.header(at: 0, as: EthernetHeader.self) else { return false }
    link = LinkLayer()
    link.sourceAddress = ethernet.source
    guard ethernet.type == .vlan else { return takeInternet(ethernet.type, in: bytes, at: 14) }
    guard let tag = bytes.header(at: 14, as: VLANTag.self) else { return false }
    link.vlan = tag.identifier
    return takeInternet(tag.type, in: bytes, at: 18)
  }

  private mutating func takeCooked(in bytes: Span<UInt8>) -> Bool {
    guard let cooked = bytes.header(at: 0, as: LinuxCookedHeader.self), cooked.device.hasEtherTypes else { return false }
    link = cooked.linkLayer
    return takeInternet(cooked.type, in: bytes, at: 16)
  }

  private mutating func takeCooked2(in bytes: Span<UInt8>) -> Bool {
    guard let cooked = bytes.header(at: 0, as: LinuxCooked2Header.self), cooked.device.hasEtherTypes else { return false }
    link = cooked.linkLayer
    return takeInternet(cooked.type, in: bytes, at: 20)
  }

  private mutating func takeRaw(in bytes: Span<UInt8>) -> Bool {
    guard let first = bytes.header(at: 0, as: UInt8.self) else { return false }
    link = LinkLayer()
    return takeInternet(first >> 4 == 6 ? .ipv6 : .ipv4, in: bytes, at: 0)
  }

  /// The IP header at `offset`, and what follows.
  @inline(__always)
  private mutating func takeInternet(_ type: EtherType, in bytes: Span<UInt8>, at offset: Int) -> Bool {
    if type == .ipv4, let header = bytes.header(at: offset, as: IPv4Header.self) {
      guard header.isPlain, !header.isFragment, header.payload == .tcp else { return false }
      ip = header.internetLayer
      return takeTCP(in: bytes, at: offset &+ 20, end: offset &+ header.totalLength)
    }
    if type == .ipv6, let header = bytes.header(at: offset, as: IPv6Header.self) {
      guard header.version == 6, header.payload == .tcp, !header.isHalfMapped else { return false }
      ip = header.internetLayer
      return takeTCP(in: bytes, at: offset &+ 40, end: offset &+ 40 &+ header.payloadLength)
    }
    return false
  }

  /// The TCP header at `offset` of a packet that ends, on the wire, at `end`.
  @inline(__always)
  private mutating func takeTCP(in bytes: Span<UInt8>, at offset: Int, end: Int) -> Bool {
    guard let header = bytes.header(at: offset, as: TCPHeader.self) else { return false }
    let payload = offset &+ header.start.headerLength
    // A length of 0 (offload) or one too short ends here too.
    guard header.start.headerLength >= 20, payload <= end, payload <= bytes.count else { return false }
    sourcePort = header.start.sourcePort
    destinationPort = header.start.destinationPort
    sequence = header.start.sequence
    acknowledgment = header.start.acknowledgment
    flags = header.start.flags
    window = header.window
    payloadLength = UInt32(truncatingIfNeeded: end &- payload)
    payloadOffset = UInt32(truncatingIfNeeded: payload)
    capturedPayloadLength = UInt32(truncatingIfNeeded: min(end, bytes.count) &- payload)
    takeOptions(in: bytes, from: offset &+ 20, to: payload)
    return true
  }

  /// No options, or timestamps alone: nearly all that is met after the handshake. Which of the two nobody can foresee, so that they are told
  /// apart without a branch: where there are none, the ports and numbers before them are loaded instead, and not used.
  @inline(__always)
  private mutating func takeOptions(in bytes: Span<UInt8>, from start: Int, to end: Int) {
    let length = UInt32(truncatingIfNeeded: end &- start)
    let isLong = Choice(length, equals: 12)
    guard let option = bytes.header(at: start &- Int(isLong(0, else: 20)), as: AlignedTimestampOption.self),
      length == isLong(12, else: 0), option.isSound(unless: !isLong)
    else { return options = TCPOptions(decoding: bytes, from: start, to: end) }
    options = option.options(if: isLong)
  }
}

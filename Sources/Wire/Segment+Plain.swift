extension Segment {
  /// The segment of a plain Ethernet frame, the way that nearly every packet takes: at most one VLAN tag, IPv4 without options and
  /// not fragmented or IPv6 without extension headers, TCP without options or with timestamps alone, all of it captured.
  ///
  /// Nil sends the frame to `HeaderWalk`, which decodes these frames too, to the same result, in three times the instructions.
  @inline(__always)
  init?(plain bytes: Span<UInt8>) {
    guard let ethernet = bytes.header(at: 0, as: EthernetHeader.self) else { return nil }
    var link = LinkLayer()
    link.destinationAddress = ethernet.destination
    link.sourceAddress = ethernet.source
    var type = ethernet.type
    var offset = 14
    if type == .vlan, let tag = bytes.header(at: 14, as: VLANTag.self) {
      link.vlan = tag.identifier
      type = tag.type
      offset = 18
    }
    if type == .ipv4 {
      self.init(plainIPv4: bytes, at: offset, link: link)
    } else if type == .ipv6 {
      self.init(plainIPv6: bytes, at: offset, link: link)
    } else {
      return nil
    }
  }

  /// The segment of a plain IPv4 packet at `offset`.
  @inline(__always)
  private init?(plainIPv4 bytes: Span<UInt8>, at offset: Int, link: LinkLayer) {
    guard let header = bytes.header(at: offset, as: IPv4Header.self), header.isPlain, !header.isFragment, header.payload == .tcp
    else { return nil }
    self.init(plainTCP: bytes, at: offset &+ 20, end: offset &+ header.totalLength, ip: header.internetLayer, link: link)
  }

  /// The segment of a plain IPv6 packet at `offset`.
  @inline(__always)
  private init?(plainIPv6 bytes: Span<UInt8>, at offset: Int, link: LinkLayer) {
    guard let header = bytes.header(at: offset, as: IPv6Header.self), header.version == 6, header.payload == .tcp else { return nil }
    self.init(plainTCP: bytes, at: offset &+ 40, end: offset &+ 40 &+ header.payloadLength, ip: header.internetLayer, link: link)
  }

  /// The segment whose TCP header stands at `offset` of a packet that ends, on the wire, at `end`.
  @inline(__always)
  private init?(plainTCP bytes: Span<UInt8>, at offset: Int, end: Int, ip: InternetLayer, link: LinkLayer) {
    guard let header = bytes.header(at: offset, as: TCPHeader.self) else { return nil }
    let payload = offset &+ header.start.headerLength
    // A length of 0 (offload) or one too short ends here too.
    guard header.start.headerLength >= 20, payload <= end, payload <= bytes.count else { return nil }
    self.init(ip: ip, link: link, start: header.start)
    window = header.window
    payloadLength = UInt32(truncatingIfNeeded: end &- payload)
    payloadOffset = UInt32(truncatingIfNeeded: payload)
    capturedPayloadLength = UInt32(truncatingIfNeeded: min(end, bytes.count) &- payload)
    guard header.start.headerLength > 20 else { return }
    if header.start.headerLength == 32, let option = bytes.header(at: offset &+ 20, as: AlignedTimestampOption.self), option.isSound {
      options = option.options
    } else {
      options = TCPOptions(decoding: bytes, from: offset &+ 20, to: payload)
    }
  }
}

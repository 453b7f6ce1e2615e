extension CompactSegment {
  /// Becomes the segment of a plain frame, the kind that nearly every packet comes in: Ethernet with at most one VLAN tag, cooked or raw;
  /// IPv4 without options and not fragmented or IPv6 without extension headers; TCP; all headers captured.
  ///
  /// The short way of `Packet`, to the same result, and the way of a loop that must not copy: every field is written once, where it is to
  /// be remembered.
  ///
  /// - Returns: false where the frame is not plain. Both values are then without meaning, and the frame wants `Packet`.
  package mutating func take(plain bytes: Span<UInt8>, linkType: LinkType, ends: inout SegmentEnds) -> Bool {
    switch linkType {
    case .ethernet: takeEthernet(in: bytes, &ends)
    case .linuxCooked: takeCooked(in: bytes, &ends)
    case .linuxCooked2: takeCooked2(in: bytes, &ends)
    case .raw: takeRaw(in: bytes, &ends)
    default: false
    }
  }

  @inline(__always)
  private mutating func takeEthernet(in bytes: Span<UInt8>, _ ends: inout SegmentEnds) -> Bool {
    guard let ethernet = bytes.header(at: 0, as: EthernetHeader.self) else { return false }
    hardwareLow = ethernet.sourceLow
    hardwareHigh = ethernet.sourceHigh
    vlan = 0
    bits = 0
    guard ethernet.type == .vlan else { return takeInternet(ethernet.type, in: bytes, at: 14, &ends) }
    return takeTagged(in: bytes, &ends)
  }

  @inline(never)
  private mutating func takeTagged(in bytes: Span<UInt8>, _ ends: inout SegmentEnds) -> Bool {
    guard let tag = bytes.header(at: 14, as: VLANTag.self) else { return false }
    vlan = tag.identifier
    return takeInternet(tag.type, in: bytes, at: 18, &ends)
  }

  @inline(never)
  private mutating func takeCooked(in bytes: Span<UInt8>, _ ends: inout SegmentEnds) -> Bool {
    guard let cooked = bytes.header(at: 0, as: LinuxCookedHeader.self), cooked.device.hasEtherTypes else { return false }
    take(cooked.linkLayer)
    return takeInternet(cooked.type, in: bytes, at: 16, &ends)
  }

  @inline(never)
  private mutating func takeCooked2(in bytes: Span<UInt8>, _ ends: inout SegmentEnds) -> Bool {
    guard let cooked = bytes.header(at: 0, as: LinuxCooked2Header.self), cooked.device.hasEtherTypes else { return false }
    take(cooked.linkLayer)
    return takeInternet(cooked.type, in: bytes, at: 20, &ends)
  }

  @inline(never)
  private mutating func takeRaw(in bytes: Span<UInt8>, _ ends: inout SegmentEnds) -> Bool {
    guard let first = bytes.header(at: 0, as: UInt8.self) else { return false }
    take(LinkLayer())
    return takeInternet(first >> 4 == 6 ? .ipv6 : .ipv4, in: bytes, at: 0, &ends)
  }

  /// The IP header at `offset`, and what follows.
  @inline(__always)
  private mutating func takeInternet(_ type: EtherType, in bytes: Span<UInt8>, at offset: Int, _ ends: inout SegmentEnds) -> Bool {
    if type == .ipv4, let header = bytes.header(at: offset, as: IPv4Header.self) {
      guard header.isPlain, !header.isFragment, header.payload == .tcp else { return false }
      identification = header.identificationNumber
      hopLimit = header.timeToLive
      typeOfService = header.typeOfService
      bits |= header.dontFragment ? Self.dontFragmentBit : 0
      guard let tcp = takeTCP(in: bytes, at: offset &+ 20, end: offset &+ header.totalLength, label: 0, &ends) else { return false }
      ends.isV6 = false
      ends.from = UInt64(header.sourceAddress.v4) << 16 | UInt64(tcp.sourcePort)
      ends.to = UInt64(header.destinationAddress.v4) << 16 | UInt64(tcp.destinationPort)
      return true
    }
    return type == .ipv6 && takeIPv6(in: bytes, at: offset, &ends)
  }

  @inline(never)
  private mutating func takeIPv6(in bytes: Span<UInt8>, at offset: Int, _ ends: inout SegmentEnds) -> Bool {
    guard let header = bytes.header(at: offset, as: IPv6Header.self) else { return false }
    guard header.version == 6, header.payload == .tcp, !header.isHalfMapped else { return false }
    let ip = header.internetLayer
    identification = 0
    hopLimit = ip.hopLimit
    typeOfService = ip.typeOfService
    bits |= ip.source.isV4 ? 0 : Self.versionBit
    let end = offset &+ 40 &+ header.payloadLength
    guard let tcp = takeTCP(in: bytes, at: offset &+ 40, end: end, label: ip.flowLabel, &ends) else { return false }
    ends.set(ip.source, tcp.sourcePort, ip.destination, tcp.destinationPort)
    return true
  }

  /// The TCP header at `offset` of a packet that ends, on the wire, at `end`; nil where it is none, or not wholly there.
  @inline(__always)
  private mutating func takeTCP(
    in bytes: Span<UInt8>, at offset: Int, end: Int, label: UInt32, _ ends: inout SegmentEnds
  ) -> TCPHeaderStart? {
    guard let header = bytes.header(at: offset, as: TCPHeader.self) else { return nil }
    let payload = offset &+ header.start.headerLength
    // A length of 0 (offload) or one too short ends here too.
    guard header.start.headerLength >= 20, payload <= end, payload <= bytes.count else { return nil }
    ends.payloadOffset = UInt32(truncatingIfNeeded: payload)
    ends.optionsLength = UInt32(truncatingIfNeeded: header.start.headerLength &- 20)
    sequence = header.start.sequence
    acknowledgment = header.start.acknowledgment
    window = header.window
    payloadLength = UInt32(truncatingIfNeeded: end &- payload)
    tunnel = 0
    bits |= header.start.flags.rawValue
    takeOptions(in: bytes, from: offset &+ 20, to: payload, label: label)
    return header.start
  }

  /// No options, or timestamps alone: nearly all that is met after the handshake. Which of the two nobody can foresee, so that they are told
  /// apart without a branch: where there are none, the ports and numbers before them are loaded instead, and not used.
  @inline(__always)
  private mutating func takeOptions(in bytes: Span<UInt8>, from start: Int, to end: Int, label: UInt32) {
    let length = UInt32(truncatingIfNeeded: end &- start)
    let isLong = Choice(length, equals: 12)
    guard let option = bytes.header(at: start &- Int(isLong(0, else: 20)), as: AlignedTimestampOption.self),
      length == isLong(12, else: 0), option.isSound(unless: !isLong)
    else { return takeOtherOptions(in: bytes, from: start, to: end, label: label) }
    timestampValue = isLong(option.value, else: 0)
    timestampEcho = isLong(option.echo, else: 0)
    labelAndOptions = label | isLong(UInt32(TCPOptions.Present.timestampsBit) << 20, else: 0)
  }

  @inline(never)
  private mutating func takeOtherOptions(in bytes: Span<UInt8>, from start: Int, to end: Int, label: UInt32) {
    take(TCPOptions(decoding: bytes, from: start, to: end), label: label)
  }
}

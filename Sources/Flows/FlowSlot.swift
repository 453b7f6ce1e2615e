import Wire

/// What every packet of a flow touches, and what its first and last ones do: 128 bytes, two cache lines.
///
/// An unanswered SYN needs no more; an answered flow has a `FlowDetail` besides, and one over IPv6 its `FlowEnds`.
struct FlowSlot: BitwiseCopyable {
  // First line: touched by every packet.
  /// The lower end as `FlowKey` folds it: address and port of IPv4, a digest of IPv6.
  var low: UInt64
  /// The higher end, likewise.
  var high: UInt64
  var lastTime: Timestamp
  /// The ring's serial of the flow's newest packet.
  var newest: UInt32
  /// Where the first packets are kept, once the flow was answered.
  var detail: DetailPlace
  /// From the lower end, and from the higher end.
  var directions: InlineArray<2, DirectionState>

  // Second line: touched where a kind of packet is the first of its end, and on SYN, FIN and RST.
  var firstTime: Timestamp
  var firstFrame: FramePlace
  /// Zeek's history letters.
  var history: History
  /// How often the sequence number wrapped, per end.
  var wraps: InlineArray<2, UInt8>
  var serial: UInt32
  var traits: FlowTraits
  /// The index of the flow's `ResetWatch` plus one; 0 without.
  var watch: UInt32
  /// The index of the `FlowEnds`; without meaning for IPv4.
  var ends: UInt32
  /// From SYN to SYN-ACK, nanoseconds; 0 where unknown or ambiguous (Karn's rule: not after a retransmission).
  var serverRoundTrip: Int64 = 0
  /// From SYN-ACK to the ACK that completes the handshake, nanoseconds; 0 where unknown or ambiguous.
  var clientRoundTrip: Int64 = 0

  /// A flow without packets. `ends` is the index of its addresses where they are IPv6.
  @inline(__always)
  init(_ key: FlowKey, of header: FrameHeader, serial: UInt32, ends: UInt32 = 0) {
    low = key.low
    high = key.high
    lastTime = header.time
    newest = 0
    detail = .none
    directions = InlineArray(repeating: DirectionState())
    firstTime = header.time
    firstFrame = FramePlace(header)
    history = History()
    wraps = InlineArray(repeating: 0)
    self.serial = serial
    traits = key.isV6 ? [.isV6] : []
    watch = 0
    self.ends = ends
  }

  /// Changes the key so that no packet matches it any more; the IPv4 end in it stays readable (`FlowKey.endpoint`).
  mutating func hide() {
    low |= 1 << 62
    high |= 1 << 62
  }

  /// Becomes free. Whether it is stands in its first line too, so that going through the table need not touch the second.
  mutating func leave() {
    hide()
    traits = .isGone
    lastTime = Timestamp(nanoseconds: .max)
  }

  /// Whether it is free.
  var isGone: Bool { lastTime.nanoseconds == .max && traits.contains(.isGone) }

  var clientIsHigh: Bool { traits.contains(.clientIsHigh) }

  /// The hash by which the flow is found.
  func hash(seed: FlowSeed) -> UInt64 {
    FlowKey(low: low, high: high).hash(seed: seed)
  }

  /// Which of `directions` holds what that party sent.
  func index(of party: Party) -> Int {
    (party == .client) == clientIsHigh ? 1 : 0
  }
}

/// A file and frame number in eight bytes.
struct FramePlace: BitwiseCopyable {
  let bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  /// Inlined, since a header that is lent would be copied.
  @inline(__always)
  init(_ header: FrameHeader) {
    bits = UInt64(header.file) << 48 | (header.number & 0xffff_ffff_ffff)
  }

  var position: FramePosition {
    FramePosition(file: UInt16(bits >> 48), number: bits & 0xffff_ffff_ffff)
  }
}

/// What is known of a flow as a whole.
struct FlowTraits: OptionSet, BitwiseCopyable {
  var rawValue: UInt32

  static let isV6 = FlowTraits(rawValue: 1)
  /// The client is the higher end.
  static let clientIsHigh = FlowTraits(rawValue: 2)
  /// A SYN or SYN-ACK told the roles.
  static let rolesAreKnown = FlowTraits(rawValue: 4)
  /// The first packet was a SYN.
  static let beganWithSyn = FlowTraits(rawValue: 8)
  /// A newer flow has taken over the ports: this one is no longer found by its key.
  static let isSuperseded = FlowTraits(rawValue: 16)
  /// The expression chose it for the report.
  static let isSelected = FlowTraits(rawValue: 32)
  /// An ICMP error quoted one of its segments.
  static let hasControlMessages = FlowTraits(rawValue: 64)
  /// Its slot is free.
  static let isGone = FlowTraits(rawValue: 128)
  /// Something was acknowledged that was never captured.
  static let hasGap = FlowTraits(rawValue: 256)
}

/// What one end of a flow has sent so far: 16 bytes.
struct DirectionState: BitwiseCopyable {
  /// One beyond the highest sequence number sent (SND.NXT as seen here).
  var next = SequenceNumber(0)
  /// The highest acknowledgment number sent (RCV.NXT of this end).
  var acknowledged = SequenceNumber(0)
  var packets: UInt32 = 0
  /// Of the segments without RST.
  var lastHopLimit: UInt8 = 0
  var leastHopLimit: UInt8 = .max
  var mostHopLimit: UInt8 = 0
  var seen: Seen = []

  /// Kinds of segment that an end has sent.
  struct Seen: OptionSet, BitwiseCopyable {
    var rawValue: UInt8

    /// A segment other than a reset, so that `next` and the hop limits are valid.
    static let segment = Seen(rawValue: 1)
    static let syn = Seen(rawValue: 2)
    static let fin = Seen(rawValue: 4)
    static let reset = Seen(rawValue: 8)
    static let data = Seen(rawValue: 16)
    /// An ACK flag on a segment other than a reset, so that `acknowledged` is valid.
    static let acknowledgment = Seen(rawValue: 32)
    /// The other end acknowledged what was never captured of this one.
    static let gap = Seen(rawValue: 64)
    /// A segment with neither data nor SYN, FIN or RST.
    static let pureAcknowledgment = Seen(rawValue: 128)
  }
}

import Wire

/// What tells one opening segment from another, in 26 octets: a SYN or SYN-ACK without what is 0 in it, or follows from the SYN.
///
/// Connections are many, and the first segment of each end is remembered of all of them.
struct OpeningSegment: BitwiseCopyable, Sendable {
  /// Sequence number.
  let sequence: SequenceNumber
  private let timestampValue: UInt32
  private let labelAndOptions: UInt32
  private let hardwareLow: UInt32
  private let hardwareHigh: UInt16
  private let window: UInt16
  private let identification: UInt16
  private let bits: UInt16
  private let hopLimit: UInt8
  private let typeOfService: UInt8

  /// The SYN of a handshake; of what its answer says again, only that it does is remembered.
  ///
  /// - Returns: nil where it holds what is not kept: payload, a tunnel, numbers that should be 0.
  @inline(__always)
  init?(syn: inout CompactSegment) {
    guard syn.acknowledgment.value | syn.timestampEcho | syn.payloadLength | syn.tunnel == 0 else { return nil }
    self.init(&syn, isEcho: false)
  }

  /// The answer to that SYN: acknowledges it, and echoes its timestamp or none.
  ///
  /// - Returns: nil where it holds what is not kept: payload, a tunnel, another VLAN, numbers that are no answer to the SYN's.
  @inline(__always)
  init?(answer: inout CompactSegment, to syn: inout CompactSegment) {
    let isEcho = answer.timestampEcho == syn.timestampValue
    let otherEcho = isEcho ? 0 : answer.timestampEcho
    guard otherEcho | answer.payloadLength | answer.tunnel == 0, answer.vlan == syn.vlan, answer.acknowledgment == syn.sequence + 1 else {
      return nil
    }
    self.init(&answer, isEcho: isEcho)
  }

  @inline(__always)
  private init(_ segment: inout CompactSegment, isEcho: Bool) {
    sequence = segment.sequence
    timestampValue = segment.timestampValue
    labelAndOptions = segment.labelAndOptions
    hardwareLow = segment.hardwareLow
    hardwareHigh = segment.hardwareHigh
    window = segment.window
    identification = segment.identification
    bits = segment.bits | (isEcho ? Self.echoBit : 0)
    hopLimit = segment.hopLimit
    typeOfService = segment.typeOfService
  }

  /// The control bits.
  @inline(__always)
  var flags: TCPFlags { TCPFlags(rawValue: bits & 0x1ff) }

  /// Its bits, as `CompactSegment` has them.
  @inline(__always)
  var segmentBits: UInt16 { bits & ~Self.echoBit }

  /// The SYN that this was made of, in that VLAN.
  @inline(__always)
  func syn(vlan: UInt16) -> CompactSegment {
    var segment = CompactSegment()
    fill(&segment, vlan)
    return segment
  }

  /// The answer to `syn` that this was made of, in that VLAN.
  @inline(__always)
  func answer(to syn: OpeningSegment, vlan: UInt16) -> CompactSegment {
    var segment = CompactSegment()
    fill(&segment, vlan)
    segment.acknowledgment = syn.sequence + 1
    segment.timestampEcho = bits & Self.echoBit == 0 ? 0 : syn.timestampValue
    return segment
  }

  @inline(__always)
  private func fill(_ segment: inout CompactSegment, _ vlan: UInt16) {
    segment.sequence = sequence
    segment.timestampValue = timestampValue
    segment.labelAndOptions = labelAndOptions
    segment.hardwareLow = hardwareLow
    segment.hardwareHigh = hardwareHigh
    segment.vlan = vlan
    segment.window = window
    segment.identification = identification
    segment.bits = segmentBits
    segment.hopLimit = hopLimit
    segment.typeOfService = typeOfService
  }

  /// As `RecordedPacket.isFromHigh`.
  @inline(__always)
  var isFromHigh: Bool { bits & RecordedPacket.directionBit != 0 }

  /// Whether an answer echoes the SYN's timestamp: the one bit that `CompactSegment` leaves free.
  private static var echoBit: UInt16 { 1 << 15 }
}

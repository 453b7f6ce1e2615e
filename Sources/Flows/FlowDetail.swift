import Wire

/// What is remembered besides of a flow that was answered: the first packet each end sent, in 128 bytes, two cache lines. Most need only a
/// `PlainHandshake`.
struct FlowDetail: BitwiseCopyable {
  /// SYN and SYN-ACK where the start was captured.
  var first: InlineArray<2, RecordedPacket>

  init(first packet: RecordedPacket) {
    first = InlineArray(repeating: packet)
  }
}

/// The first packets of a flow that began with a SYN and its answer and nothing that is not plain, in 64 bytes, one cache line.
struct PlainHandshake: BitwiseCopyable {
  private let syn: OpeningSegment
  private let answer: OpeningSegment
  private let vlan: UInt16
  /// How much later than the SYN the answer was captured, nanoseconds below 2^36, and 28 bits of how many frames later.
  private let delays: UInt64

  /// The handshake of those packets; nil where something in them is not kept here. The flow's first packet must be the SYN.
  /// All are `inout` because the compiler would lend them as copies.
  @inline(__always)
  init?(_ first: inout RecordedPacket, _ second: inout RecordedPacket, of slot: inout FlowSlot) {
    let time = UInt64(bitPattern: second.time.nanoseconds &- first.time.nanoseconds)
    let frames = second.place.bits &- first.place.bits
    guard time < 1 << 36, frames < 1 << 28, first.time == slot.firstTime, first.place.bits == slot.firstFrame.bits,
      first.isFromHigh != second.isFromHigh, let syn = OpeningSegment(syn: &first.segment),
      let answer = OpeningSegment(answer: &second.segment, to: &first.segment)
    else { return nil }
    self.syn = syn
    self.answer = answer
    vlan = first.segment.vlan
    delays = time << 28 | frames
  }

  /// The first packet that an end of a flow sent which began at that time with that frame, but for its link in the ring.
  func first(_ side: Int, began time: Timestamp, with frame: FramePlace) -> RecordedPacket {
    let opening = RecordedPacket(time, frame, syn.syn(vlan: vlan))
    guard opening.isFromHigh != (side == 1) else { return opening }
    return RecordedPacket(
      answerTime(after: time), FramePlace(bits: frame.bits &+ delays & 0xfff_ffff), answer.answer(to: syn, vlan: vlan))
  }

  /// What its flags, number and time are.
  @inline(__always)
  func firstNumber(_ side: Int, began time: Timestamp) -> FirstNumber {
    let isOpening = syn.isFromHigh == (side == 1)
    let segment = isOpening ? syn : answer
    return FirstNumber(flags: segment.flags, sequence: segment.sequence, time: isOpening ? time : answerTime(after: time))
  }

  private func answerTime(after time: Timestamp) -> Timestamp {
    Timestamp(nanoseconds: time.nanoseconds &+ Int64(delays >> 28))
  }
}

/// What a first packet is asked for while packets come.
struct FirstNumber {
  var flags: TCPFlags
  var sequence: SequenceNumber
  var time: Timestamp
}

/// Where a flow's first packets are kept: nowhere, as a `PlainHandshake`, or as a `FlowDetail`.
struct DetailPlace: BitwiseCopyable, Equatable {
  /// The index plus one, and whether it is of a plain handshake.
  private var bits: UInt32

  /// Nowhere: the flow was not answered.
  static let none = DetailPlace(bits: 0)

  private init(bits: UInt32) { self.bits = bits }

  /// A plain handshake's place.
  init(plain index: UInt32) { bits = index &+ 1 | 1 << 31 }

  /// Another's.
  init(_ index: UInt32) { bits = index &+ 1 }

  var isPlain: Bool { bits >> 31 != 0 }

  /// Its index among those of its kind; without meaning for none.
  var index: UInt32 { bits & ~(1 << 31) &- 1 }
}

// Whichever way they are kept.
extension FlowTracker {
  /// The first packet that an end sent. The flow has been answered; where a beginning was not captured, another packet stands in.
  func first(_ slot: UInt32, side: Int) -> RecordedPacket {
    let place = slots[slot].detail
    guard place.isPlain else { return details[place.index].first[side] }
    return handshakes[place.index].first(side, began: slots[slot].firstTime, with: slots[slot].firstFrame)
  }

  /// What its flags, number and time are. Mutating only because the compiler lends a value that may change as a copy.
  @inline(__always)
  mutating func firstNumber(_ slot: UInt32, side: Int) -> FirstNumber {
    let place = slots[slot].detail
    if place.isPlain { return handshakes[place.index].firstNumber(side, began: slots[slot].firstTime) }
    return FirstNumber(
      flags: details[place.index].first[side].flags, sequence: details[place.index].first[side].sequence,
      time: details[place.index].first[side].time)
  }

  /// Gives its place to others.
  mutating func release(_ place: DetailPlace) {
    guard place != .none else { return }
    if place.isPlain { freeHandshakes.append(place.index) } else { freeDetails.append(place.index) }
  }
}

/// The two ends of a flow over IPv6, whose addresses its key cannot hold.
struct FlowEnds: BitwiseCopyable {
  /// The end that `FlowKey` puts first.
  var low: Endpoint
  var high: Endpoint
}

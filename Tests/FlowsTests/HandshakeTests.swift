import TestSupport
import Testing
import Wire

@testable import Flows

/// A flow's first packets, kept in half the room where nothing about them is unusual.
struct HandshakeTests {
  @Test("What is kept of a plain handshake gives back both packets, from whichever end the SYN came", arguments: [false, true])
  func plain(synIsFromHigh: Bool) throws {
    let opening = Opening(synIsFromHigh: synIsFromHigh)
    let handshake = try #require(opening.handshake)
    #expect(opening.isGivenBack(by: handshake))
  }

  @Test(
    "An answer is plain whatever it echoes of the SYN's timestamp, or where it echoes none", arguments: [(0, 0), (0, 7), (7, 0), (7, 7)])
  func echoes(value: UInt32, echo: UInt32) {
    var opening = Opening()
    opening.syn.segment.timestampValue = value
    opening.answer.segment.timestampEcho = echo
    // What is echoed is the SYN's timestamp, or nothing.
    let handshake = opening.handshake
    #expect((handshake != nil) == (echo == 0 || echo == value))
    if let handshake { #expect(opening.isGivenBack(by: handshake)) }
  }

  @Test("What a plain handshake has no room for is kept whole", arguments: Opening.unusual.keys.sorted())
  func unusual(name: String) throws {
    var opening = Opening()
    let change = try #require(Opening.unusual[name])
    change(&opening)
    #expect(opening.handshake == nil)
  }

  @Test("Delays are kept up to their bounds")
  func delays() throws {
    for (time, frames) in [(0, 0), (1 << 36 - 1, 1 << 28 - 1)] as [(Int64, UInt64)] {
      let opening = Opening(delay: time, frames: frames)
      let handshake = try #require(opening.handshake)
      #expect(opening.isGivenBack(by: handshake))
    }
    for (time, frames) in [(-1, 1), (1 << 36, 1), (1, 1 << 28)] as [(Int64, UInt64)] {
      let opening = Opening(delay: time, frames: frames)
      #expect(opening.handshake == nil)
    }
  }

  @Test("Whatever the packets are, what is kept of them gives them back", arguments: seeds)
  func random(seed: UInt64) {
    print("handshakes: seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    var plain = 0
    for _ in 0..<20_000 {
      var opening = Opening(
        synIsFromHigh: numbers.next() % 2 == 0, delay: Int64(numbers.next() % 1 << 37), frames: numbers.next() % 1 << 29)
      opening.mix(&numbers)
      guard let handshake = opening.handshake else { continue }
      plain += 1
      #expect(opening.isGivenBack(by: handshake))
    }
    #expect(plain > 1_000)
  }

  @Test("Where the packets are kept is told apart")
  func places() {
    #expect(DetailPlace(plain: 0) != DetailPlace(0))
    #expect(DetailPlace(plain: 0) != .none)
    #expect(DetailPlace(0) != .none)
    #expect(DetailPlace(plain: 1 << 24).isPlain)
    #expect(!DetailPlace(1 << 24).isPlain)
    #expect(DetailPlace(plain: 1 << 24).index == 1 << 24)
    #expect(DetailPlace(1 << 24).index == 1 << 24)
  }
}

/// A SYN, its answer, and the flow that they begin.
private struct Opening {
  var syn: RecordedPacket
  var answer: RecordedPacket
  var slot: FlowSlot

  /// One in which every field has a value of its own.
  init(synIsFromHigh: Bool = false, delay: Int64 = 40_000, frames: UInt64 = 3) {
    var header = FrameHeader(
      time: Timestamp(nanoseconds: 1_700_000_000_000_000_000), number: 9, capturedLength: 0, originalLength: 0, linkType: .ethernet)
    var segment = CompactSegment()
    segment.sequence = SequenceNumber(.max)
    segment.timestampValue = 0x0102_0304
    segment.labelAndOptions = 0x8421_1234
    (segment.hardwareLow, segment.hardwareHigh, segment.vlan) = (0x0506_0708, 0x090a, 17)
    (segment.window, segment.identification, segment.hopLimit, segment.typeOfService) = (0xfaf0, 0x1357, 64, 0xb8)
    segment.bits = TCPFlags.syn.rawValue | 1 << 9 | 2 << 10
    syn = RecordedPacket(header.time, FramePlace(header), segment)
    syn.mark(fromHigh: synIsFromHigh)
    slot = FlowSlot(FlowKey(low: 1, high: 2), of: header, serial: 1)
    header.time.nanoseconds += delay
    header.number += frames
    segment.acknowledgment = segment.sequence + 1
    segment.timestampEcho = segment.timestampValue
    segment.sequence = SequenceNumber(77)
    segment.timestampValue = 0x1112_1314
    segment.labelAndOptions = 0x4210_4321
    (segment.hardwareLow, segment.hardwareHigh) = (0x1516_1718, 0x191a)
    (segment.window, segment.identification, segment.hopLimit, segment.typeOfService) = (0xffff, 0x2468, 55, 3)
    segment.bits = TCPFlags.syn.rawValue | TCPFlags.ack.rawValue | 1 << 14
    answer = RecordedPacket(header.time, FramePlace(header), segment)
    answer.mark(fromHigh: !synIsFromHigh)
  }

  var handshake: PlainHandshake? {
    var opening = self
    return PlainHandshake(&opening.syn, &opening.answer, of: &opening.slot)
  }

  /// What there is no room for, by name.
  static let unusual: [String: @Sendable (inout Opening) -> Void] = [
    "a SYN with an acknowledgment number": { $0.syn.segment.acknowledgment = SequenceNumber(1) },
    "a SYN with data": { $0.syn.segment.payloadLength = 1 },
    "a SYN that echoes": { $0.syn.segment.timestampEcho = 1 },
    "a tunnel": { $0.syn.segment.tunnel = 1 },
    "an answer in a tunnel": { $0.answer.segment.tunnel = 1 },
    "an answer with data": { $0.answer.segment.payloadLength = 1 },
    "an answer in another VLAN": { $0.answer.segment.vlan = 18 },
    "an answer to something else": { $0.answer.segment.acknowledgment = SequenceNumber(1) },
    "an answer that echoes something else": { $0.answer.segment.timestampEcho = 1 },
    "a flow that began otherwise": { $0.slot.firstTime.nanoseconds -= 1 },
    "a flow that began with another frame": { $0.slot.firstFrame = FramePlace(bits: 8) },
    "both from one end": { $0.answer.segment.bits ^= 1 << 12 },
  ]

  /// Gives some fields random values, most of them such as a plain handshake may have.
  mutating func mix(_ numbers: inout SeededNumbers) {
    let random = numbers.next()
    if random & 1 != 0 { syn.segment.sequence = SequenceNumber(UInt32(truncatingIfNeeded: numbers.next())) }
    if random & 15 != 0 { answer.segment.acknowledgment = syn.segment.sequence + 1 }
    if random & 16 != 0 { answer.segment.timestampEcho = 0 }
    if random & 32 != 0 { syn.segment.timestampValue = 0 }
    if random & 64 != 0 { answer.segment.hardwareLow = UInt32(truncatingIfNeeded: numbers.next()) }
    if random & 128 != 0 { syn.segment.bits ^= UInt16(truncatingIfNeeded: numbers.next() & 0x6fff) }
    if random & 256 != 0 { answer.segment.bits ^= UInt16(truncatingIfNeeded: numbers.next() & 0x6fff) }
    if random & 0x1e00 == 0 { answer.segment.payloadLength = 5 }
  }

  func isGivenBack(by handshake: PlainHandshake) -> Bool {
    [syn, answer].allSatisfy { packet in
      let side = packet.isFromHigh ? 1 : 0
      let first = handshake.first(side, began: slot.firstTime, with: slot.firstFrame)
      let number = handshake.firstNumber(side, began: slot.firstTime)
      return first.fields == packet.fields && number.flags == packet.flags && number.sequence == packet.sequence
        && number.time == packet.time
    }
  }
}

extension RecordedPacket {
  /// All that is remembered but the link in the ring.
  fileprivate var fields: [UInt64] {
    [
      UInt64(bitPattern: time.nanoseconds), place.bits, UInt64(sequence.value), UInt64(acknowledgment.value), UInt64(timestampValue),
      UInt64(timestampEcho), UInt64(payloadLength), UInt64(tunnel), UInt64(segment.labelAndOptions), hardwareAddress, UInt64(vlan),
      UInt64(window), UInt64(identification), UInt64(segment.bits), UInt64(hopLimit), UInt64(typeOfService),
    ]
  }
}

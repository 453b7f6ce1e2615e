import TestSupport
import Testing
import Wire

@testable import Flows

/// The memory of the flow table: where flows stand, how they are found, and what is remembered of packets.
struct MemoryTests {
  // MARK: FlowIndex

  @Test("The index finds what a dictionary finds, after any insertions, replacements and removals", arguments: seeds)
  func indexAgainstDictionary(seed: UInt64) {
    print("flow index: seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    let flowSeed = FlowSeed(numbers.next(), numbers.next())
    var index = FlowIndex()
    var slots = Arena<FlowSlot>(atMost: 40_000)
    var model: [UInt16: UInt32] = [:]
    for _ in 0..<30_000 {
      let port = UInt16(truncatingIfNeeded: numbers.next() % 9000)
      let hash = FlowSlot(port: port).hash(seed: flowSeed)
      if let slot = model[port] {
        index.remove(hash, slot: slot)
        model[port] = nil
      } else {
        slots.append(FlowSlot(port: port))
        index.insert(hash, slot: slots.count - 1)
        model[port] = slots.count - 1
      }
    }
    for port in UInt16(0)..<9000 {
      #expect(
        index.find(FlowSlot(port: port).hash(seed: flowSeed)) {
          slots[$0].high & 0xffff == UInt64(port) || slots[$0].low & 0xffff == UInt64(port)
        } == model[port])
    }
  }

  @Test("A replaced entry is found by the same key and no longer removes the old one")
  func replace() {
    let seed = FlowSeed(1, 2)
    var slots = Arena<FlowSlot>(atMost: 40_000)
    for _ in 0..<2 { slots.append(FlowSlot(port: 7)) }
    let hash = slots[0].hash(seed: seed)
    var index = FlowIndex()
    index.insert(hash, slot: 0)
    index.replace(hash, slot: 0, by: 1)
    #expect(index.find(hash) { _ in true } == 1)
    index.remove(hash, slot: 0)
    #expect(index.find(hash) { _ in true } == 1)
    index.remove(hash, slot: 1)
    #expect(index.find(hash) { _ in true } == nil)
  }

  @Test("The index of one flow table has another order under another seed, and the same content")
  func seedMatters() {
    let slot = FlowSlot(port: 9)
    #expect(slot.hash(seed: FlowSeed(1, 2)) != slot.hash(seed: FlowSeed(3, 4)))
  }

  @Test("Addresses that an unkeyed digest would make equal have hashes of their own")
  func madeToCollide() {
    let seed = FlowSeed(.random(in: .min ... .max), .random(in: .min ... .max))
    // Sources of which the halves cancel each other out, as one that writes its own source addresses can choose them.
    let tags = (1...10_000 as ClosedRange<UInt64>).map { high in
      let source = IPAddress(high: high, low: 42 ^ high &* 0x9e37_79b9_7f4a_7c15)
      return FlowKey(SegmentEnds(from: source, 1234, to: IPAddress(high: 0x2001 << 48, low: 1), 80), seed: seed).hash(seed: seed) >> 32
    }
    #expect(Set(tags).count > 9_990)
  }

  @Test("No packet has the key of a flow that has lost its ports or its slot, over IPv6 either")
  func hidden() {
    let header = FrameHeader(time: Timestamp(nanoseconds: 0), number: 1, capturedLength: 0, originalLength: 0, linkType: .ethernet)
    for number in 1...64 as ClosedRange<UInt64> {
      let source = IPAddress(high: 0x2001_0db8 << 32, low: number)
      let ends = SegmentEnds(from: source, 1234, to: IPAddress(high: 0x2001_0db8 << 32, low: 1), 80)
      let key = FlowKey(ends, seed: FlowSeed(1, 2))
      var slot = FlowSlot(key, of: header, serial: 1)
      slot.hide()
      #expect(slot.low != key.low && slot.high != key.high)
      #expect(FlowKey.isV6(slot.low))
    }
  }

  // MARK: PacketRing

  @Test("The ring forgets the oldest packets, and a flow's way back ends where it was overwritten")
  func lapping() {
    var ring = PacketRing(log2Capacity: 4)
    var newest: UInt32 = 0
    for number in 1...40 { newest = ring.append(number: UInt64(number), previous: newest) }
    let numbers = ring.recent(from: newest, limit: 100).map(\.position.number)
    #expect(numbers == Array((41 - UInt64(numbers.count)...40).reversed()))
    #expect((15...16).contains(numbers.count))
    #expect(ring.packet(0) == nil)
    #expect(ring.packet(1) == nil)
    #expect(ring.recent(from: newest, limit: 3).count == 3)
  }

  @Test("The serial that comes next is no packet yet")
  func notYet() {
    var ring = PacketRing(log2Capacity: 2)
    var newest: UInt32 = 0
    for number in 1...9 { newest = ring.append(number: UInt64(number), previous: newest) }
    #expect(ring.packet(newest + 1) == nil)
    #expect(ring.packet(newest - 2) != nil)
  }

  @Test("A packet that was overwritten is not changed in its successor")
  func staleUpdate() {
    var ring = PacketRing(log2Capacity: 2)
    let first = ring.append(number: 1, previous: 0)
    for number in 2...5 { _ = ring.append(number: UInt64(number), previous: 0) }
    ring.update(first) { $0.markAsCopy() }
    #expect(ring.packet(5)?.isCopy == false)
    ring.update(5) { $0.markAsCopy() }
    #expect(ring.packet(5)?.isCopy == true)
  }

  @Test("A flow whose SYN was overwritten in the ring is followed all the same")
  func lappedFlow() throws {
    var limits = FlowLimits()
    limits.log2Packets = 4
    let others = (1...40).map { "+0.01 C:\($0) > S:443 S" }.joined(separator: "\n")
    let trace = try Trace("0 C > S S\n\(others)\n+0.01 S > C SA\n+0.01 C > S PA len 9\n+0.01 S > C R")
    let context = try #require(trace.followed(limits: limits).endings.first?.reset)
    #expect(context.beganWithSyn)
    #expect(!context.isWhole)
    #expect(context.packets.count == 3)
    #expect(context.flow.client.port == 40112)
  }

  // MARK: Arena

  @Test("An arena keeps what was put into it")
  func arena() {
    var arena = Arena<UInt64>(atMost: 1_200_000)
    for value in 0..<1_200_000 as Range<UInt64> { arena.append(value) }
    #expect(arena.count == 1_200_000)
    for index: UInt32 in [0, 1, 524_287, 524_288, 524_289, 1_048_575, 1_048_576, 1_199_999] { #expect(arena[index] == UInt64(index)) }
    arena[524_288] = 7
    #expect(arena[524_288] == 7)
    #expect(arena[524_287] == 524_287)
  }

  @Test("An arena of elements of odd sizes keeps them apart")
  func oddSizes() {
    var arena = Arena<FlowDetail>(atMost: 40_000)
    for number in 0..<40_000 as Range<UInt64> { arena.append(FlowDetail(first: .remembered(.empty, number: number))) }
    let numbers = [0, 19_417, 39_999].map { arena[UInt32($0)].first[0].position.number }
    #expect(numbers == [0, 19_417, 39_999])
  }

  @Test("What lies beyond an arena's end reads as nothing, and what is added there stops the program, in every build")
  func outOfBounds() async {
    let arena = Arena<UInt64>(atMost: 100)
    #expect(arena[99] == 0)
    #expect(arena[4_000_000_000] == 0)
    await #expect(processExitsWith: .failure) {
      var full = Arena<UInt64>(atMost: 64)
      for _ in 0...64 { _ = full.extend() }
    }
  }

  @Test("What the table holds of flows and packets has the sizes that its bounds are reckoned with")
  func sizes() {
    #expect(MemoryLayout<RecordedPacket>.stride == 64)
    #expect(MemoryLayout<FlowSlot>.stride == 128)
    #expect(MemoryLayout<PlainHandshake>.stride == 64)
    #expect(MemoryLayout<FlowDetail>.stride == 128)
  }
}

extension FlowSlot {
  /// A flow to that port of nobody.
  init(port: UInt16) {
    let ends = SegmentEnds(from: IPAddress(v4: 0), port, to: IPAddress(v4: 0x0a00_0001), 80)
    let key = FlowKey(ends, seed: FlowSeed(1, 2))
    let header = FrameHeader(time: Timestamp(nanoseconds: 0), number: 1, capturedLength: 0, originalLength: 0, linkType: .ethernet)
    self.init(key, of: header, serial: 1)
  }
}

extension RecordedPacket {
  /// What is remembered of a segment.
  static func remembered(_ segment: Segment, number: UInt64 = 1) -> RecordedPacket {
    var ring = PacketRing(log2Capacity: 1)
    let serial = ring.append(segment, number: number, previous: 0)
    guard let packet = ring.packet(serial) else { preconditionFailure("The ring has lost its newest packet.") }
    return packet
  }
}

extension PacketRing {
  /// Adds a packet of which only its frame's number is of interest, unless there is a segment.
  mutating func append(_ segment: Segment = .empty, number: UInt64, previous: UInt32) -> UInt32 {
    var header = FrameHeader(
      time: Timestamp(nanoseconds: Int64(number)), number: number, capturedLength: 0, originalLength: 0, linkType: .ethernet)
    var segment = segment
    let serial = append(&segment, of: &header)
    self[serial].previous = previous
    return serial
  }
}

extension Arena {
  /// Adds an element at index `count`.
  fileprivate mutating func append(_ element: Element) {
    self[extend()] = element
  }
}

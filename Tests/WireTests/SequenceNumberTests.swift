import Testing
import Wire

@Test(
  "sequence numbers are ordered around the wrap",
  arguments: [
    (0, 0, false), (1, 0, true), (0, 1, false), (0, 0xffff_ffff, true), (0xffff_ffff, 0, false), (0x7fff_ffff, 0, true),
    (0x8000_0000, 0, false), (0x8000_0001, 2, true),
  ] as [(UInt32, UInt32, Bool)])
func ordersSequenceNumbers(left: UInt32, right: UInt32, isAfter: Bool) {
  #expect(SequenceNumber(left).isAfter(SequenceNumber(right)) == isAfter)
}

@Test("sequence numbers add and subtract around the wrap")
func wrapsSequenceNumbers() {
  #expect(SequenceNumber(0xffff_ffff) + 2 == SequenceNumber(1))
  #expect(SequenceNumber(1) - SequenceNumber(0xffff_ffff) == 2)
  #expect(SequenceNumber(0xffff_ffff) - SequenceNumber(1) == -2)
  #expect(SequenceNumber(0x8000_0000) - SequenceNumber(0) == .min)
}

@Test("a difference of times is held at the ends of its range")
func clampsTimes() {
  let first = Timestamp(nanoseconds: .min)
  let last = Timestamp(nanoseconds: .max)
  #expect(last - first == .max)
  #expect(first - last == .min)
  #expect(Timestamp(nanoseconds: 5) - Timestamp(nanoseconds: 7) == -2)
  #expect(first < last)
}

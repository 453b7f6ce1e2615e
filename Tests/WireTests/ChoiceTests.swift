import Testing

@testable import Wire

@Suite("Choices without a branch")
struct ChoiceTests {
  @Test("A number is positive, or it is not", arguments: [Int32.min, -2, -1, 0, 1, 2, .max])
  func positive(number: Int32) {
    #expect(Choice(positive: number)(7, else: 9) == (number > 0 ? 7 : 9))
  }

  @Test("Two numbers are equal, or they are not", arguments: [0, 1, 12, UInt32(Int32.max) + 1, .max])
  func equal(number: UInt32) {
    for other in [0, 1, 12, UInt32(Int32.max) + 1, .max] {
      #expect(Choice(number, equals: other)(7, else: 9) == (number == other ? 7 : 9))
    }
  }

  @Test("A bit is set, or it is not", arguments: [UInt32(0), 1, 2, 3, .max])
  func bit(number: UInt32) {
    #expect(Choice(lowestBitOf: number)(7, else: 9) == (number % 2 == 1 ? 7 : 9))
  }

  @Test("Both, either, and the other")
  func combined() {
    let (yes, no) = (Choice(lowestBitOf: 1), Choice(lowestBitOf: 0))
    #expect([yes | no, no | no, yes & no, yes & yes, !yes, !no].map { $0(1, else: 0) } == [1, 0, 0, 1, 0, 1])
  }
}

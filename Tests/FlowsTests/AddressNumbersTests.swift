import TestSupport
import Testing
import Wire

@testable import Flows

/// Which number an address has.
struct AddressNumbersTests {
  @Test("Addresses keep their numbers, however many there are", arguments: seeds)
  func addressNumbers(seed: UInt64) {
    print("address numbers: seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    var known = AddressNumbers(seed: FlowSeed(numbers.next(), numbers.next()))
    var model: [IPAddress: Int] = [:]
    for _ in 0..<5_000 {
      let address = IPAddress(high: numbers.next() % 3, low: numbers.next() % 2_000)
      #expect(known.number(of: address) == model[address])
      let number = known.add(address)
      model[address] = model[address] ?? model.count
      #expect(number == model[address])
    }
    #expect(known.count == model.count)
  }
}

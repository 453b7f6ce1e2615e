import Wire

/// Numbers addresses in the order in which they come, and finds the number of one quickly: open addressing, at most half full.
///
/// At the end of a capture every flow asks for its two ends; a dictionary's hash would cost ten times as much. Keyed by the same secret as
/// the flow table, so that nobody can pick addresses that collide. Bound: 72 bytes an address.
struct AddressNumbers {
  /// The addresses in the order of their numbers.
  private(set) var addresses: [IPAddress] = []
  /// The number plus one; 0 where the place is free.
  private var numbers: [UInt32]
  private var mask: UInt64
  /// A bit is set for each address, one of at least 16 an address: most that are asked for have no number, and here that is told at once.
  private var marks: [UInt64]
  private let seed: FlowSeed

  /// None yet.
  init(seed: FlowSeed) {
    self.seed = seed
    numbers = [UInt32](repeating: 0, count: 64)
    mask = 63
    marks = [UInt64](repeating: 0, count: 8)
  }

  /// How many there are.
  var count: Int { addresses.count }

  /// The number of an address; nil where it is none of those.
  @inline(__always)
  func number(of address: IPAddress) -> Int? {
    guard isMarked(address) else { return nil }
    let known = numbers[place(of: address)]
    return known == 0 ? nil : Int(known) &- 1
  }

  /// Numbers an address, unless it has a number; tells which it has.
  @discardableResult
  mutating func add(_ address: IPAddress) -> Int {
    let place = place(of: address)
    guard numbers[place] == 0 else { return Int(numbers[place]) &- 1 }
    addresses.append(address)
    numbers[place] = UInt32(addresses.count)
    mark(address)
    if addresses.count &* 2 > numbers.count { grow() }
    return addresses.count &- 1
  }

  /// Where an address stands, or would.
  @inline(__always)
  private func place(of address: IPAddress) -> Int {
    var place = Int(truncatingIfNeeded: FlowKey(low: address.high, high: address.low).hash(seed: seed) & mask)
    while numbers[place] != 0, addresses[Int(numbers[place]) &- 1] != address {
      place = Int(truncatingIfNeeded: UInt64(place &+ 1) & mask)
    }
    return place
  }

  @inline(never)
  private mutating func grow() {
    numbers = [UInt32](repeating: 0, count: numbers.count * 2)
    mask = UInt64(numbers.count - 1)
    marks = [UInt64](repeating: 0, count: numbers.count / 8)
    for (number, address) in addresses.enumerated() {
      numbers[place(of: address)] = UInt32(number + 1)
      mark(address)
    }
  }

  @inline(__always)
  private func isMarked(_ address: IPAddress) -> Bool {
    let bit = markedBit(of: address)
    return marks[bit >> 6] & 1 << UInt64(bit & 63) != 0
  }

  private mutating func mark(_ address: IPAddress) {
    let bit = markedBit(of: address)
    marks[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// Which bit stands for an address, by a quick hash: who picks addresses that collide here makes that the table is asked, and no more.
  @inline(__always)
  private func markedBit(of address: IPAddress) -> Int {
    let hash = ((address.high ^ seed.first) &* 0xff51_afd7_ed55_8ccd ^ address.low) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: hash >> 32 & (mask << 3 | 7))
  }
}

import Wire

/// Numbers addresses in the order in which they come, and finds the number of one quickly: open addressing, at most half full.
///
/// At the end of a capture every flow asks for its two ends; a dictionary's hash would cost ten times as much. Keyed by the same secret as
/// the flow table, so that nobody can pick addresses that collide. Bound: 64 bytes an address.
struct AddressNumbers {
  /// The addresses in the order of their numbers.
  private(set) var addresses: [IPAddress] = []
  /// The number plus one; 0 where the place is free.
  private var numbers: [UInt32]
  private var mask: UInt64
  private let seed: FlowSeed

  /// None yet.
  init(seed: FlowSeed) {
    self.seed = seed
    numbers = [UInt32](repeating: 0, count: 64)
    mask = 63
  }

  /// How many there are.
  var count: Int { addresses.count }

  /// The number of an address; nil where it is none of those.
  @inline(__always)
  func number(of address: IPAddress) -> Int? {
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
    for (number, address) in addresses.enumerated() { numbers[place(of: address)] = UInt32(number + 1) }
  }
}

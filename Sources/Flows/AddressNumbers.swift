import Wire

/// Finds the number of an address among some, quickly: open addressing, at most half full.
///
/// At the end of a capture every flow asks for its two ends; a dictionary's hash would cost ten times as much. Keyed by the same secret as
/// the flow table, so that nobody can pick addresses that collide. Bound: 48 bytes an address.
struct AddressNumbers {
  private var numbers: [UInt32]
  private var keys: [IPAddress]
  private let mask: UInt64
  private let seed: FlowSeed
  /// The addresses in the order of their numbers.
  private(set) var addresses: [IPAddress] = []

  /// Numbers those addresses from 0.
  init(_ wanted: Set<IPAddress>, seed: FlowSeed) {
    var places = 64
    while places < wanted.count * 2 { places *= 2 }
    numbers = [UInt32](repeating: 0, count: places)
    keys = [IPAddress](repeating: IPAddress(high: 0, low: 0), count: places)
    mask = UInt64(places - 1)
    self.seed = seed
    addresses.reserveCapacity(wanted.count)
    for address in wanted {
      addresses.append(address)
      var place = home(of: address)
      while numbers[place] != 0 { place = Int(truncatingIfNeeded: UInt64(place &+ 1) & mask) }
      keys[place] = address
      numbers[place] = UInt32(addresses.count)
    }
  }

  /// The number of an address; nil where it is none of those.
  @inline(__always)
  func number(of address: IPAddress) -> Int? {
    var place = home(of: address)
    while numbers[place] != 0 {
      if keys[place] == address { return Int(numbers[place]) &- 1 }
      place = Int(truncatingIfNeeded: UInt64(place &+ 1) & mask)
    }
    return nil
  }

  @inline(__always)
  private func home(of address: IPAddress) -> Int {
    Int(truncatingIfNeeded: FlowKey(low: address.high, high: address.low).hash(seed: seed) & mask)
  }
}

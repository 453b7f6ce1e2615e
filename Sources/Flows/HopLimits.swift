/// Which hop limits were seen, and how often each: the eight greatest values. Can be merged in any order.
///
/// A value without memory of its own: every flow is asked for two.
package struct HopLimits: Sendable {
  /// A hop limit and how many packets arrived with it.
  package struct Count: Sendable, Equatable, BitwiseCopyable {
    /// As captured.
    package var hopLimit: UInt8
    /// How many packets.
    package var packets: UInt32
  }

  private static var most: UInt8 { 8 }

  /// The values below `kinds`, most frequent first, and how many packets each; apart, so that nothing fills the space between them.
  private var hopLimits = InlineArray<8, UInt8>(repeating: 0)
  private var packets = InlineArray<8, UInt32>(repeating: 0)
  private var kinds: UInt8 = 0

  /// None yet.
  package init() {}

  /// Goes through the hop limits, the most frequent first.
  package func forEach(_ body: (UInt8) -> Void) {
    for index in 0..<Int(kinds) { body(hopLimits[index]) }
  }

  /// The values, most frequent first.
  package var counts: [Count] {
    var counts: [Count] = []
    counts.reserveCapacity(Int(kinds))
    for index in 0..<Int(kinds) { counts.append(Count(hopLimit: hopLimits[index], packets: packets[index])) }
    return counts
  }

  /// Whether there are none.
  package var isEmpty: Bool { kinds == 0 }

  /// How many packets in all.
  package var total: UInt32 {
    var total: UInt32 = 0
    for index in 0..<Int(kinds) { total.count(packets[index]) }
    return total
  }

  /// The most frequent value.
  package var usual: UInt8? { kinds == 0 ? nil : hopLimits[0] }

  /// Whether all packets arrived with one value.
  package var isSteady: Bool { kinds == 1 }

  /// Whether a packet arrived with that value.
  package func contains(_ hopLimit: UInt8) -> Bool {
    index(of: hopLimit) != nil
  }

  /// How many packets arrived with that value.
  package func packets(with hopLimit: UInt8) -> UInt32 {
    index(of: hopLimit).map { packets[$0] } ?? 0
  }

  /// Adds packets that arrived with one value. Of more than eight values the greatest eight stay, so that the order of adding does not matter.
  package mutating func add(_ hopLimit: UInt8, packets: UInt32 = 1) {
    guard packets > 0 else { return }
    // Most hosts are seen at one distance only.
    if kinds == 1, hopLimits[0] == hopLimit {
      self.packets[0].count(packets)
      return
    }
    if let known = index(of: hopLimit) {
      self.packets[known].count(packets)
      rise(known)
    } else if let place = place(for: hopLimit) {
      hopLimits[place] = hopLimit
      self.packets[place] = packets
      rise(place)
      sink(place)
    }
  }

  /// Adds what another has counted.
  package mutating func merge(_ other: HopLimits) {
    for index in 0..<Int(other.kinds) { add(other.hopLimits[index], packets: other.packets[index]) }
  }

  private func index(of hopLimit: UInt8) -> Int? {
    for index in 0..<Int(kinds) where hopLimits[index] == hopLimit { return index }
    return nil
  }

  /// Where a new value may stand: at the end, or in the place of the least one where all are taken; nil where it is itself the least.
  private mutating func place(for hopLimit: UInt8) -> Int? {
    guard kinds == Self.most else {
      kinds += 1
      return Int(kinds) - 1
    }
    var least = 0
    for index in 1..<Int(kinds) where hopLimits[index] < hopLimits[least] { least = index }
    return hopLimits[least] < hopLimit ? least : nil
  }

  /// Whether one comes before the other: more packets, or as many and a smaller value.
  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    (packets[left], hopLimits[right]) > (packets[right], hopLimits[left])
  }

  private mutating func rise(_ start: Int) {
    var place = start
    while place > 0, isBefore(place, place - 1) {
      exchange(place, place - 1)
      place -= 1
    }
  }

  private mutating func sink(_ start: Int) {
    var place = start
    while place + 1 < Int(kinds), isBefore(place + 1, place) {
      exchange(place, place + 1)
      place += 1
    }
  }

  private mutating func exchange(_ first: Int, _ second: Int) {
    (hopLimits[first], hopLimits[second]) = (hopLimits[second], hopLimits[first])
    (packets[first], packets[second]) = (packets[second], packets[first])
  }
}

extension HopLimits: Equatable {
  /// Whether both have counted the same.
  package static func == (left: HopLimits, right: HopLimits) -> Bool {
    guard left.kinds == right.kinds else { return false }
    for index in 0..<Int(left.kinds) where left.hopLimits[index] != right.hopLimits[index] || left.packets[index] != right.packets[index] {
      return false
    }
    return true
  }
}

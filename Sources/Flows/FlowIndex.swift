/// Finds a flow's slot by its key: open addressing with linear probing, 8 bytes an entry, at most 75 % full.
///
/// Bound: 8 bytes times the next power of two above 4/3 of the flows that can still be found.
struct FlowIndex: ~Copyable {
  /// A tag of 32 hash bits above a slot number plus one; 0 is empty.
  private var entries: Arena<UInt64>
  private var mask: UInt32
  private var used: UInt32 = 0

  init() {
    entries = Arena(repeating: 0, count: 1 << 12)
    mask = (1 << 12) &- 1
  }

  /// The slot of the first entry with this hash that `isMatch` accepts.
  @inline(__always)
  func find(_ hash: UInt64, _ isMatch: (UInt32) -> Bool) -> UInt32? {
    let tag = hash >> 32
    var place = UInt32(truncatingIfNeeded: hash) & mask
    while true {
      let entry = entries[place]
      if entry == 0 { return nil }
      if entry >> 32 == tag {
        let slot = UInt32(truncatingIfNeeded: entry) &- 1
        if isMatch(slot) { return slot }
      }
      place = (place &+ 1) & mask
    }
  }

  /// Adds an entry; the caller has made sure that there is none for this key.
  mutating func insert(_ hash: UInt64, slot: UInt32, among slots: borrowing Arena<FlowSlot>, seed: FlowSeed) {
    if UInt64(used) &* 4 >= UInt64(mask) &* 3 { grow(slots, seed) }
    place(hash, slot)
    used &+= 1
  }

  /// Points the entry of one slot to another slot with the same key.
  mutating func replace(_ hash: UInt64, slot: UInt32, by other: UInt32) {
    guard let place = place(of: hash, slot: slot) else { return }
    entries[place] = entries[place] & 0xffff_ffff_0000_0000 | UInt64(other &+ 1)
  }

  /// Takes an entry out and closes the gap it leaves (backward shift), so that probing stays short.
  mutating func remove(_ hash: UInt64, slot: UInt32, among slots: borrowing Arena<FlowSlot>, seed: FlowSeed) {
    guard var gap = place(of: hash, slot: slot) else { return }
    used &-= 1
    var next = (gap &+ 1) & mask
    while entries[next] != 0 {
      let hash = slots[UInt32(truncatingIfNeeded: entries[next]) &- 1].hash(seed: seed)
      let home = UInt32(truncatingIfNeeded: hash) & mask
      if (next &- home) & mask >= (next &- gap) & mask {
        entries[gap] = entries[next]
        gap = next
      }
      next = (next &+ 1) & mask
    }
    entries[gap] = 0
  }

  private func place(of hash: UInt64, slot: UInt32) -> UInt32? {
    var place = UInt32(truncatingIfNeeded: hash) & mask
    while entries[place] != 0 {
      if UInt32(truncatingIfNeeded: entries[place]) == slot &+ 1 { return place }
      place = (place &+ 1) & mask
    }
    return nil
  }

  private mutating func place(_ hash: UInt64, _ slot: UInt32) {
    var place = UInt32(truncatingIfNeeded: hash) & mask
    while entries[place] != 0 { place = (place &+ 1) & mask }
    entries[place] = hash & 0xffff_ffff_0000_0000 | UInt64(slot &+ 1)
  }

  private mutating func grow(_ slots: borrowing Arena<FlowSlot>, _ seed: FlowSeed) {
    let size = (mask &+ 1) &* 2
    let old = Self.exchange(&entries, Arena(repeating: 0, count: size))
    mask = size &- 1
    for index in 0..<old.count where old[index] != 0 {
      let slot = UInt32(truncatingIfNeeded: old[index]) &- 1
      place(slots[slot].hash(seed: seed), slot)
    }
  }

  private static func exchange(_ entries: inout Arena<UInt64>, _ new: consuming Arena<UInt64>) -> Arena<UInt64> {
    let old = entries
    entries = new
    return old
  }
}

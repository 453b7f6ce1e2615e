/// Finds a flow's slot by its key: open addressing with linear probing, the last come first, 8 bytes an entry, at most 75 % full.
///
/// Bound: 8 bytes times the next power of two above 4/3 of the flows that can still be found, and 2 MiB from the first 25,000 on.
struct FlowIndex: ~Copyable {
  /// A tag of 32 hash bits above a slot number plus one; 0 is empty. The tag tells an entry's place too, so that growing and removing
  /// need not look at the slots, each of which would be a cache miss.
  private var entries: Table<UInt64>
  private var used: UInt32 = 0

  /// Octets that it takes.
  var bytes: Int { (Int(entries.mask) + 1) * 8 }

  init() {
    entries = Table(log2Count: 12)
  }

  /// The slot of the first entry with this hash that `isMatch` accepts.
  @inline(__always)
  func find(_ hash: UInt64, _ isMatch: (UInt32) -> Bool) -> UInt32? {
    let tag = hash >> 32
    var place = Self.home(of: hash)
    while true {
      let entry = entries[place]
      if entry == 0 { return nil }
      if entry >> 32 == tag {
        let slot = UInt32(truncatingIfNeeded: entry) &- 1
        if isMatch(slot) { return slot }
      }
      place &+= 1
    }
  }

  /// Has the place of this hash fetched, for `guess` and `find` after it.
  @inline(__always)
  func prefetch(_ hash: UInt64) {
    entries.prefetch(Self.home(of: hash))
  }

  /// The slot that `find` will probably find: the first with the same tag; any where there is none.
  ///
  /// The first four places are looked at without a branch: which of them it is nobody can foresee, and a wrong guess of the processor costs
  /// more than all four.
  @inline(__always)
  func guess(_ hash: UInt64) -> UInt32 {
    let tag = hash >> 32
    let place = Self.home(of: hash)
    var entry = entries[place &+ 3]
    entry = Self.nearer(entries[place &+ 2], tag, entry)
    entry = Self.nearer(entries[place &+ 1], tag, entry)
    entry = Self.nearer(entries[place], tag, entry)
    return entry >> 32 == tag ? UInt32(truncatingIfNeeded: entry) &- 1 : guessFurther(hash)
  }

  @inline(__always)
  private static func nearer(_ entry: UInt64, _ tag: UInt64, _ further: UInt64) -> UInt64 {
    entry >> 32 == tag ? entry : further
  }

  /// The same of all places, for what is not among the first four.
  @inline(never)
  private func guessFurther(_ hash: UInt64) -> UInt32 {
    var place = Self.home(of: hash)
    while entries[place] != 0, entries[place] >> 32 != hash >> 32 { place &+= 1 }
    return UInt32(truncatingIfNeeded: entries[place]) &- 1
  }

  /// Adds an entry; the caller has made sure that there is none for this key.
  mutating func insert(_ hash: UInt64, slot: UInt32) {
    if UInt64(used) &* 4 >= UInt64(entries.mask) &* 3 { grow() }
    place(hash & 0xffff_ffff_0000_0000 | UInt64(slot &+ 1))
    used &+= 1
  }

  /// Points the entry of one slot to another slot with the same key.
  mutating func replace(_ hash: UInt64, slot: UInt32, by other: UInt32) {
    guard let place = place(of: hash, slot: slot) else { return }
    entries[place] = entries[place] & 0xffff_ffff_0000_0000 | UInt64(other &+ 1)
  }

  /// Takes an entry out and closes the gap it leaves (backward shift), so that probing stays short.
  mutating func remove(_ hash: UInt64, slot: UInt32) {
    guard var gap = place(of: hash, slot: slot) else { return }
    used &-= 1
    var next = gap &+ 1
    while entries[next] != 0 {
      let home = Self.home(of: entries[next])
      if (next &- home) & entries.mask >= (next &- gap) & entries.mask {
        entries[gap] = entries[next]
        gap = next
      }
      next &+= 1
    }
    entries[gap] = 0
  }

  private func place(of hash: UInt64, slot: UInt32) -> UInt32? {
    var place = Self.home(of: hash)
    while entries[place] != 0 {
      if UInt32(truncatingIfNeeded: entries[place]) == slot &+ 1 { return place }
      place &+= 1
    }
    return nil
  }

  /// Puts an entry where it belongs, and moves those in its way on by one: the newest are asked for most, and stand first.
  private mutating func place(_ entry: UInt64) {
    var place = Self.home(of: entry)
    var moved = entry
    while moved != 0 {
      let older = entries[place]
      entries[place] = moved
      moved = older
      place &+= 1
    }
  }

  /// Where an entry stands, or a hash would, if no other stands there: modulo the size of the table. One place in four, so that the four
  /// that `guess` looks at lie in one cache line.
  @inline(__always)
  private static func home(of entry: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: entry >> 32) & ~3
  }

  @inline(never)
  private mutating func grow() {
    let size = UInt64(entries.mask) + 1
    // By eight up to the size of one huge page: what is left behind was cleared, and filled, in vain.
    let larger = size.trailingZeroBitCount + (size < 1 << 18 ? 3 : 1)
    let old = Self.exchange(&entries, Table(log2Count: larger))
    for index in 0...old.mask where old[index] != 0 { place(old[index]) }
  }

  private static func exchange(_ entries: inout Table<UInt64>, _ new: consuming Table<UInt64>) -> Table<UInt64> {
    let old = entries
    entries = new
    return old
  }
}

import Wire

/// Flows and since when each has been idle, to find those that have been longest: in a number of steps that grows as their number does,
/// since whoever fills the table has this done again and again. Bound: 16 bytes a flow, while it is done.
///
/// Where it is cut in two is drawn by the secret of the flow table, so that nobody can send flows in an order that takes long.
struct IdleFlows {
  private var flows: [IdleFlow] = []
  private var random: UInt64

  /// None yet, and room for so many.
  init(seed: FlowSeed, room: Int = 0) {
    random = seed.first | 1
    flows.reserveCapacity(room)
  }

  /// Adds a flow.
  mutating func add(_ slot: UInt32, since time: Timestamp) {
    flows.append(IdleFlow(since: time, slot: slot))
  }

  /// Of so many flows each the one that has been idle longest, at least one where there is any, the longest idle first.
  consuming func oldest(oneIn share: Int) -> [IdleFlow] {
    let count = min(flows.count, max(1, flows.count / share))
    select(count)
    flows.removeLast(flows.count - count)
    flows.sort { $0 < $1 }
    return flows
  }

  /// Brings the first `count` flows to the front, in any order (Hoare's quickselect).
  private mutating func select(_ count: Int) {
    var (low, high) = (0, flows.count)
    while high - low > 16, low < count, count < high {
      let pivot = pivot(low, high)
      var (left, right) = (low, high - 1)
      while left <= right {
        while flows[left] < pivot { left += 1 }
        while pivot < flows[right] { right -= 1 }
        if left <= right {
          flows.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if count <= right + 1 { high = right + 1 } else if count >= left { low = left } else { return }
    }
    guard low < high, low < count, count < high else { return }
    flows[low..<high].sort { $0 < $1 }
  }

  /// The middle one of three drawn between those places.
  private mutating func pivot(_ low: Int, _ high: Int) -> IdleFlow {
    let (first, second, third) = (draw(low, high), draw(low, high), draw(low, high))
    let (lesser, greater) = first < second ? (first, second) : (second, first)
    return third < lesser ? lesser : greater < third ? greater : third
  }

  /// A flow between those places (Marsaglia's xorshift).
  private mutating func draw(_ low: Int, _ high: Int) -> IdleFlow {
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    return flows[low + Int(random % UInt64(high - low))]
  }
}

/// A flow, and since when it has been idle.
struct IdleFlow {
  var since: Timestamp
  var slot: UInt32

  /// Longer idle; of equally long ones, the one with the lower slot.
  static func < (left: IdleFlow, right: IdleFlow) -> Bool {
    (left.since.nanoseconds, left.slot) < (right.since.nanoseconds, right.slot)
  }
}

/// The flows of a full table that had been idle longest when it was last gone through, the longest idle first. Whoever has spoken since then
/// is younger than all of them, so that the table is gone through again only where they are used up.
///
/// Bound: 16 bytes a flow.
struct IdleQueue {
  private var flows: [IdleFlow] = []
  private var used = 0

  /// Whether the table must be gone through.
  var isEmpty: Bool { used == flows.count }

  /// Takes the place of what is there.
  mutating func refill(_ flows: [IdleFlow]) {
    self.flows = flows
    used = 0
  }

  /// The next one, whatever has become of it; nil where there is none. What was kept is given back with the last.
  mutating func next() -> IdleFlow? {
    guard used < flows.count else {
      refill([])
      return nil
    }
    used += 1
    return flows[used - 1]
  }
}

import Wire

/// Flows and since when each has been idle, to find those that have been longest: in a number of steps that grows as their number does,
/// since whoever fills the table has this done again and again. Bound: 16 bytes a flow, while it is done.
///
/// Where it is cut in two is drawn by the secret of the flow table, so that nobody can send flows in an order that takes long.
struct IdleFlows {
  private struct Flow {
    var since: Int64
    var slot: UInt32

    /// Longer idle; of equally long ones, the one with the lower slot.
    static func < (left: Flow, right: Flow) -> Bool {
      (left.since, left.slot) < (right.since, right.slot)
    }
  }

  private var flows: [Flow] = []
  private var random: UInt64

  /// None yet.
  init(seed: FlowSeed) {
    random = seed.first | 1
  }

  /// Makes room for so many.
  mutating func reserve(_ count: Int) {
    flows.reserveCapacity(count)
  }

  /// Adds a flow.
  mutating func add(_ slot: UInt32, since time: Timestamp) {
    flows.append(Flow(since: time.nanoseconds, slot: slot))
  }

  /// The slots of the eighth that has been idle longest, at least one where there is any, the longest idle first.
  consuming func oldestEighth() -> [UInt32] {
    let count = min(flows.count, max(1, flows.count / 8))
    select(count)
    return flows[..<count].sorted { $0 < $1 }.map(\.slot)
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
  private mutating func pivot(_ low: Int, _ high: Int) -> Flow {
    let (first, second, third) = (draw(low, high), draw(low, high), draw(low, high))
    let (lesser, greater) = first < second ? (first, second) : (second, first)
    return third < lesser ? lesser : greater < third ? greater : third
  }

  /// A flow between those places (Marsaglia's xorshift).
  private mutating func draw(_ low: Int, _ high: Int) -> Flow {
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    return flows[low + Int(random % UInt64(high - low))]
  }
}

/// What happens next: a binary heap of the conversations under way, ordered by the time of their next packet.
struct Schedule {
  /// One conversation's turn.
  struct Turn {
    /// When, in nanoseconds of the capture's clock.
    var time: Int64
    /// Whose, by its place in the list of conversations.
    var conversation: Int
  }

  private var turns: [Turn] = []

  /// The earliest turn.
  var first: Turn? { turns.first }

  /// Adds a turn.
  mutating func add(_ turn: Turn) {
    turns.append(turn)
    var child = turns.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard turns[child].time < turns[parent].time else { return }
      turns.swapAt(child, parent)
      child = parent
    }
  }

  /// Puts the earliest turn off to a later time.
  mutating func postponeFirst(to time: Int64) {
    turns[0].time = time
    sink()
  }

  /// Takes the earliest turn away.
  mutating func removeFirst() {
    turns.swapAt(0, turns.count - 1)
    turns.removeLast()
    sink()
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var earliest = parent
      for child in (2 * parent + 1)...(2 * parent + 2) where child < turns.count && turns[child].time < turns[earliest].time {
        earliest = child
      }
      guard earliest != parent else { return }
      turns.swapAt(parent, earliest)
      parent = earliest
    }
  }
}

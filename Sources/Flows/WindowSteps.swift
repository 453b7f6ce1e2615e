package import Wire

/// How far the window of resets in one host's name lies above their hop limit: what stays the same where both count up together.
package struct WindowStep: Hashable, Sendable {
  /// The claimed sender.
  package var address: IPAddress
  /// Window less hop limit, modulo 65,536.
  package var difference: UInt16

  /// The step of that reset.
  package init(_ reset: RecordedPacket, of address: IPAddress) {
    self.address = address
    difference = reset.window &- UInt16(reset.hopLimit)
  }
}

/// The hop limits, of all that there can be, with which something came: four words, added up in any order.
package struct HopLimitSet: Sendable, Equatable {
  private var words = InlineArray<4, UInt64>(repeating: 0)

  /// None yet.
  package init() {}

  /// Adds one.
  package mutating func insert(_ hopLimit: UInt8) {
    words[Int(hopLimit >> 6)] |= 1 << UInt64(hopLimit & 63)
  }

  /// How many there are, and from the least to the most of them.
  package var spread: (count: Int, least: Int, most: Int)? {
    var (count, least, most) = (0, 255, 0)
    for index in 0..<4 where words[index] != 0 {
      count += words[index].nonzeroBitCount
      least = min(least, index * 64 + words[index].trailingZeroBitCount)
      most = max(most, index * 64 + 63 - words[index].leadingZeroBitCount)
    }
    return count == 0 ? nil : (count, least, most)
  }

  /// Whether both hold the same.
  package static func == (left: HopLimitSet, right: HopLimitSet) -> Bool {
    (0..<4).allSatisfy { left.words[$0] == right.words[$0] }
  }
}

extension FlowTracker {
  /// How many steps are kept: of new ones only while there is room.
  private static var stepsKept: Int { 4_096 }

  /// Learns the hop limit and window of the first abort in each end's name: of one flow only one, since a burst proves nothing of others.
  func learnSteps(_ slot: UInt32, into baselines: inout Baselines) {
    // Another flow may have taken the place of one that was reset.
    guard slots[slot].watch != 0 else { return }
    var hasLearned = (low: false, high: false)
    for packet in watches[Int(slots[slot].watch) - 1].packets where packet.isAbort && !packet.isCopy {
      guard !(packet.isFromHigh ? hasLearned.high : hasLearned.low) else { continue }
      if packet.isFromHigh { hasLearned.high = true } else { hasLearned.low = true }
      let step = WindowStep(packet, of: end(slot, side: packet.isFromHigh ? 1 : 0).address)
      guard baselines.steps.count < Self.stepsKept || baselines.steps[step] != nil else { continue }
      baselines.steps[step, default: HopLimitSet()].insert(packet.hopLimit)
    }
  }
}

extension RecordedPacket {
  /// Whether it is a reset with acknowledgment and window.
  package var isAbort: Bool { flags.isSuperset(of: [.rst, .ack]) && window > 0 }
}

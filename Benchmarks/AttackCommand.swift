import ArgumentParser
import CUsage
import Flows
import Foundation
import Wire

/// Attacks the flow tables in this process and prints what that cost.
struct AttackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack", abstract: "Attack the flow tables once and print the cost.", shouldDisplay: false)

  @Argument var attack: Attack
  @Option var memory: Int

  /// Packets that are made at a time, before they are recorded, so that making them is not counted.
  private static let batch = 2_000

  func run() throws {
    let limits = FlowLimits(memory: memory << 20)
    var random = RandomNumbers(seed: 7)
    var tracker = FlowTracker(limits: limits, seed: FlowSeed(random.next(), random.next()))
    var header = FrameHeader()
    var number = 0
    var longest = 0.0
    func record(until end: Int) -> Double {
      let first = number
      var spent = 0.0
      while number < end {
        let made = (number..<number + Self.batch).map { attack.packet($0, using: &random) }
        let cost = Self.processorTime {
          for (packet, frame) in made {
            header.number &+= 1
            header.time.nanoseconds &+= 10_000
            tracker.record(packet, of: header, in: frame.span)
          }
          _ = tracker.takeEarlyEndings()
        }
        number += Self.batch
        spent += cost
        longest = max(longest, cost)
      }
      return spent / Double(max(number - first, 1))
    }
    let full = attack.packetsToFill(limits)
    var cost = AttackCost()
    cost.before = record(until: full)
    cost.after = record(until: max(full * 3, full + 500_000))
    cost.longestPause = longest
    // What is told at the end takes memory too.
    _ = tracker.baselines()
    _ = tracker.endings(wantsQuiet: false) { _ in }
    cost.peak = Double(usage_of_this_process().peak_bytes)
    FileHandle.standardOutput.write(try JSONEncoder().encode(cost))
  }

  private static func processorTime(of work: () -> Void) -> Double {
    let before = usage_of_this_process().processor_nanoseconds
    work()
    return Double(usage_of_this_process().processor_nanoseconds - before)
  }
}

/// What an attack cost: processor time in nanoseconds, memory in bytes.
struct AttackCost: Codable {
  /// A packet, on average, until the table that is aimed at is full; then on.
  var before = 0.0
  var after = 0.0
  /// The longest that two thousand packets took.
  var longestPause = 0.0
  /// The most memory that was resident.
  var peak = 0.0
}

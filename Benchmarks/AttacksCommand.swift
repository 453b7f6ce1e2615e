import ArgumentParser
import Flows
import Wire

/// Attacks the flow tables and prints what a packet costs at the beginning and at the end: it must stay the same, whatever comes.
struct AttacksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attacks", abstract: "Attack the flow tables: the cost of a packet, a tenth of the attack after the other.")

  @Argument(help: "Which: \(Attack.allCases.map(\.rawValue).joined(separator: ", ")). All unless named.") var attacks: [Attack] = []
  @Option(help: "How many packets each has.") var packets = 2_000_000
  @Option(help: "How many flows the table holds at most.") var flows: UInt32 = 500_000

  func run() throws {
    print("nanoseconds a packet, in each tenth of the attack; then what is told at the end, nanoseconds a flow")
    for attack in attacks.isEmpty ? Attack.allCases : attacks { measure(attack) }
  }

  private func measure(_ attack: Attack) {
    var limits = FlowLimits()
    limits.flows = flows
    var random = RandomNumbers(seed: 7)
    var tracker = FlowTracker(limits: limits, seed: FlowSeed(random.next(), random.next()))
    var tenths: [Int] = []
    var header = FrameHeader()
    for tenth in 0..<10 {
      // Made beforehand, ten thousand at a time, so that making them is not counted.
      var spent = Duration.zero
      for start in stride(from: packets / 10 * tenth, to: packets / 10 * (tenth + 1), by: 10_000) {
        let made = (start..<start + 10_000).map { attack.packet($0, of: packets, using: &random) }
        spent += ContinuousClock().measure {
          for (packet, frame) in made {
            header.number &+= 1
            header.time.nanoseconds &+= 10_000
            tracker.record(packet, of: header, in: frame.span)
          }
          _ = tracker.takeEarlyEndings()
        }
      }
      tenths.append(Int(spent.nanoseconds) / (packets / 10))
    }
    let end = ContinuousClock().measure {
      _ = tracker.baselines()
      _ = tracker.endings(wantsQuiet: false) { _ in }
    }
    let perFlow = Int(end.nanoseconds) / max(1, Int(tracker.counts.flows))
    print("\(attack.rawValue): \(tenths.map(String.init).joined(separator: " ")); \(perFlow)")
  }
}

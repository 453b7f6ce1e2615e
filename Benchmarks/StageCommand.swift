import ArgumentParser
import CUsage

/// Does a stage of the work in this process and prints what it cost: no program is started, no report is written.
struct StageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage", abstract: "Do a stage of the work and print its cost.", shouldDisplay: false)

  @Argument var stage: Stage
  @Argument var path: String
  @Option var packets: UInt64

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let before = usage_of_this_process()
    let found = try stage.run(on: path)
    let after = usage_of_this_process()
    let wall = start.duration(to: clock.now)
    guard found == packets else { throw BenchError.lost(stage.rawValue, found, packets) }
    let processor = after.processor_nanoseconds - before.processor_nanoseconds
    try Cost(processor: Double(processor), wall: wall.nanoseconds, peak: Double(after.peak_bytes), status: 0).report()
  }
}

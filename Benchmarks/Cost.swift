import CUsage
import Foundation

/// What a piece of work took.
struct Cost: Codable {
  /// Processor time, user and system, in nanoseconds.
  var processor: Double
  /// Time by the clock on the wall, in nanoseconds.
  var wall: Double
  /// The most memory that was resident, in bytes.
  var peak: Double
  /// How the program ended; not 0 where the figures mean nothing.
  var status: Int32

  /// The cost of running a program once.
  ///
  /// The system tells only the largest memory of all children, so a copy of this program runs it as its only child and prints the
  /// figures. What is small is not seen: a child's peak begins at what its parent had resident when it was started, about 20 MiB.
  static func running(_ program: Program) throws -> Cost {
    try printed(by: .ourselves(["measure", "--", program.path] + program.arguments), for: program.path)
  }

  /// The figures that a process printed of itself or of its child.
  static func printed(by process: Program, for name: String) throws -> Cost {
    let output = try process.run(keepingOutput: true).output
    guard let cost = try? JSONDecoder().decode(Cost.self, from: output) else { throw BenchError.noMeasurement(name) }
    return cost
  }

  /// The cost of a program that this process runs as its only child.
  static func ofOnlyChild(_ program: Program) throws -> Cost {
    let clock = ContinuousClock()
    let start = clock.now
    let status = try program.run(keepingOutput: false).status
    let wall = start.duration(to: clock.now)
    let usage = usage_of_ended_children()
    return Cost(
      processor: Double(usage.processor_nanoseconds), wall: wall.nanoseconds, peak: Double(usage.peak_bytes), status: status)
  }

  /// Prints the figures for the process that asked for them.
  func report() throws {
    FileHandle.standardOutput.write(try JSONEncoder().encode(self))
  }
}

extension Duration {
  /// The whole duration.
  var nanoseconds: Double { Double(components.seconds) * 1e9 + Double(components.attoseconds) / 1e9 }
}

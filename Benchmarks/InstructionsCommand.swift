import ArgumentParser
import Foundation

/// Counts the instructions of the whole program for a packet, and holds them against the figure that is kept: unlike time, the count is the
/// same on a busy machine.
struct InstructionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "instructions",
    abstract: "Count instructions a packet with valgrind, and fail where they are more than the figure that is kept, by 5 %.")

  /// By how much the count may rise before somebody has to look.
  private static let tolerance = 1.05

  @Option(help: "The file that keeps the figure, from the project's folder.") var kept = "Benchmarks/instructions.txt"
  @Option(help: "The folder for the captures.") var workloads = Workload.usualFolder
  @Option(help: "The program; the one built beside this one unless named.") var program: String?
  @Flag(help: "Keep the figure that is counted now.") var keep = false

  func run() throws {
    // What starting costs is in both counts, and goes out of the difference.
    let (few, many) = (20_000, 120_000)
    let difference = try instructions(for: many) - instructions(for: few)
    let counted = difference / Double(many - few)
    guard !keep else {
      let line = "# Instructions a packet, by: Scripts/bench instructions --keep\n\(Int(counted.rounded()))\n"
      guard FileManager.default.createFile(atPath: kept, contents: Data(line.utf8)) else { throw BenchError.cannotWrite(kept) }
      return print("\(Int(counted)) instructions a packet, kept in \(kept)")
    }
    let limit = try figure() * Self.tolerance
    print("\(Int(counted)) instructions a packet; at most \(Int(limit)) are let pass")
    guard counted <= limit else { throw BenchError.slower(Int(counted), Int(limit), kept) }
  }

  private func figure() throws -> Double {
    let lines = try String(contentsOfFile: kept, encoding: .utf8).split(separator: "\n")
    guard let figure = lines.lazy.compactMap({ Double($0) }).first else { throw BenchError.noMeasurement(kept) }
    return figure
  }

  /// What the program takes for a capture of so many packets, by valgrind's count.
  private func instructions(for packets: Int) throws -> Double {
    let capture = Workload.small.path(in: workloads, packets: packets)
    if !FileManager.default.fileExists(atPath: capture) { _ = try Workload.small.write(to: capture, packets: packets) }
    let result = "\(workloads)/callgrind-\(ProcessInfo.processInfo.processIdentifier).out"
    defer { try? FileManager.default.removeItem(atPath: result) }
    let program =
      program ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("rstwho").path
    let arguments = ["--tool=callgrind", "--callgrind-out-file=\(result)", program, "--format", "ndjson", capture]
    guard let valgrind = Program(named: "valgrind", arguments: arguments) else { throw BenchError.cannotStart("valgrind", "not installed") }
    let status = try valgrind.run(keepingOutput: false).status
    guard status == 0 else { throw BenchError.failed("valgrind", status) }
    let totals = try String(contentsOfFile: result, encoding: .utf8).split(separator: "\n").last { $0.hasPrefix("totals: ") }
    guard let count = totals.flatMap({ Double($0.dropFirst("totals: ".count)) }) else { throw BenchError.noMeasurement("valgrind") }
    return count
  }
}

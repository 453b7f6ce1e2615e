import ArgumentParser
import Foundation

/// The benchmark itself: makes what captures are missing, runs ours and theirs in turn, and prints one table.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Time rstwho and its peers in turn on the same captures (what happens unless told otherwise).")

  @Argument(help: "Which: \(Comparison.allCases.map(\.rawValue).joined(separator: ", ")).") var cases: [Comparison] = [
    .small, .full, .flood, .tshark,
  ]
  @Option(help: "How many times each program is run; the median counts.") var runs = 5
  @Option(help: "How many packets the captures hold, instead of their usual numbers.") var packets: Int?
  @Option(help: "The folder for the captures.") var workloads = Workload.usualFolder
  @Option(help: "The program to be timed; the one built beside this one unless named.") var program: String?
  @Flag(help: "Print JSON instead of a table.") var json = false
  @Option(help: "A Markdown page to write the table to, between its marks.") var document: String?

  private static let wholeProgram = "rstwho"

  func validate() throws {
    guard runs > 0 else { throw ValidationError("--runs must be at least 1.") }
    guard packets ?? 1 > 0 else { throw ValidationError("--packets must be at least 1.") }
  }

  func run() throws {
    var found: [Row] = []
    var failures: [String] = []
    for comparison in cases {
      do {
        found += try rows(of: comparison) { failures.append("\(comparison.rawValue): \($0)") }
      } catch {
        failures.append("\(comparison.rawValue): \(error)")
      }
    }
    if let document { try Table(rows: found).write(into: document) }
    print(json ? try encoded(found) : Table(rows: found).text, terminator: "")
    failures.forEach(note)
    if !failures.isEmpty { throw ExitCode.failure }
  }

  private func rows(of comparison: Comparison, onFailure: (any Error) -> Void) throws -> [Row] {
    let packets = packets ?? comparison.workload.usualPackets
    guard let path = try capture(for: comparison, packets: packets) else { return [] }
    let peers = comparison.peers.map { $0.program(for: path) }
    let missing = zip(comparison.peers, peers).filter { $1 == nil }.map(\.0.rawValue)
    note("\(comparison.rawValue): timing" + (missing.isEmpty ? "" : " without \(missing.joined(separator: ", ")), not installed"))
    let contest = Contest(works: works(on: path, packets: packets), peers: peers, runs: runs)
    let result = try contest.run(onFailure: onFailure)
    return zip(comparison.peers, result.theirs).flatMap { peer, theirs in
      // The stages stand beside the first peer, the whole program beside each.
      result.ours.filter { peer == comparison.peers.first || $0.name == Self.wholeProgram }.map {
        Row(comparison: comparison, work: $0.name, packets: packets, ours: $0.costs, peer: peer, theirs: theirs)
      }
    }
  }

  private func works(on path: String, packets: Int) -> [Work] {
    let program =
      program ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("rstwho").path
    let stages = Stage.allCases.map { stage in
      Work(name: stage.rawValue, source: .ownMeasurement(.ourselves(["stage", stage.rawValue, path, "--packets", "\(packets)"])))
    }
    return stages + [Work(name: Self.wholeProgram, source: .program(Program(path: program, arguments: ["--format", "ndjson", path])))]
  }

  /// The capture of a case, made now if it is not there yet; nil where the program that compresses it is not installed.
  private func capture(for comparison: Comparison, packets: Int) throws -> String? {
    let plain = comparison.workload.path(in: workloads, packets: packets)
    if !FileManager.default.fileExists(atPath: plain) {
      note("\(comparison.rawValue): making \(plain)")
      _ = try comparison.workload.write(to: plain, packets: packets)
    }
    guard let compression = comparison.compression else { return plain }
    let path = plain + compression.suffix
    guard !FileManager.default.fileExists(atPath: path) else { return path }
    guard let program = Program(named: compression.program, arguments: compression.arguments + [plain]) else {
      note("\(comparison.rawValue): \(compression.program) is not installed, left out")
      return nil
    }
    _ = try program.run(keepingOutput: false)
    return path
  }

  private func encoded(_ rows: [Row]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(rows), as: UTF8.self) + "\n"
  }

  private func note(_ text: String) {
    FileHandle.standardError.write(Data("bench: \(text)\n".utf8))
  }
}

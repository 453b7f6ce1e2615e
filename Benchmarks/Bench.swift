import ArgumentParser

/// The benchmark's command line. `Scripts/bench` builds and runs it.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Times rstwho beside the programs that its users would otherwise take.",
    discussion: """
      bench [CASE…] [--runs N] [--packets N] [--program PATH] [--workloads FOLDER] [--json]

      Cases: \(Comparison.allCases.map(\.rawValue).joined(separator: ", ")). More with `bench compare --help`.
      """,
    subcommands: [
      CompareCommand.self, WorkloadCommand.self, MeasureCommand.self, StageCommand.self, FindingsCommand.self, SegmentsCommand.self,
      AttacksCommand.self, AttackCommand.self, InstructionsCommand.self,
    ],
    defaultSubcommand: CompareCommand.self)
}

/// Why the benchmark cannot go on.
enum BenchError: Error, CustomStringConvertible {
  case cannotWrite(String)
  case cannotStart(String, String)
  case noMeasurement(String)
  case failed(String, Int32)
  case lost(String, UInt64, UInt64)
  case noWeight(String, String)
  case slower(Int, Int, String)
  case noMarks(String)

  var description: String {
    switch self {
    case .cannotWrite(let path): "The workload cannot be written to \(path)."
    case .cannotStart(let program, let reason): "\(program) cannot be started: \(reason)"
    case .noMeasurement(let program): "\(program) was run, but the process that measured it printed no figures."
    case .failed(let program, let status): "\(program) ended with exit status \(status)."
    case .lost(let stage, let found, let packets): "The stage \(stage) saw \(found) of the capture's \(packets) TCP packets."
    case .noMarks(let path): "\(path) has no line <!-- bench --> with a line <!-- /bench --> after it to write the table between."
    case .slower(let counted, let limit, let path):
      "A packet takes \(counted) instructions, more than \(limit). Find out why; if it is worth it: bench instructions --keep, which changes \(path)."
    case .noWeight(let path, let line): "\(path) holds a line that is not a row's name, a tab and a weight: \(line)"
    }
  }
}

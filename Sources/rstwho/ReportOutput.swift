import ArgumentParser
import Capture

/// Where a report goes: what `-o` names, or standard output. A file is made, or emptied, when there is something to write, so that an input that
/// cannot be read costs nobody the report of yesterday.
struct ReportOutput: ~Copyable {
  private let path: String?
  private var file: OutputFile?

  /// Refuses a file at once that could not be written, or that is itself to be read.
  init(_ path: String?, reading inputs: [String] = []) throws {
    self.path = path
    guard let path else { return }
    if let same = inputs.first(where: { OutputFile.isSame($0, path) }) { throw wouldDestroy(same, path) }
    if let obstacle = OutputFile.obstacle(at: path) { throw fail("\(path): cannot be written: \(obstacle.reason).", .wrongUsage) }
  }

  /// Whether a person looks at it.
  var isTerminal: Bool { path == nil || path == "-" ? OutputFile.standardOutput.isTerminal : false }

  /// Writes octets.
  mutating func write(_ octets: [UInt8]) throws {
    let open = try file.take() ?? openOutput(path)
    // What follows after a failure is nothing: the program ends.
    try rstwho.write(octets, to: open)
    file = consume open
  }
}

/// Ends the command because a file would be written that is to be read.
func wouldDestroy(_ input: String, _ output: String) -> ExitCode {
  fail("\(output): is the capture \(input == output ? "itself" : input): writing would destroy what is to be read.", .wrongUsage)
}

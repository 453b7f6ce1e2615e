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
    if let obstacle = OutputFile.obstacle(at: path) { throw cannotWrite(path, obstacle) }
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
  fail(
    say(
      en: "\(output): is the capture \(input == output ? "itself" : input): writing would destroy what is to be read.",
      ja: "\(output): 読むキャプチャ\(input == output ? "" : "（\(input)）")と同じファイルです。書くと、読む前に壊れてしまいます。"), .wrongUsage)
}

/// Ends the command because a file cannot be written.
func cannotWrite(_ path: String, _ error: OutputError) -> ExitCode {
  fail(
    say(en: "\(path): cannot be written: \(error.reason).", ja: "\(path): 書けません: \(error.told)。"), .wrongUsage)
}

/// That a file could not be made anew after it was moved away.
func cannotReopen(_ path: String, _ error: OutputError) -> String {
  say(
    en: "\(path): cannot be made anew: \(error.reason). The file that was open is written on.",
    ja: "\(path): 作り直せません: \(error.told)。開いていたファイルに書き続けます。")
}

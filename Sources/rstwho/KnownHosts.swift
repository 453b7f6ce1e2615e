import ArgumentParser
import Capture
import Flows
import Reporting

/// The file of `--baseline`: what earlier captures taught.
struct KnownHosts: ~Copyable {
  /// What it held when the program began.
  let baselines: Baselines
  private let path: String
  private let file: StateFile

  /// Reads the file. A live run writes it at its end, and so may begin without one.
  static func open(_ path: String, isWritten: Bool) throws -> KnownHosts {
    do {
      let file = try StateFile(path: path, isWritten: isWritten)
      return KnownHosts(baselines: try BaselineRecords.baselines(of: file.octets()), path: path, file: file)
    } catch let error as OutputError {
      throw fail(
        say(
          en: "\(path): cannot be \(isWritten ? "read and written" : "read"): \(error.reason).",
          ja: "\(path): \(isWritten ? "読み書き" : "読むことが")できません: \(error.told)。"), .couldNotRead)
    } catch let mistake as BaselineMistake {
      throw fail(
        say(
          en: "\(path): line \(mistake.line) cannot be read: \(mistake.words). Take the line out, or begin with a new file.",
          ja: "\(path): \(mistake.line)行目が読めません（\(mistake.words)）。その行を除くか、新しいファイルで始めてください。"), .couldNotRead)
    }
  }

  private init(baselines: Baselines, path: String, file: consuming StateFile) {
    self.baselines = baselines
    self.path = path
    self.file = file
  }

  /// Lets that user own the file.
  func give(to user: Privileges.Identity) { file.give(to: user) }

  /// Writes what is known now in the place of what was, which stays where that fails; whether it did not.
  func write(_ baselines: Baselines) -> Bool {
    do {
      try file.replace(with: BaselineRecords.octets(of: baselines))
      return true
    } catch {
      warn([
        say(
          en: "\(path): what was learned could not be written: \(error.reason).", ja: "\(path): 学んだことを書けませんでした: \(error.told)。")
      ])
      return false
    }
  }
}

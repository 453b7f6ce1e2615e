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
      throw fail("\(path): cannot be \(isWritten ? "read and written" : "read"): \(error.reason).", .couldNotRead)
    } catch let mistake as BaselineMistake {
      throw fail(
        "\(path): line \(mistake.line) cannot be read: \(mistake.words). Take the line out, or begin with a new file.", .couldNotRead)
    }
  }

  private init(baselines: Baselines, path: String, file: consuming StateFile) {
    self.baselines = baselines
    self.path = path
    self.file = file
  }

  /// Lets that user own the file.
  func give(to user: Privileges.Identity) { file.give(to: user) }

  /// Writes what is known now in the place of what was.
  func write(_ baselines: Baselines) {
    do {
      try file.replace(with: BaselineRecords.octets(of: baselines))
    } catch {
      warn(["\(path): what was learned could not be written: \(error.reason)."])
    }
  }
}

import Dispatch
import Foundation

/// A program to be run, with its arguments.
struct Program {
  /// Where it stands.
  var path: String
  /// What it is told.
  var arguments: [String]

  /// A program at a path.
  init(path: String, arguments: [String]) {
    self.path = path
    self.arguments = arguments
  }

  /// A program of this name on the PATH or in the system's folders, or nil where it is not installed.
  init?(named name: String, arguments: [String]) {
    let searched = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let folders = searched + ["/usr/bin", "/usr/sbin", "/sbin", "/opt/homebrew/bin", "/usr/local/bin"]
    let paths = folders.map { "\($0)/\(name)" }
    guard let path = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else { return nil }
    self.init(path: path, arguments: arguments)
  }

  /// This very program, told something else.
  static func ourselves(_ arguments: [String]) -> Program {
    Program(path: Bundle.main.executablePath ?? CommandLine.arguments[0], arguments: arguments)
  }

  /// Runs it to its end and gives its exit status, 128 and the signal's number where it crashed, and what it printed. Where that is
  /// not wanted, what it prints is thrown away, also on standard error.
  func run(keepingOutput: Bool) throws -> (status: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = keepingOutput ? pipe : FileHandle.nullDevice
    if !keepingOutput { process.standardError = FileHandle.nullDevice }
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do { try process.run() } catch { throw BenchError.cannotStart(path, "\(error)") }
    let output = keepingOutput ? pipe.fileHandleForReading.readDataToEndOfFile() : Data()
    ended.wait()
    return (process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus, output)
  }
}

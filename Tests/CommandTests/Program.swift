import Foundation

/// The program that was built beside these tests.
enum Program {
  /// What a run printed, and how it ended.
  struct Run {
    var output: Data
    var errors: String
    var status: Int32

    /// The output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
    /// The lines on standard error.
    var complaints: [Substring] { errors.split(separator: "\n") }
  }

  static let url = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "rstwho")

  /// Runs it as a person runs it, from inside `folder`.
  static func run(_ arguments: [String], in folder: URL? = nil, input: [UInt8] = []) throws -> Run {
    try start(url, arguments, in: folder, input: input)
  }

  /// Runs a line of the shell, in which `$RSTWHO` is the program.
  static func shell(_ line: String, in folder: URL) throws -> Run {
    try start(URL(filePath: "/bin/sh"), ["-c", line], in: folder, input: [])
  }

  /// Output goes through files, so that no full pipe can stop the program.
  private static func start(_ executable: URL, _ arguments: [String], in folder: URL?, input: [UInt8]) throws -> Run {
    try withScratchFolder { scratch in
      let (output, errors) = (scratch.appending(path: "output"), scratch.appending(path: "errors"))
      let process = Process()
      process.executableURL = executable
      process.arguments = arguments
      process.environment = ["LANG": "en_US.UTF-8", "TZ": "UTC", "RSTWHO": url.path, "PATH": "/usr/bin:/bin"]
      process.currentDirectoryURL = folder
      process.standardOutput = try created(output)
      process.standardError = try created(errors)
      let standardInput = Pipe()
      process.standardInput = standardInput
      try process.run()
      // A program that ends before it has read everything closes the pipe.
      try? standardInput.fileHandleForWriting.write(contentsOf: Data(input))
      try standardInput.fileHandleForWriting.close()
      process.waitUntilExit()
      return Run(
        output: try Data(contentsOf: output), errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self),
        // A signal is told apart from a status.
        status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus)
    }
  }

  private static func created(_ file: URL) throws -> FileHandle {
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }
}

/// Lends a new folder, which is gone afterwards.
func withScratchFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "rstwho-" + UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

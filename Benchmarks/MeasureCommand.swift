import ArgumentParser

/// Runs one program and prints what it cost.
struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Run one program and print its cost.", shouldDisplay: false)

  @Argument(parsing: .postTerminator) var command: [String]

  func run() throws {
    guard let path = command.first else { throw ValidationError("which program?") }
    try Cost.ofOnlyChild(Program(path: path, arguments: Array(command.dropFirst()))).report()
  }
}

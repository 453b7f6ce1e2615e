import ArgumentParser
import Capture
import Reporting

/// `rstwho interfaces`: what can be captured.
struct Interfaces: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the interfaces that can be captured (also -D).")

  /// Does it.
  func run() throws {
    BrokenPipe.becomeAnError()
    try listInterfaces().end()
  }
}

/// Lists the interfaces as tcpdump -D does: `1.eth0 [Up, Running, Connected]`.
func listInterfaces() throws -> ExitStatus {
  do {
    let all = try NetworkInterface.all()
    let lines = all.enumerated().map { number, interface in
      let details = interface.details.map { " (\($0))" } ?? ""
      let states = interface.states.isEmpty ? "" : " [\(interface.states.joined(separator: ", "))]"
      return "\(number + 1).\(interface.name)\(details)\(states)".escapedForTerminal + "\n"
    }
    try write(Array(lines.joined().utf8), to: .standardOutput)
    guard all.isEmpty else { return .ran }
    throw fail("No interface can be captured by this user: \(rightsHint()).", .couldNotRead)
  } catch let error as LiveError {
    throw fail(error.description, .couldNotRead)
  }
}

/// Lists an interface's link types as tcpdump -L does.
func listLinkTypes(_ choices: LiveChoices) throws -> ExitStatus {
  do {
    let name = try choices.interfaces.first.map { try NetworkInterface.name(of: $0) } ?? NetworkInterface.usual()
    var text = "Data link types for \(name) (use option -y to set):\n"
    for type in try LiveSource.linkTypes(of: name, choices.options(nil)) { text += "  \(type.name) (\(type.meaning))\n" }
    try write(Array(text.utf8), to: .standardOutput)
    return .ran
  } catch let error as LiveError {
    throw failure(error)
  }
}

/// Ends the command because an interface could not be captured; where rights are missing, with what to run.
func failure(_ error: LiveError) -> ExitCode {
  switch error {
  case .notPermitted: fail("\(error.description.dropLast()): \(rightsHint()).", .couldNotRead)
  case .filter(let mistake): fail(mistake.description.prefix(1).uppercased() + mistake.description.dropFirst(), .wrongUsage)
  case .unknownLinkType, .otherLinkType, .noSuchNumber: fail(error.description, .wrongUsage)
  case .noSuchInterface, .notUp, .other: fail(error.description, .couldNotRead)
  }
}

/// What to run to be allowed to capture.
private func rightsHint() -> String {
  let program = ProgramPath.current
  let words = CommandLine.arguments.dropFirst().map { word in
    // What begins with a dash is an option here, and no file that looks like one.
    let dashes = word.prefix { $0 == "-" }
    return word == dashes ? word : dashes + String(word.dropFirst(dashes.count)).quotedForShell
  }.joined(separator: " ")
  return "run\n  sudo \(program.quotedForShell) \(words)\nor give the program that right once and for all\n"
    + "  sudo setcap cap_net_raw+ep \(program.quotedForShell)\nand then run it without sudo"
}

import ArgumentParser
import Capture
import Reporting

/// `rstwho interfaces`: what can be captured.
struct Interfaces: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interfaces",
    abstract: say(
      en: "List the interfaces that can be captured (also -D).",
      ja: "キャプチャできるインターフェースの一覧（-Dも同じ）。"))

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
    throw fail(
      say(en: "No interface can be captured by this user", ja: "このユーザーがキャプチャできるインターフェースはありません") + rightsHint(), .couldNotRead)
  } catch let error as LiveError {
    throw fail(error.phrase.told, .couldNotRead)
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
  case .notPermitted: fail(error.phrase.told.dropLast() + rightsHint(), .couldNotRead)
  case .filter(let mistake): fail(mistake.phrase.told.firstCapital, .wrongUsage)
  case .unknownLinkType, .otherLinkType, .noSuchNumber: fail(error.phrase.told, .wrongUsage)
  case .noSuchInterface, .notUp, .other: fail(error.phrase.told, .couldNotRead)
  }
}

/// What follows a sentence about missing rights: what to run to be allowed to capture.
private func rightsHint() -> String {
  let program = ProgramPath.current
  let typed = CommandLine.arguments.dropFirst().map { word in
    // What begins with a dash is an option here, and no file that looks like one.
    let dashes = word.prefix { $0 == "-" }
    return word == dashes ? word : dashes + String(word.dropFirst(dashes.count)).quotedForShell
  }.joined(separator: " ")
  let (sudo, setcap) = ("  sudo \(program.quotedForShell) \(typed)", "  sudo setcap cap_net_raw+ep \(program.quotedForShell)")
  return say(
    en: ": run\n\(sudo)\nor give the program that right once and for all\n\(setcap)\nand then run it without sudo.",
    ja: "。次のように実行してください\n\(sudo)\nまたは、プログラムに権限を与えておけば\n\(setcap)\nその後はsudoなしで実行できます。")
}

import ArgumentParser
import Capture
import Reporting

extension Language {
  /// The language of help and of messages, which are wanted before the command line is understood: what `--lang` says, else the locale.
  static let ofMessages = Language(
    arguments: CommandLine.arguments, environment: ProcessEnvironment.values(of: ["LC_ALL", "LC_MESSAGES", "LANG"]))

  /// The language that these words ask for; the last `--lang` holds.
  init(arguments: [String], environment: [String: String]) {
    var wish: Language?
    for (index, word) in arguments.enumerated() {
      if word == "--lang", index + 1 < arguments.count { wish = Language(rawValue: arguments[index + 1]) ?? wish }
      if word.hasPrefix("--lang=") { wish = Language(rawValue: String(word.dropFirst(7))) ?? wish }
    }
    self = wish ?? Language(environment: environment)
  }
}

/// The words in the language of messages.
func say(en: @autoclosure () -> String, ja: @autoclosure () -> String) -> String {
  Language.ofMessages.words(en(), ja())
}

/// What is wrong with a command line, in the language of messages.
func mistake(en: String, ja: @autoclosure () -> String) -> ValidationError {
  ValidationError(say(en: en, ja: ja()))
}

/// The help for an option.
func help(en: String, ja: @autoclosure () -> String, valueName: String? = nil) -> ArgumentHelp {
  ArgumentHelp(stringLiteral: say(en: en, ja: ja())).named(valueName)
}

extension ArgumentHelp {
  fileprivate func named(_ name: String?) -> ArgumentHelp {
    var help = self
    help.valueName = name
    return help
  }
}

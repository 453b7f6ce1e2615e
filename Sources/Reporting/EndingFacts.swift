import Diagnosis
import Flows

/// What stands around an ending, in a line: when it was, how far the connection had come, the silence before it, what drew it, and which frame
/// ended it.
struct EndingFacts {
  /// The facts, each a few words.
  let words: [String]

  /// The facts of that flow.
  init(_ judgment: Judgment, files: [String], _ options: TextOptions) {
    let language = options.language
    let begin = judgment.flow.firstTime
    var facts = ["\(begin.date(by: options.clock)) \(begin.timeOfDay(by: options.clock))", judgment.stage.word(in: language)]
    if let idle = judgment.idle, idle >= 1_000_000_000 {
      let words = Interval(nanoseconds: idle).words
      facts.append(language.words("idle for \(words)", "無通信 \(words)"))
    }
    if let timer = judgment.timer { facts.append(language.words("about \(timer)", "\(language.timer(timer))にほぼ一致")) }
    if let drawn = judgment.trigger.flatMap({ FlowRow.drawn(by: $0, in: language) }) { facts.append(drawn) }
    if let frame = judgment.endingFrame {
      let number = frame.words(among: files)
      facts.append(language.words("ended by packet \(number)", "パケット\(number)で終了"))
    }
    words = facts
  }
}

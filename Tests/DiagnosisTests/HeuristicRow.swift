import Diagnosis
import Flows
import TestSupport
import Testing
import Wire

/// A claim of one heuristic: of this reset in this trace it says something, for this side, or nothing.
struct HeuristicRow: Sendable, CustomTestStringConvertible {
  /// The heuristic's name.
  var rule: String
  /// What is shown, in words.
  var name: String
  /// Whom the finding is for; nil where there must be none.
  var says: Side?
  /// The reset's frame.
  var frame: Int
  var trace: String

  /// For whom a finding speaks.
  enum Side: String, Sendable {
    case device
    case sender
  }

  /// It fires, for that side.
  init(_ rule: String, _ name: String, says: Side, of frame: Int, _ trace: String) {
    self.rule = rule
    self.name = name
    self.says = says
    self.frame = frame
    self.trace = trace
  }

  /// It stays silent.
  init(_ rule: String, _ name: String, isSilentOn frame: Int, _ trace: String) {
    self.rule = rule
    self.name = name
    self.frame = frame
    self.trace = trace
  }

  var testDescription: String { "\(rule): \(name)" }

  /// What the heuristic finds.
  func finding() throws -> Finding? {
    let heuristic = try #require(Heuristic.all.first { $0.name == rule }, "there is no heuristic \(rule)")
    return heuristic.examine(try claim(in: Trace(trace), frame: frame))
  }
}

/// The reset of that frame, with everything that is known.
func claim(in trace: Trace, frame: Int) throws -> ClaimedReset {
  let followed = trace.followed()
  for context in followed.endings.compactMap(\.reset) {
    guard let index = context.packets.firstIndex(where: { $0.position.number == UInt64(frame) }) else { continue }
    try #require(context.packets[index].flags.contains(.rst), "frame \(frame) is no reset")
    return ClaimedReset(context, at: index, knowing: followed.baselines)
  }
  throw TraceLacks(what: "reset in frame \(frame)")
}

/// Something that a test asks for is not in its trace.
struct TraceLacks: Error {
  var what: String
}

extension Trace {
  /// What is judged of every flow, in the order of their serials.
  func judged() -> [Judgment] {
    let followed = followed()
    return followed.endings.map { judge($0, knowing: followed.baselines) }
  }
}

/// The judgment of a trace's only flow.
func onlyJudgment(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> Judgment {
  let judgments = try Trace(text).judged()
  try #require(judgments.count == 1, sourceLocation: location)
  return judgments[0]
}

/// A handshake captured beside the client, the server 12 ms away: frames 1 to 3.
let opening = """
  0.0000 C > S S
  0.0120 S > C SA
  0.0121 C > S A

  """

/// A handshake captured beside the server, the client 30 ms away: frames 1 to 3.
let openingAtServer = """
  C is as ttl 52
  S is as ttl 64
  0.0000 C > S S
  0.0001 S > C SA
  0.0300 C > S A

  """

import Diagnosis
import Flows

/// The answer in one sentence that a manager can read.
struct Headline {
  private let tally: Tally
  private let counts: TrafficCounts

  /// The answer to what was counted.
  init(_ tally: Tally, _ counts: TrafficCounts) {
    self.tally = tally
    self.counts = counts
  }

  /// The sentence.
  var sentence: String {
    guard counts.frames > 0 else { return "The capture holds no packets." }
    guard counts.flows > 0 || tally.flows > 0 else { return "The capture holds \(counts.frames.of("packet")), but no TCP connection." }
    guard tally.flows > 0 else { return "None of the \(counts.flows.of("connection")) is one that was asked for." }
    let clauses = allClauses.filter { $0.count > 0 }
    guard let first = clauses.first else { return nothingBroken }
    let others = clauses.dropFirst().map { "; \($0.count.grouped) \($0.predicate)" }
    return "\(subject(first.count)) \(first.predicate)\(others.joined())."
  }

  /// A count of connections and what is said of them.
  private struct Clause {
    var count: Int
    var one: String
    var many: String
    var rest: String

    var predicate: String {
      "\(count == 1 ? one : many) \(rest)"
    }
  }

  /// `2 of 5 connections`, `All 5 connections`, `The only connection`.
  private func subject(_ count: Int) -> String {
    if tally.flows == 1 { return "The only connection" }
    return count == tally.flows ? "All \(count.grouped) connections" : "\(count.grouped) of \(tally.flows.grouped) connections"
  }

  private var allClauses: [Clause] {
    [
      were(.reset, .device, "reset by a device between client and server, \(notByWhom)"),
      were(.reset, .device, isDecided: false, "perhaps reset by a device between client and server"),
      were(.reset, .server, "reset by the server itself"),
      were(.reset, .server, isDecided: false, "perhaps reset by the server itself"),
      were(.reset, .client, "reset by the client itself"),
      were(.reset, .client, isDecided: false, "perhaps reset by the client itself"),
      were(.reset, .undetermined, isDecided: nil, "reset by someone whom this capture does not tell"),
      were(.rejected, .device, isDecided: nil, "refused by a device on the path (ICMP)"),
      were(.rejected, .server, isDecided: nil, "refused by the server itself (ICMP)"),
      were(.rejected, .client, isDecided: nil, "refused by the client (ICMP)"),
      were(.rejected, .undetermined, isDecided: nil, "refused (ICMP) by someone whom this capture does not tell"),
      Clause(count: count { $0.outcome == .unanswered } + (tally.folded[.synFlood] ?? 0), one: "got", many: "got", rest: "no answer"),
    ]
  }

  private func were(_ outcome: Outcome, _ origin: Origin, isDecided: Bool? = true, _ rest: String) -> Clause {
    let found = count { $0.outcome == outcome && $0.origin == origin && (isDecided == nil || $0.isDecided == isDecided) }
    return Clause(count: found, one: "was", many: "were", rest: rest)
  }

  private func count(_ isMeant: (Tally.Ending) -> Bool) -> Int {
    tally.endings.reduce(0) { isMeant($1.key) ? $0 + $1.value : $0 }
  }

  /// Whom the devices accuse falsely.
  private var notByWhom: String {
    let devices = tally.endings.keys.filter { $0.outcome == .reset && $0.origin == .device && $0.isDecided }
    let parties = Set(devices.map { $0.posingAs })
    if parties == [.server] { return "not by the server" }
    return parties == [.client] ? "not by the client" : "not by the machine that the packet names"
  }

  private var nothingBroken: String {
    let folded = tally.folded.values.reduce(0, +)
    let lead = folded == 0 ? "Nobody was reset" : "No connection was broken off"
    if tally.outcomes[.closed] == tally.flows {
      return tally.flows == 1
        ? "\(lead): the only connection ended in order." : "\(lead): all \(tally.flows.grouped) connections ended in order."
    }
    let others = [
      (Outcome.open, "still open at the end"), (.partial, "seen too little of to say"), (.reset, "harmlessly reset"),
      (.rejected, "harmlessly refused"), (.unanswered, "unanswered probes"),
    ].compactMap { outcome, words in tally.outcomes[outcome].map { "\($0.grouped) \(words)" } }
    let closed = tally.outcomes[.closed].map { "\($0.grouped) ended in order" }
    return "\(lead): of \(tally.flows.of("connection")) \(([closed].compactMap(\.self) + others).joined(separator: ", "))."
  }
}

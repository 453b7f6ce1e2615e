import Foundation

/// What every NDJSON record promises to the scripts that read it.
enum Contract {
  typealias Record = [String: Any]

  /// Everything in a run's output that breaks the promise, in words.
  static func breaches(in output: Data) throws -> [String] {
    let lines = output.split(separator: UInt8(ascii: "\n"))
    let records = try lines.map { try JSONSerialization.jsonObject(with: Data($0)) as? Record ?? [:] }
    var breaches: [String] = []
    let types = records.map { $0["type"] as? String ?? "?" }
    if types.first != "capture" || types.last != "summary" || types.dropFirst().dropLast().contains(where: { $0 != "flow" }) {
      breaches.append("the records are \(types)")
    }
    if records.contains(where: { $0["schema"] as? String != "rstwho/1" }) { breaches.append("a record without the schema") }
    let flows = records.filter { $0["type"] as? String == "flow" }
    for flow in flows { breaches += self.breaches(ofFlow: flow).map { "flow \(flow["flow"] ?? "?"): \($0)" } }
    let serials = flows.compactMap { $0["flow"] as? Int }
    if serials.count != flows.count || zip(serials, serials.dropFirst()).contains(where: >=) { breaches.append("serials are \(serials)") }
    if let summary = records.last, !summary.keys.contains("evicted") || summary["flows"] as? Int ?? -1 < flows.count {
      breaches.append("the summary is \(summary)")
    }
    return breaches
  }

  /// Names of a record's members: those it must have, and those it may have.
  private struct Members {
    var required: Set<String>
    var optional: Set<String> = []

    func breaches(in record: Record) -> [String] {
      let names = Set(record.keys)
      return required.subtracting(names).sorted().map { "\($0) is missing" }
        + names.subtracting(required).subtracting(optional).sorted().map { "\($0) is unknown" }
    }
  }

  private static let flow = Members(
    required: [
      "type", "schema", "flow", "client", "server", "community_id", "first_time", "last_time", "packets", "bytes", "conn_state", "history",
      "outcome", "stage", "verdict", "resets", "resets_total", "evidence", "against",
    ], optional: ["roles", "idle_seconds", "timer", "trigger", "next_step"])
  private static let verdict = Members(
    required: ["origin", "forged", "proof", "summary"], optional: ["posing_as", "place", "cause", "product", "address", "icmp"])
  private static let reset = Members(
    required: ["packet", "time", "from", "flags", "ttl", "seq", "ack", "window", "forged", "origin", "effective"],
    optional: ["ip_id", "answers", "duplicate_of", "file"])
  private static let evidence = Members(required: ["rule", "says", "strength", "text", "packets"], optional: ["files"])
  private static let trigger = Members(required: ["packet", "kind"], optional: ["sni", "host", "file"])
  private static let message = Members(required: ["type", "code", "sign", "packet", "quoted_ttl"], optional: ["file"])

  private static let origins: Set = ["server", "client", "device", "undetermined"]
  private static let outcomes: Set = ["closed", "reset", "rejected", "unanswered", "open", "partial"]
  private static let stages: Set = ["post-syn", "post-ack", "post-psh", "later", "post-fin", "mid-stream"]
  private static let causes: Set = [
    "closed-port", "policy-reject", "content-trigger", "idle-timeout", "midstream-reset", "abort", "linger-0", "late-data", "half-open",
    "stray-packet", "conntrack-invalid",
    "listen-overflow", "scanner",
    "client-gave-up", "path-probe", "administratively-prohibited", "unreachable", "silence",
  ]
  private static let kinds: Set = ["syn", "syn-ack", "ack", "data", "tls-client-hello", "http-request", "fin"]

  private static func breaches(ofFlow record: Record) -> [String] {
    var breaches = flow.breaches(in: record)
    breaches += closed("outcome", outcomes, in: record) + closed("stage", stages, in: record)
    let resets = record["resets"] as? [Record] ?? []
    if resets.count > 256 || resets.count > record["resets_total"] as? Int ?? -1 { breaches.append("\(resets.count) resets") }
    for one in resets {
      breaches += reset.breaches(in: one) + closed("origin", origins, in: one) + closed("from", ["server", "client"], in: one)
    }
    for one in (record["evidence"] as? [Record] ?? []) + (record["against"] as? [Record] ?? []) {
      breaches += evidence.breaches(in: one) + closed("says", ["server", "client", "device"], in: one)
      breaches += closed("strength", ["weak", "strong", "decisive"], in: one)
    }
    if let one = record["trigger"] as? Record { breaches += trigger.breaches(in: one) + closed("kind", kinds, in: one) }
    return breaches + self.breaches(ofVerdict: record["verdict"] as? Record, outcome: record["outcome"] as? String ?? "")
  }

  private static func breaches(ofVerdict record: Record?, outcome: String) -> [String] {
    let needsVerdict = ["reset", "rejected", "unanswered"].contains(outcome)
    guard let record else { return needsVerdict ? ["\(outcome) without a verdict"] : [] }
    guard needsVerdict else { return ["\(outcome) with a verdict"] }
    var breaches = verdict.breaches(in: record)
    breaches += closed("origin", origins, in: record) + closed("proof", ["proven", "likely", "possible", "none"], in: record)
    if record["cause"] != nil { breaches += closed("cause", causes, in: record) }
    if record["posing_as"] != nil { breaches += closed("posing_as", ["server", "client"], in: record) }
    if let place = record["place"] as? Record, place["side"] != nil { breaches += closed("side", ["client", "path", "server"], in: place) }
    let isSure = ["proven", "likely"].contains(record["proof"] as? String ?? "")
    if outcome == "reset", (record["forged"] is NSNull) == isSure { breaches.append("forged and proof do not fit") }
    if outcome == "rejected" {
      breaches += message.breaches(in: record["icmp"] as? Record ?? [:])
      if record["address"] as? String == nil { breaches.append("rejected by nobody") }
    }
    return breaches
  }

  private static func closed(_ name: String, _ values: Set<String>, in record: Record) -> [String] {
    let value = record[name] as? String ?? "nothing"
    return values.contains(value) ? [] : ["\(name) is \(value)"]
  }
}

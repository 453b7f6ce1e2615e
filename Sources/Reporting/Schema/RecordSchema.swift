import Diagnosis
import Flows

/// The JSON Schema (draft 2020-12) of the NDJSON records, for `rstwho schema`. Closed lists come from the code that writes them.
package enum RecordSchema {
  /// The schema's text.
  package static var text: [UInt8] {
    Array((schema.lines() + "\n").utf8)
  }

  private static let schema = JSONValue.object([
    ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
    ("$id", .text("urn:\(NDJSONReport.schema.replacing("/", with: ":"))")),
    ("title", .text("A record of rstwho --format ndjson")),
    ("description", .text("One line is one record: a capture first, then flows, or groups with --by, then a summary.")),
    ("oneOf", .array(["capture", "flow", "group", "summary"].map { .reference($0) })),
    (
      "$defs",
      .object([
        ("capture", capture), ("flow", flow), ("group", group), ("summary", summary), ("end", end), ("verdict", verdict), ("reset", reset),
        ("finding", finding), ("trigger", trigger), ("icmp", message),
      ])
    ),
  ])

  /// The first two members of every record.
  static func head(_ type: String) -> [(String, JSONValue)] {
    [("type", .constant(type)), ("schema", .constant(NDJSONReport.schema))]
  }

  private static let flow = JSONValue.record(
    "A TCP connection.",
    required: head("flow") + [
      ("flow", .integer("Serial by its first packet, over all connections.", from: 1)), ("client", .reference("end")),
      ("server", .reference("end")), ("community_id", .string("Community ID v1, seed 0.")), ("first_time", .time("Of its first packet.")),
      ("last_time", .time("Of its last packet.")), ("packets", directions("TCP segments.")), ("bytes", directions("Payload.")),
      ("conn_state", .string("Zeek's.")), ("history", .string("Zeek's.")), ("outcome", .word(of: Outcome.self)),
      ("stage", .word(of: Stage.self, "How far it had come.")),
      (
        "verdict",
        .object([("oneOf", .array([.reference("verdict"), .type("null")])), ("description", .text("Null where nobody broke it off."))])
      ),
      ("resets", .list(of: .reference("reset"), atMost: 256)), ("resets_total", .integer()),
      ("evidence", .list(of: .reference("finding"), "For the verdict, strongest first.")),
      ("against", .list(of: .reference("finding"), "Against it, strongest first.")),
    ],
    optional: [
      ("roles", .constant("guessed")), ("idle_seconds", .type("number", "Silence before the end, or before what drew it.")),
      ("timer", .string("The known timer that the silence equals.")), ("trigger", .reference("trigger")),
      ("next_step", .string("The capture or command that would settle it.")),
      ("revised", .type("boolean", "Live: the record takes the place of an earlier one of the same connection.")),
    ])

  private static let end = JSONValue.record(
    "One end of a connection.", required: [("ip", .string()), ("port", .integer(to: 65_535))])

  private static let verdict = JSONValue.record(
    "Who ended it.",
    required: [
      ("origin", .word(of: Origin.self)),
      ("forged", .claimOrNull("Whether the packet was sent by another machine than the one that owns its source address.")),
      ("proof", .word(of: Proof.self)), ("summary", .string("One sentence.")),
    ],
    optional: [
      ("posing_as", parties),
      (
        "place",
        .record(
          required: [],
          optional: [("hops", .integer("Routers between the sender and the capture.")), ("side", .word(["client", "path", "server"]))])
      ), ("cause", .word(of: Cause.self)), ("product", .string()), ("address", .string("Who sent the ICMP message.")),
      ("icmp", .reference("icmp")),
    ])

  private static let message = JSONValue.record(
    "The ICMP message that refused it.",
    required: [
      ("type", .integer(to: 255)), ("code", .integer(to: 255)), ("sign", .string("traceroute's: !X, !N, !H.")), ("packet", frame),
      ("quoted_ttl", .integer(to: 255)),
    ], optional: [file])

  private static let reset = JSONValue.record(
    "A captured reset.",
    required: [
      ("packet", frame), ("time", .time("When it was captured.")), ("from", parties), ("flags", .string()), ("ttl", .integer(to: 255)),
      ("seq", number), ("ack", number), ("window", .integer(to: 65_535)),
      ("forged", .claimOrNull("As in the verdict.")), ("origin", .word(of: Origin.self)),
      ("effective", .type("boolean", "Whether its receiver acted on it.")),
    ],
    optional: [
      file, ("ip_id", .integer("IPv4 only.", to: 65_535)), ("answers", .integer("The frame that drew it.", from: 1)),
      ("duplicate_of", .integer("The frame of which the capture made this copy.", from: 1)),
    ])

  private static let finding = JSONValue.record(
    "What one heuristic found.",
    required: [
      ("rule", .string()), ("says", .word(["server", "client", "device"])), ("strength", .word(["weak", "strong", "decisive"])),
      ("text", .string()), ("packets", .list(of: frame)),
    ], optional: [("files", .list(of: .string(), "Of each packet, with several files."))])

  private static let trigger = JSONValue.record(
    "What drew the reset.", required: [("packet", frame), ("kind", .word(of: Trigger.Kind.self))],
    optional: [file, ("sni", .string()), ("host", .string())])

  private static let parties = JSONValue.word(["server", "client"])
  private static let frame = JSONValue.integer("Counted from 1 over its file, as Wireshark's frame.number.", from: 1)
  private static let number = JSONValue.integer(to: 4_294_967_295)
  private static let file = ("file", JSONValue.string("With several files."))

  private static func directions(_ description: String) -> JSONValue {
    .record(description, required: [("to_server", .integer()), ("to_client", .integer())])
  }
}

import Diagnosis
import Flows
import Wire

// The records that stand before and after those of the flows.
extension RecordSchema {
  static let capture = JSONValue.record(
    "What was read.",
    required: head("capture") + [("link_types", .list(of: .string()))],
    optional: [
      ("file", .string()), ("files", .list(of: .string())), ("interface", .string("Of a live capture.")),
      ("format", .string()), ("interfaces", .list(of: .string(), "Names in the file.")),
      ("packets", .integer()), ("first_time", .time("Of the first packet.")), ("last_time", .time("The latest.")),
      ("snaplen", .integer()), ("drops", .integer("Packets lost while capturing.")), ("damage", .string("Where reading stopped, and why.")),
      ("duplicates", .integer("Packets captured twice.")), ("cut_packets", .integer()), ("one_sided_flows", .integer()),
      ("flows_with_gaps", .integer()),
      (
        "vantage",
        .record(
          "Where on the path the capture was taken, as its handshakes tell.",
          required: [
            ("point", .word(of: Vantage.Point.self)), ("connections", .integer("That show it.", from: 1)),
            ("of", .integer("That show anything.", from: 1)),
          ])
      ),
      (
        "not_decoded",
        .record("Packets that gave nothing to follow.", required: [], optional: Undecoded.allCases.map { ($0.name, .integer(from: 1)) })
      ),
    ])

  static let summary = JSONValue.record(
    "What was counted.",
    required: head("summary") + [
      ("flows", .integer()), ("tcp_packets", .integer()), ("resets", .integer()), ("icmp_errors", .integer()),
      ("by_outcome", counts(of: Outcome.self)), ("by_origin", counts(of: Origin.self)), ("by_proof", counts(of: Proof.self)),
      ("by_forged", .record(required: ["true", "false", "null"].map { ($0, .integer()) })), ("folded", .integer("Harmless endings.")),
      ("evicted", .integer("Connections given up early to stay within memory.")),
    ],
    optional: [
      ("captured", .integer("Live: packets taken.")), ("received", .integer("Live: packets that passed the kernel's filter.")),
      ("drops", .integer("Live: packets that the kernel dropped.")),
      ("interface_drops", .integer("Live: packets that the interface dropped.")),
      ("revised", .integer("Live: verdicts that turned out otherwise after they were told.")),
    ])

  static let group = JSONValue.record(
    "Connections that have something in common (--by).",
    required: head("group") + [
      ("by", .word(of: Grouping.self)), ("key", .string("What they have in common; empty where they lack it.")),
      ("flows", .integer(from: 1)), ("device", .integer("Reset by a device.")), ("server", .integer("Reset by the server.")),
      ("client", .integer("Reset by the client.")), ("undetermined", .integer("Reset by nobody knows whom.")),
      ("refused", .integer("By ICMP.")), ("unanswered", .integer()), ("folded", .integer("Harmless endings.")),
      ("ended_well", .integer("The others.")),
      ("causes", .record(required: [], optional: Cause.allCases.map { ($0.rawValue, .integer(from: 1)) })),
      ("first_time", .time("Of the first packet.")), ("last_time", .time("Of the last packet.")), ("example", .integer(from: 1)),
    ])

  private static func counts<Kind: CaseIterable & RawRepresentable<String>>(of kind: Kind.Type) -> JSONValue {
    .record(required: kind.allCases.map { ($0.rawValue, .integer()) })
  }
}

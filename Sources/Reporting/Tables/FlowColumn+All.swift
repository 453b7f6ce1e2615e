import Diagnosis
import Flows
import Wire

extension FlowColumn {
  /// Every column, in order.
  static let all: [FlowColumn] = identity + traffic + verdict + circumstances

  /// Which flow it is.
  private static let identity: [FlowColumn] = [
    FlowColumn("first_time", zeek: "ts", .time) { flow, _ in .time(flow.flow.firstTime) },
    FlowColumn("flow", .count) { flow, _ in .count(flow.flow.serial) },
    FlowColumn("community_id", .string) { flow, _ in .text(CommunityID(flow.flow.client, flow.flow.server).text) },
    FlowColumn("client_ip", zeek: "id.orig_h", .addr) { flow, _ in .address(flow.flow.client.address) },
    FlowColumn("client_port", zeek: "id.orig_p", .port) { flow, _ in FlowCell(flow.flow.client.port) },
    FlowColumn("server_ip", zeek: "id.resp_h", .addr) { flow, _ in .address(flow.flow.server.address) },
    FlowColumn("server_port", zeek: "id.resp_p", .port) { flow, _ in FlowCell(flow.flow.server.port) },
    FlowColumn("roles_guessed", .bool) { flow, _ in .claim(flow.flow.rolesAreGuessed) },
  ]

  /// How much went to and fro.
  private static let traffic: [FlowColumn] = [
    FlowColumn("duration_seconds", zeek: "duration", .interval) { flow, _ in .span(flow.flow.lastTime - flow.flow.firstTime) },
    FlowColumn("packets_to_server", zeek: "orig_pkts", .count) { flow, _ in FlowCell(flow.flow.toServer.packets) },
    FlowColumn("bytes_to_server", zeek: "orig_bytes", .count) { flow, _ in FlowCell(flow.flow.toServer.bytes) },
    FlowColumn("packets_to_client", zeek: "resp_pkts", .count) { flow, _ in FlowCell(flow.flow.toClient.packets) },
    FlowColumn("bytes_to_client", zeek: "resp_bytes", .count) { flow, _ in FlowCell(flow.flow.toClient.bytes) },
    FlowColumn("conn_state", .string) { flow, _ in .text(flow.flow.connectionState) },
    FlowColumn("history", .string) { flow, _ in .text(flow.flow.history) },
  ]

  /// How it ended, and who ended it.
  private static let verdict: [FlowColumn] = [
    FlowColumn("outcome", .string) { flow, _ in .text(flow.outcome.rawValue) },
    FlowColumn("stage", .string) { flow, _ in .text(flow.stage.rawValue) },
    FlowColumn("origin", .string) { flow, _ in FlowCell(flow.verdict?.origin.rawValue) },
    FlowColumn("forged", .bool) { flow, _ in flow.verdict?.forged.map { .claim($0) } ?? .unset },
    FlowColumn("posing_as", .string) { flow, _ in FlowCell(flow.verdict?.posingAs?.rawValue) },
    FlowColumn("proof", .string) { flow, _ in FlowCell(flow.verdict?.proof.rawValue) },
    FlowColumn("place_hops", .count) { flow, _ in FlowCell(flow.verdict?.place?.hops) },
    FlowColumn("place_side", .string) { flow, _ in FlowCell(flow.verdict?.place?.side?.rawValue) },
    FlowColumn("cause", .string) { flow, _ in FlowCell(flow.verdict?.cause?.rawValue) },
    FlowColumn("product", .string) { flow, _ in FlowCell(flow.verdict?.product) },
    FlowColumn("icmp_address", .addr) { flow, _ in flow.verdict?.rejection.map { .address($0.address) } ?? .unset },
    FlowColumn("icmp_sign", .string) { flow, _ in FlowCell(flow.verdict?.rejection?.sign) },
  ]

  /// What stood around it, and why it is judged so.
  private static let circumstances: [FlowColumn] = [
    FlowColumn("file", .string) { flow, files in files.isEmpty ? .unset : .text(files.name(of: flow.flow.first)) },
    FlowColumn("ending_packet", .count) { flow, _ in FlowCell(flow.endingFrame?.number) },
    FlowColumn("ending_ttl", .count) { flow, _ in FlowCell(flow.decidingReset?.hopLimit) },
    FlowColumn("resets", .count) { flow, _ in FlowCell(flow.resetsTotal) },
    FlowColumn("idle_seconds", zeek: "idle", .interval) { flow, _ in flow.idle.map { .span($0) } ?? .unset },
    FlowColumn("timer", .string) { flow, _ in FlowCell(flow.timer) },
    FlowColumn("trigger", .string) { flow, _ in FlowCell(flow.trigger?.kind.rawValue) },
    FlowColumn("trigger_packet", .count) { flow, _ in FlowCell(flow.trigger?.packet.number) },
    FlowColumn("sni", .string) { flow, _ in FlowCell(flow.trigger?.serverName) },
    FlowColumn("host", .string) { flow, _ in FlowCell(flow.trigger?.host) },
    FlowColumn("evidence", .strings) { flow, _ in flow.verdict == nil ? .unset : .words(flow.evidence.map(\.rule)) },
    FlowColumn("against", .strings) { flow, _ in flow.verdict == nil ? .unset : .words(flow.against.map(\.rule)) },
    FlowColumn("summary", .string) { flow, _ in FlowCell(flow.verdict?.summary.en) },
    FlowColumn("next_step", .string) { flow, _ in FlowCell(flow.nextStep?.words(in: .en)) },
  ]
}

extension Judgment {
  /// The reset that the verdict speaks of: the first that took effect, else the first that is no copy.
  var decidingReset: JudgedReset? {
    resets.first { $0.isEffective && $0.duplicateOf == nil } ?? resets.first { $0.duplicateOf == nil }
  }

  /// The frame that ended the flow: a reset, or the ICMP message that refused it.
  var endingFrame: FramePosition? {
    verdict?.rejection?.packet ?? decidingReset?.packet
  }
}

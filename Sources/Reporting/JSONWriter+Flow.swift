import Diagnosis
import Flows
import Wire

extension JSONWriter {
  /// Writes the record of a flow; `files` holds the names of the files, which are told where there are several. `isRevised` marks one that
  /// takes the place of an earlier record.
  mutating func write(_ judgment: Judgment, files: [String], isRevised: Bool = false) {
    let flow = judgment.flow
    object { json in
      json.member("type", word: "flow")
      json.member("schema", word: NDJSONReport.schema)
      json.member("flow", flow.serial)
      if isRevised { json.member("revised", orNull: true) }
      json.endpoint("client", flow.client)
      json.endpoint("server", flow.server)
      if flow.rolesAreGuessed { json.member("roles", word: "guessed") }
      json.key("community_id")
      json.string { CommunityID(flow.client, flow.server).appendText(to: &$0) }
      json.time("first_time", flow.firstTime)
      json.time("last_time", flow.lastTime)
      json.directions("packets", flow.toServer.packets, flow.toClient.packets)
      json.directions("bytes", flow.toServer.bytes, flow.toClient.bytes)
      json.member("conn_state", word: flow.connectionState)
      json.member("history", word: flow.history)
      json.member("outcome", word: judgment.outcome.rawValue)
      json.member("stage", word: judgment.stage.rawValue)
      json.writeEnding(judgment, files: files)
    }
  }

  private mutating func writeEnding(_ judgment: Judgment, files: [String]) {
    key("verdict")
    if let verdict = judgment.verdict {
      write(verdict, files: files)
    } else {
      null()
    }
    key("resets")
    array(judgment.resets) { $0.write($1, isV4: judgment.flow.server.address.isV4, files: files) }
    member("resets_total", judgment.resetsTotal)
    key("evidence")
    array(judgment.evidence) { $0.write($1, files: files) }
    key("against")
    array(judgment.against) { $0.write($1, files: files) }
    if let idle = judgment.idle {
      key("idle_seconds")
      value(secondsOf: idle)
    }
    member("timer", judgment.timer)
    if let trigger = judgment.trigger { write(trigger, files: files) }
    member("next_step", judgment.nextStep?.words(in: .en))
  }

  private mutating func write(_ trigger: Trigger, files: [String]) {
    key("trigger")
    object { json in
      json.position("packet", trigger.packet, files: files)
      json.member("kind", word: trigger.kind.rawValue)
      json.member("sni", trigger.serverName)
      json.member("host", trigger.host)
    }
  }

  private mutating func write(_ evidence: Evidence, files: [String]) {
    object { json in
      json.member("rule", word: evidence.rule)
      json.member("says", word: evidence.says.rawValue)
      json.member("strength", word: evidence.strength.rawValue)
      json.member("text", evidence.text.en)
      json.key("packets")
      json.array(evidence.packets) { $0.value($1.number) }
      guard files.count > 1 else { return }
      json.key("files")
      json.array(evidence.packets) { $0.value(files.name(of: $1)) }
    }
  }

  /// Writes a time in UTC.
  mutating func time(_ name: String, _ time: Timestamp) {
    key(name)
    string { $0.write(rfc3339: time) }
  }

  /// Writes the number of a frame and, with several files, the name of its file.
  mutating func position(_ name: String, _ position: FramePosition, files: [String]) {
    member(name, position.number)
    if files.count > 1 { member("file", files.name(of: position)) }
  }

  private mutating func endpoint(_ name: String, _ endpoint: Endpoint) {
    key(name)
    object { json in
      json.key("ip")
      json.string { endpoint.address.appendText(to: &$0) }
      json.member("port", endpoint.port)
    }
  }

  private mutating func directions(_ name: String, _ toServer: UInt64, _ toClient: UInt64) {
    key(name)
    object { json in
      json.member("to_server", toServer)
      json.member("to_client", toClient)
    }
  }
}

extension [String] {
  /// The name of the file that a frame stands in; empty where there is no such file.
  func name(of position: FramePosition) -> String {
    let index = Int(position.file)
    return indices.contains(index) ? self[index] : ""
  }
}

package import Flows
import Wire

/// What is known of hosts as NDJSON (schema `rstwho-baseline/1`), a host a line, and after them a line for each form of resets with the servers
/// in whose name they came: to be read by the next run, and to be added up over many.
///
/// Whoever reads it adds it to what he knows; every value is a counter or a minimum, so that the order does not matter. What is about single
/// frames of one capture is left out.
package enum BaselineRecords {
  static let schema = "rstwho-baseline/1"

  /// The records, in the order of the addresses.
  package static func octets(of baselines: Baselines) -> [UInt8] {
    var json = JSONWriter()
    for (address, host) in baselines.hosts.sorted(by: { $0.key < $1.key }) {
      json.write(host, of: address)
      json.endLine()
    }
    for (form, users) in baselines.forms.sorted(by: { $0.key.order < $1.key.order }) {
      json.write(form, users)
      json.endLine()
    }
    return json.bytes
  }

  /// What the records hold, several of one host added up. Throws a sentence that names the line.
  package static func baselines(of octets: [UInt8]) throws(BaselineMistake) -> Baselines {
    var baselines = Baselines()
    for (index, line) in octets.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
      do {
        let record = try JSONReader.value(of: line)
        guard record["schema"]?.string == schema else { throw BaselineMistake(line: index + 1, words: "it is no record of \(schema)") }
        if record["type"]?.string == "reset_form" {
          guard let form = ResetForm(record) else { throw BaselineMistake(line: index + 1, words: "it has no hop limit") }
          baselines.forms[form, default: ResetUsers()].merge(ResetUsers(record["servers"]))
          continue
        }
        guard let address = record["host"]?.string.flatMap(IPAddress.init(text:)) else {
          throw BaselineMistake(line: index + 1, words: "its host is no address")
        }
        baselines.hosts[address, default: HostBaseline()].merge(HostBaseline(BaselineParts(record)))
      } catch let mistake as JSONReader.Mistake {
        throw BaselineMistake(line: index + 1, words: "byte \(mistake.offset + 1): \(mistake.words)")
      } catch let mistake as BaselineMistake {
        throw mistake
      } catch {
        // The two kinds of error above are all that the calls throw.
      }
    }
    return baselines
  }
}

/// What is wrong with a baseline file.
package struct BaselineMistake: Error, Equatable {
  /// The line, from 1.
  package var line: Int
  /// What is wrong there.
  package var words: String
}

extension JSONWriter {
  fileprivate mutating func write(_ host: HostBaseline, of address: IPAddress) {
    let parts = BaselineParts(host)
    object { json in
      json.member("type", "baseline")
      json.member("schema", BaselineRecords.schema)
      json.member("host", address.description)
      json.member("flows", parts.flows)
      json.key("as_server")
      json.object { json in
        for (port, limits) in parts.asServer.sorted(by: { $0.port < $1.port }) { json.hopLimits(String(port), limits) }
      }
      json.hopLimits("as_client", parts.asClient)
      json.hopLimits("echo_replies", parts.echoReplies)
      json.hopLimits("harmless_resets", parts.harmlessResets)
      json.numbers("server_round_trips", parts.serverRoundTrips)
      json.numbers("client_round_trips", parts.clientRoundTrips)
      json.key("links")
      json.array(parts.links.sorted { ($0.address, $0.vlan, $0.passage) < ($1.address, $1.vlan, $1.passage) }) { json, link in
        json.array([link.address, UInt64(link.vlan), UInt64(link.passage), UInt64(link.flows)]) { $0.value($1) }
      }
      json.member("labelled_flows", parts.labelledFlows)
      json.member("unlabelled_flows", parts.unlabelledFlows)
      json.member("times_exceeded", parts.timesExceeded)
      json.key("refused_ports")
      json.object { json in
        for (hopLimit, ports) in parts.refusedPorts.sorted(by: { $0.hopLimit < $1.hopLimit }) { json.numbers(String(hopLimit), ports) }
      }
      json.hopLimits("labelled_refusals", parts.labelledRefusals)
      json.hopLimits("unlabelled_refusals", parts.unlabelledRefusals)
      if parts.isTranslated { json.member("translated", orNull: true) }
    }
  }

  fileprivate mutating func write(_ form: ResetForm, _ users: ResetUsers) {
    object { json in
      json.member("type", "reset_form")
      json.member("schema", BaselineRecords.schema)
      json.member("hop_limit", form.hopLimit)
      json.member("has_acknowledgment", orNull: form.hasAcknowledgment)
      json.member("has_window", orNull: form.hasWindow)
      json.key("servers")
      json.array(users.ends) { json, end in
        json.object { json in
          json.member("ip", end.address.description)
          json.member("port", end.port)
        }
      }
    }
  }

  /// Hop limits as pairs: the value, and how many packets.
  private mutating func hopLimits(_ name: String, _ limits: HopLimits) {
    key(name)
    array(limits.counts) { json, count in json.array([UInt32(count.hopLimit), count.packets]) { $0.value($1) } }
  }

  private mutating func numbers(_ name: String, _ numbers: [some BinaryInteger]) {
    key(name)
    array(numbers) { $0.value($1) }
  }
}

extension BaselineParts {
  /// What a record says; what it lacks counts as nothing.
  fileprivate init(_ record: JSONValue) {
    self.init()
    flows = record["flows"]?.integer() ?? 0
    asServer = (record["as_server"]?.members ?? []).compactMap { name, value in UInt16(name).map { ($0, HopLimits(value)) } }
    asClient = HopLimits(record["as_client"])
    echoReplies = HopLimits(record["echo_replies"])
    harmlessResets = HopLimits(record["harmless_resets"])
    serverRoundTrips = (record["server_round_trips"]?.elements ?? []).compactMap { $0.integer() }
    clientRoundTrips = (record["client_round_trips"]?.elements ?? []).compactMap { $0.integer() }
    links = (record["links"]?.elements ?? []).compactMap { link in
      let fields = link.elements
      guard fields.count == 4, let address = fields[0].integer(UInt64.self), let vlan = fields[1].integer(UInt16.self),
        let passage = fields[2].integer(UInt8.self), let flows = fields[3].integer(UInt32.self)
      else { return nil }
      return (address, vlan, passage, flows)
    }
    labelledFlows = record["labelled_flows"]?.integer() ?? 0
    unlabelledFlows = record["unlabelled_flows"]?.integer() ?? 0
    timesExceeded = record["times_exceeded"]?.integer() ?? 0
    refusedPorts = (record["refused_ports"]?.members ?? []).compactMap { name, value in
      UInt8(name).map { ($0, value.elements.compactMap { $0.integer() }) }
    }
    labelledRefusals = HopLimits(record["labelled_refusals"])
    unlabelledRefusals = HopLimits(record["unlabelled_refusals"])
    isTranslated = record["translated"]?.claim ?? false
  }
}

extension ResetForm {
  /// What a record says; nil where it names no hop limit.
  fileprivate init?(_ record: JSONValue) {
    guard let hopLimit = record["hop_limit"]?.integer(UInt8.self) else { return nil }
    self.init(
      hopLimit: hopLimit, hasAcknowledgment: record["has_acknowledgment"]?.claim ?? false, hasWindow: record["has_window"]?.claim ?? false)
  }

  /// What forms are sorted by.
  fileprivate var order: Int { Int(hopLimit) << 2 | (hasAcknowledgment ? 2 : 0) | (hasWindow ? 1 : 0) }
}

extension ResetUsers {
  /// The ends in a list of records.
  fileprivate init(_ value: JSONValue?) {
    self.init()
    for server in value?.elements ?? [] {
      guard let address = server["ip"]?.string.flatMap(IPAddress.init(text:)), let port = server["port"]?.integer(UInt16.self) else {
        continue
      }
      add(Endpoint(address: address, port: port))
    }
  }
}

extension HopLimits {
  fileprivate init(_ value: JSONValue?) {
    self.init()
    for pair in value?.elements ?? [] {
      let fields = pair.elements
      guard fields.count == 2, let hopLimit = fields[0].integer(UInt8.self), let packets = fields[1].integer(UInt32.self) else { continue }
      add(hopLimit, packets: packets)
    }
  }
}

import Flows
import Wire

extension ClaimedReset {
  /// The verdict in one sentence.
  func summary(_ origin: Origin, _ opinion: Opinion, _ cause: Cause?, _ place: Place?) -> Phrase {
    let name = sender.rawValue
    switch origin {
    case .device:
      return Phrase(en: "A device\(whereabouts(place)) reset this connection in the \(name)'s name\(occasion(cause)).")
    case .server, .client:
      return Phrase(en: "The \(name) itself \(deed(cause)).")
    case .undetermined:
      let leaning =
        opinion.proof == .none ? "" : opinion.odds > 0 ? ", though a device is more likely" : ", though the \(name) is more likely"
      return Phrase(en: "Whether the \(name) or a device sent this reset cannot be told from this capture\(leaning)\(missing).")
    }
  }

  private var missing: String {
    references.isEmpty && baseline.flows == 0 ? ": no other packet of the \(sender.rawValue) was captured to compare it with" : ""
  }

  private func whereabouts(_ place: Place?) -> String {
    guard let place else { return "" }
    let distance = place.hops.map { $0 == 0 ? " on the same link" : " \($0) hop\($0 == 1 ? "" : "s") away" } ?? ""
    return distance + (place.side == .client ? ", near the client," : place.side == .server ? ", near the server," : "")
  }

  /// To which flow the packet belongs that drew the reset.
  private var belonging: String {
    guard let twin else { return "" }
    let other = twin.other.address.isV4 ? "\(twin.other.address)" : "[\(twin.other.address)]"
    return ": it belongs to flow \(twin.serial), with \(other):\(twin.other.port), and was not translated back on the way"
  }

  /// On what occasion a device struck, where that shows.
  private func occasion(_ cause: Cause?) -> String {
    switch cause {
    case .contentTrigger: " upon the client's first request"
    case .idleTimeout: " after \(inWords(silence ?? 0)) of silence"
    default: ""
    }
  }

  private func deed(_ cause: Cause?) -> String {
    switch cause {
    case .closedPort: "refused the connection: nothing listens on port \(port), or its own packet filter rejects it"
    case .lateData: "answered data that came after it had closed"
    case .scanner: "dropped the half-open connection, as a port scan does"
    case .pathProbe: "ended a probe of the path"
    case .clientGaveUp: "gave the connection up"
    case .strayPacket: "answered a packet of a connection that it does not have"
    case .conntrackInvalid: "answered a packet that came from another address than its connection's\(belonging)"
    case .idleTimeout: "ended the connection when nothing had been said for long"
    case .linger: "reset the connection on purpose, instead of closing it (SO_LINGER with time 0)"
    case .halfOpen: "does not know this connection any more"
    case .listenOverflow: "turned the connection away after the handshake: its accept queue was full, or its listener had gone"
    case .abort:
      "aborted the connection" + (context.end(sender.other).hasData ? " (with data unread, or on purpose)" : "")
    default: "reset the connection"
    }
  }
}

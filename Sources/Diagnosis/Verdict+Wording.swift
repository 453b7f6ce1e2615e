import Flows
import Wire

extension ClaimedReset {
  /// The verdict in one sentence.
  func summary(_ origin: Origin, _ opinion: Opinion, _ cause: Cause?, _ place: Place?) -> Phrase {
    let name = sender.rawValue
    switch origin {
    case .device:
      return Phrase(en: "A device\(whereabouts(place)) reset this connection in the \(name)'s name.")
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

  private func deed(_ cause: Cause?) -> String {
    switch cause {
    case .closedPort: "refused the connection: nothing listens on port \(port)"
    case .lateData: "answered data that came after it had closed"
    case .scanner: "dropped the half-open connection, as a port scan does"
    case .pathProbe: "ended a probe of the path"
    case .clientGaveUp: "gave the connection up"
    case .halfOpen: "does not know this connection any more"
    case .listenOverflow: "turned the connection away after the handshake"
    case .abort: "aborted the connection"
    default: "reset the connection"
    }
  }
}

/// The one capture or command that would settle who sent a reset.
func nextStep(for claim: ClaimedReset, _ verdict: Verdict) -> Phrase? {
  guard verdict.proof != .proven else { return nil }
  let port = claim.context.flow.server.port
  let end = claim.sender.rawValue
  if claim.references.isEmpty, claim.baseline.flows == 0 {
    return Phrase(
      en:
        "capture all traffic of the \(end), not only port \(port), while another connection to it works: its other packets tell its distance"
    )
  }
  return Phrase(
    en:
      "capture at the \(end) at the same time (tcpdump -i any -w \(end).pcap tcp port \(port)): a reset that does not leave it was sent by a device"
  )
}

import Diagnosis
import Flows
import Wire

// What the values of a judgment are called for people.

extension Origin {
  /// The word in the column that says who.
  var word: String {
    rawValue.uppercased()
  }

  /// Its colour.
  var ink: Ink {
    switch self {
    case .device: .alarm
    case .server, .client: .attention
    case .undetermined: .faint
    }
  }
}

extension Place {
  /// `1 hop away, near the client`; empty where nothing is known.
  var words: String {
    let distance = hops.map { $0 == 0 ? "on the same link" : "\($0.of("hop")) away" }
    let part: String? =
      switch side {
      case .client?: "near the client"
      case .path?: "on the path"
      case .server?: "near the server"
      case nil: nil
      }
    return [distance, part].compactMap(\.self).joined(separator: ", ")
  }
}

extension Cause {
  /// The harmless endings as a report counts them.
  var words: String {
    switch self {
    case .closedPort: "closed ports"
    case .policyReject: "policy rejects"
    case .midstreamReset: "mid-stream resets"
    case .abort: "aborts"
    case .lateData: "late data after close"
    case .halfOpen: "half-open connections"
    case .strayPacket: "stray packets"
    case .listenOverflow: "full accept queues"
    case .scanner: "port scans"
    case .clientGaveUp: "clients that gave up"
    case .pathProbe: "path probes"
    case .synFlood: "floods of SYNs"
    case .administrativelyProhibited: "administratively prohibited"
    case .unreachable: "unreachable"
    case .silence: "no answer"
    }
  }
}

extension Trigger.Kind {
  /// What it was, with its article.
  var words: String {
    switch self {
    case .syn: "a SYN"
    case .synAck: "a SYN-ACK"
    case .ack: "an acknowledgment"
    case .data: "data"
    case .tlsClientHello: "a TLS ClientHello"
    case .httpRequest: "an HTTP request"
    case .fin: "a FIN"
    }
  }
}

extension Outcome {
  /// What stands in the place of who, for a flow that nobody broke off.
  var words: String {
    switch self {
    case .closed: "ended in order"
    case .reset: "reset"
    case .rejected: "refused"
    case .unanswered: "no answer"
    case .open: "still open"
    case .partial: "too little captured"
    }
  }
}

extension Endpoint {
  /// `10.1.1.20:389`, `[2001:db8::1]:389` (RFC 5952, section 6).
  var words: String {
    address.isV4 ? "\(address):\(port)" : "[\(address)]:\(port)"
  }
}

/// A length of time for people, three digits or so: `40 µs`, `12 ms`, `3.2 s`, `300 s`.
struct Interval: Hashable {
  /// Nanoseconds.
  var nanoseconds: Int64

  /// The text.
  var words: String {
    let value = nanoseconds.magnitude
    let sign = nanoseconds < 0 ? "-" : ""
    switch value {
    case 0: return "0 s"
    case ..<1_000: return sign + "\(value) ns"
    case ..<1_000_000: return sign + "\(value / 1_000) µs"
    case ..<10_000_000: return sign + Self.decimal(value / 10_000, hundredths: true) + " ms"
    case ..<1_000_000_000: return sign + "\(value / 1_000_000) ms"
    case ..<100_000_000_000: return sign + Self.decimal(value / 100_000_000, hundredths: false) + " s"
    default: return sign + "\((value / 1_000_000_000).grouped) s"
    }
  }

  private static func decimal(_ value: UInt64, hundredths: Bool) -> String {
    guard hundredths else { return "\(value / 10).\(value % 10)" }
    return "\(value / 100).\(value % 100 < 10 ? "0" : "")\(value % 100)"
  }
}

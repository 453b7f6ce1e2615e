import Flows
import Wire

extension ClaimedReset {
  /// The reason that the reset itself gives, in words: a code of its product, a diagnostic payload, Multipath TCP's reason, or plain text.
  ///
  /// Whoever made the reset chose it, so it is quoted and proves nothing.
  var declaredReason: String? {
    if signature?.product == Signature.netScaler.product, let words = NetScalerCode.all[reset.window] {
      return "\(words) (code \(reset.window))"
    }
    guard let note else { return nil }
    if let diagnostic = note.diagnostic { return diagnostic }
    if let reason = note.multipathReason { return "Multipath TCP: \(Self.multipathReason(reason))" }
    return note.text.map { "“\($0)”" }
  }

  /// RFC 8684, section 3.6.
  private static func multipathReason(_ code: UInt8) -> String {
    switch code {
    case 0: "no reason given"
    case 1: "an error of Multipath TCP"
    case 2: "lack of resources"
    case 3: "administratively prohibited"
    case 4: "too much outstanding data"
    case 5: "unacceptable performance"
    case 6: "a middlebox interferes"
    default: "reason \(code)"
    }
  }
}

extension ResetNote {
  /// The payload as text, where it is nothing but printable ASCII, at least four characters of it.
  var text: String? {
    let trimmed = octets.reversed().drop { $0 == 0 || $0 == 0x0a || $0 == 0x0d || $0 == 0x20 }.reversed()
    guard trimmed.count >= 4, trimmed.allSatisfy({ (0x20..<0x7f).contains($0) }) else { return nil }
    return String(decoding: trimmed, as: UTF8.self)
  }

  /// The reset diagnostic payload of draft-ietf-tcpm-rst-diagnostic-payload: 0x33AA, a code, and the number of who gave it its meaning. The
  /// earlier drafts' other form, 0xF317, holds text.
  fileprivate var diagnostic: String? {
    if length == 8, octets.count == 8, octets[0] == 0x33, octets[1] == 0xaa {
      let code = UInt16(octets[2]) << 8 | UInt16(octets[3])
      let enterprise = octets[4...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return enterprise == 0 ? Self.failureCause(code) : "code \(code) of enterprise \(enterprise)"
    }
    guard octets.count > 2, octets[0] == 0xf3, octets[1] == 0x17 else { return nil }
    var rest = self
    rest.octets.removeFirst(2)
    return rest.text.map { "“\($0)”" }
  }

  /// The draft's registry "TCP Failure Causes"; 8 to 14 are for firewalls and translators too.
  private static func failureCause(_ code: UInt16) -> String {
    let causes = [
      "an illegal option", "a desynchronized state", "data after CLOSE", "ABORT", "an ACK before the handshake", "a SYN in the window",
      "an unexpected security compartment", "a malformed message", "not authorized", "resources exceeded", "a network failure",
      "a reset received from the peer", "destination unreachable", "the connection timed out", "too much outstanding data",
      "unacceptable performance", "a middlebox interferes",
    ]
    let index = Int(code) - 1
    return causes.indices.contains(index) ? "\(causes[index]) (code \(code))" : "code \(code)"
  }
}

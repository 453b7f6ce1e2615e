import Flows
import Wire

/// Judges a flow that an ICMP error refused: the error's own source says who.
func judge(_ context: RejectionInContext, knowing baselines: Baselines) -> Judgment {
  var judgment = Judgment(
    flow: context.flow, outcome: .rejected, stage: QuietFlow(flow: context.flow, client: context.client, server: context.server).stage)
  guard let message = context.note.refusal else { return judgment }
  let isServer = message.ip.source == context.flow.server.address
  let isClient = message.ip.source == context.flow.client.address
  let sign = RefusalSign(of: message)
  let origin: Origin = isServer ? .server : isClient ? .client : .device
  let seen = baselines[message.ip.source].allAsServer
  let isElsewhere = isServer && seen.total > 0 && HopDistance(of: message.ip.hopLimit, to: seen) != .same
  var verdict = Verdict(refusedBy: origin, with: sign, fromElsewhere: isElsewhere)
  verdict.cause = sign.isAdministrative ? .administrativelyProhibited : .unreachable
  if origin == .device { verdict.place = Place(hops: HopDistance.hops(message.ip.hopLimit)) }
  verdict.rejection = Rejection(
    address: message.ip.source, type: message.type, code: message.code, sign: sign.text, packet: context.note.refusalPosition,
    quotedHopLimit: message.quoted.ip.hopLimit)
  judgment.verdict = verdict
  judgment.nextStep = NextStep(refused: context.flow, by: verdict.origin)
  return judgment
}

extension Verdict {
  /// The verdict on an ICMP refusal of that origin. One in the server's name from another distance may be a bridge's or a translator's.
  fileprivate init(refusedBy origin: Origin, with sign: RefusalSign, fromElsewhere isElsewhere: Bool) {
    let who = origin == .server ? "The server itself" : origin == .client ? "The client itself" : "A gateway on the path"
    let words = "refused the connection with ICMP \(sign.text) (\(sign.meaning))"
    guard isElsewhere else {
      self.init(origin: origin, forged: false, proof: .likely, summary: Phrase(en: "\(who) \(words)."))
      return
    }
    let doubt = "The server, or a device in its name, \(words): the message came from another distance than the server's other packets."
    self.init(origin: .undetermined, forged: nil, proof: .none, summary: Phrase(en: doubt))
  }
}

/// Judges a SYN that nobody answered.
func judge(_ context: SilenceInContext, knowing baselines: Baselines) -> Judgment {
  var judgment = Judgment(flow: context.flow, outcome: .unanswered, stage: .postSyn)
  let isProbe = (context.note?.timesExceeded ?? 0) > 0
  let span = inWords(max(0, context.flow.lastTime - context.flow.firstTime))
  let attempts = context.attempts == 1 ? "One SYN" : "\(context.attempts) SYNs in \(span)"
  let words = isProbe ? "\(attempts) with a small hop limit, answered by routers on the path: a path probe." : "\(attempts), and no answer."
  var verdict = Verdict(origin: .undetermined, forged: nil, proof: .none, summary: Phrase(en: words))
  verdict.cause = isProbe ? .pathProbe : .silence
  judgment.verdict = verdict
  judgment.isFolded = isProbe
  if !isProbe { judgment.nextStep = NextStep(unanswered: context.flow) }
  return judgment
}

/// traceroute's sign for a refusal (traceroute(8) of Linux: !H, !N, !P, !X …) and what it means.
package struct RefusalSign: Sendable {
  /// `!X`, `!N` …
  package var text: String
  /// In words.
  package var meaning: String
  /// Whether somebody decided it, rather than something failed.
  package var isAdministrative: Bool

  init(of message: ControlMessage) {
    self = message.ip.source.isV4 ? Self.v4(message.code) : Self.v6(message.code)
  }

  /// ICMP type 3 (RFC 792; RFC 1812, section 5.2.7.1).
  private static func v4(_ code: UInt8) -> RefusalSign {
    switch code {
    case 0: RefusalSign("!N", "network unreachable")
    case 1: RefusalSign("!H", "host unreachable")
    case 2: RefusalSign("!P", "protocol unreachable")
    case 3: RefusalSign("!<3>", "port unreachable")
    case 5: RefusalSign("!S", "source route failed")
    case 6, 8, 11: RefusalSign("!N", "network unknown, isolated, or closed to this type of service")
    case 7, 12: RefusalSign("!H", "host unknown or closed to this type of service")
    case 9: RefusalSign("!X", "network administratively prohibited", true)
    case 10: RefusalSign("!X", "host administratively prohibited", true)
    case 13: RefusalSign("!X", "communication administratively prohibited", true)
    case 14: RefusalSign("!V", "host precedence violation", true)
    case 15: RefusalSign("!C", "precedence cutoff in effect", true)
    default: RefusalSign("!<\(code)>", "destination unreachable, code \(code)")
    }
  }

  /// ICMPv6 type 1 (RFC 4443, section 3.1).
  private static func v6(_ code: UInt8) -> RefusalSign {
    switch code {
    case 0: RefusalSign("!N", "no route to destination")
    case 1: RefusalSign("!X", "communication administratively prohibited", true)
    case 2: RefusalSign("!S", "beyond scope of source address")
    case 3: RefusalSign("!H", "address unreachable")
    case 4: RefusalSign("!<4>", "port unreachable")
    case 5: RefusalSign("!X", "source address failed ingress or egress policy", true)
    case 6: RefusalSign("!X", "reject route to destination", true)
    default: RefusalSign("!<\(code)>", "destination unreachable, code \(code)")
    }
  }

  private init(_ text: String, _ meaning: String, _ isAdministrative: Bool = false) {
    self.text = text
    self.meaning = meaning
    self.isAdministrative = isAdministrative
  }
}

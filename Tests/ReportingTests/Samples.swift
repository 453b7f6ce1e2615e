import Diagnosis
import Flows
import Reporting
import Wire

// Small hand-made values that the tests report on.

extension IPAddress {
  /// 10.1.1.20, written as four numbers.
  static func v4(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> IPAddress {
    IPAddress(v4: UInt32(a) << 24 | UInt32(b) << 16 | UInt32(c) << 8 | UInt32(d))
  }
}

extension Endpoint {
  static let client = Endpoint(address: .v4(10, 1, 1, 20), port: 46418)
  static let server = Endpoint(address: .v4(100, 64, 1, 90), port: 389)
}

extension Timestamp {
  /// 2026-09-01 08:25:05.813727 UTC and some nanoseconds.
  static func sample(after nanoseconds: Int64 = 0) -> Timestamp {
    Timestamp(nanoseconds: 1_788_251_105_813_727_000 + nanoseconds)
  }
}

extension FramePosition {
  static func frame(_ number: UInt64, of file: UInt16 = 0) -> FramePosition {
    FramePosition(file: file, number: number)
  }
}

extension FlowSummary {
  static func sample(_ serial: UInt64, client: Endpoint = .client, server: Endpoint = .server) -> FlowSummary {
    var flow = FlowSummary(
      serial: serial, client: client, server: server, rolesAreGuessed: false, first: .frame(5), last: .frame(6),
      firstTime: .sample(), lastTime: .sample(after: 40_123), connectionState: "REJ", history: "Sr")
    flow.toServer = DirectionSummary(packets: 1, bytes: 0)
    flow.toClient = DirectionSummary(packets: 1, bytes: 0)
    return flow
  }
}

extension JudgedReset {
  static func sample(forged: Bool? = true, origin: Origin = .device) -> JudgedReset {
    JudgedReset(
      packet: .frame(6), time: .sample(after: 40_123), from: .server, flags: [.rst, .ack], hopLimit: 63,
      sequence: SequenceNumber(0), acknowledgment: SequenceNumber(314_236_395), window: 0, identification: 0, forged: forged,
      origin: origin, isEffective: true, answers: .frame(5))
  }
}

extension Evidence {
  static let hopDistance = Evidence(
    rule: "hop-distance", group: .topology, says: .device, strength: .strong,
    text: Phrase(en: "the reset's TTL is 63, the server's own packets arrive with 59", ja: "リセットのTTLは63、サーバー自身のパケットは59"),
    packets: [.frame(6), .frame(2)])
  static let plainHeader = Evidence(
    rule: "plain-header", group: .header, says: .server, strength: .weak,
    text: Phrase(en: "its header is what a Linux server's own reset looks like"), packets: [.frame(6)])
}

extension Judgment {
  /// A device near the client resets the SYN in the server's name.
  static func resetByDevice(_ serial: UInt64 = 2, client: Endpoint = .client, server: Endpoint = .server) -> Judgment {
    var judgment = Judgment(flow: .sample(serial, client: client, server: server), outcome: .reset, stage: .postSyn)
    var verdict = Verdict(
      origin: .device, forged: true, proof: .likely,
      summary: Phrase(en: "A device answered in the server's name: its TTL is 63 where the server's own packets have 59."))
    verdict.posingAs = .server
    verdict.place = Place(hops: 1, side: .client)
    verdict.cause = .policyReject
    judgment.verdict = verdict
    judgment.resets = [.sample()]
    judgment.resetsTotal = 1
    judgment.evidence = [.hopDistance]
    judgment.against = [.plainHeader]
    judgment.idle = 0
    judgment.trigger = Trigger(packet: .frame(5), kind: .syn)
    judgment.nextStep = NextStep(
      Phrase(en: "On the server, while it happens again"), command: "sudo tcpdump -ni any -w server.pcap tcp port 389")
    return judgment
  }

  /// The server's kernel resets the SYN.
  static func resetByServer(_ serial: UInt64, proof: Proof = .likely) -> Judgment {
    var judgment = Judgment(flow: .sample(serial), outcome: .reset, stage: .postSyn)
    judgment.verdict = Verdict(
      origin: .server, forged: proof == .likely ? false : nil, proof: proof,
      summary: Phrase(en: "Nothing listens on the port: the server itself says so."))
    judgment.verdict?.cause = .closedPort
    judgment.resets = [.sample(forged: false, origin: .server)]
    judgment.resetsTotal = 1
    return judgment
  }

  /// A router refuses with `!X`.
  static func rejected(_ serial: UInt64) -> Judgment {
    var judgment = Judgment(flow: .sample(serial), outcome: .rejected, stage: .postSyn)
    var verdict = Verdict(
      origin: .device, forged: nil, proof: .likely, summary: Phrase(en: "172.31.92.2 refused the SYN: administratively prohibited."))
    verdict.cause = .administrativelyProhibited
    verdict.place = Place(hops: 1)
    verdict.rejection = Rejection(
      address: .v4(172, 31, 92, 2), type: 3, code: 13, sign: "!X", packet: .frame(6), quotedHopLimit: 62)
    judgment.verdict = verdict
    return judgment
  }

  /// Nobody answers.
  static func unanswered(_ serial: UInt64) -> Judgment {
    var judgment = Judgment(flow: .sample(serial), outcome: .unanswered, stage: .postSyn)
    judgment.verdict = Verdict(
      origin: .undetermined, forged: nil, proof: .none, summary: Phrase(en: "Three SYNs went out and nothing came back."))
    judgment.verdict?.cause = .silence
    return judgment
  }

  /// A harmless reset, folded away.
  static func folded(_ serial: UInt64, _ cause: Cause) -> Judgment {
    var judgment = Judgment.resetByServer(serial)
    judgment.verdict?.cause = cause
    judgment.isFolded = true
    return judgment
  }

  /// An orderly end, or none yet.
  static func well(_ serial: UInt64, _ outcome: Outcome = .closed) -> Judgment {
    Judgment(flow: .sample(serial), outcome: outcome, stage: .later)
  }
}

extension TrafficCounts {
  static var sample: TrafficCounts {
    var counts = TrafficCounts()
    counts.frames = 20
    counts.segments = 15
    counts.resets = 2
    counts.controlMessages = 1
    counts.duplicates = 1
    counts.flows = 3
    counts.undecoded[1] = 3
    counts.firstTime = .sample()
    counts.lastTime = .sample(after: 1_000_000_000)
    return counts
  }
}

/// Names as an attacker would choose them.
let hostileNames = [
  "\u{1b}]0;x\u{7}", "<script>alert(1)</script>", "\"},{\"type\":\"flow", "back\\slash", "line\nbreak\r\n", "evil\u{202e}gpj.exe",
  "\u{9b}2J", "\u{200b}\u{feff}", "\u{2028}\u{2029}", String(repeating: "a", count: 255), "\u{0}", "日本語 \u{e0041}", "%s%n", "=1+1",
]

extension CaptureRecord {
  static var sample: CaptureRecord {
    var capture = CaptureRecord()
    capture.files = ["one.pcap"]
    capture.linkTypes = [.ethernet]
    return capture
  }
}

extension PathSample {
  /// A handshake captured on the client, the server five hops and 12 ms away.
  static let atClient = PathSample(
    client: End(hopLimit: 64, roundTrip: 20_000, passage: .unknown), server: End(hopLimit: 59, roundTrip: 12_000_000, passage: .unknown))
}

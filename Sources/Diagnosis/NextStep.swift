import Flows
import Wire

/// The one capture or command that would settle what a verdict leaves open.
package struct NextStep: Sendable {
  /// Where to do it, and what its outcome tells.
  package var text: Phrase
  /// The command, ready to paste into a shell: made of addresses and numbers of our own writing alone, never of names out of packets.
  package var command: String

  /// That command, and what it tells.
  package init(_ text: Phrase, command: Sentence) {
    self.text = text
    self.command = command.text
  }

  /// What would settle who sent a reset; nil where nothing is left open.
  static func settling(_ claim: borrowing ClaimedReset, _ verdict: Verdict) -> NextStep? {
    guard verdict.proof != .proven else { return nil }
    let flow = claim.context.flow
    switch verdict.cause {
    case .closedPort where verdict.forged == false: return .listening(on: flow.server)
    case _ where claim.isOnOneMachine: return .resets(on: flow.server)
    case .contentTrigger: return .otherName(to: flow.server)
    case .pathProbe, .scanner: return .capture(at: claim.sender, of: flow, claim.sender.settles)
    default:
      let tells = claim.isCapturedAtSender ? claim.sender.settlesHere : claim.sender.settles
      return claim.hasNothingToCompareWith ? .reference(of: claim) : .capture(at: claim.sender, of: flow, tells)
    }
  }

  /// What would settle who refused with ICMP.
  init(refused flow: FlowSummary, by origin: Origin) {
    guard origin == .device else {
      let tells = Phrase(
        en: "an ICMP message that does not leave it was sent by a device", ja: "そこから出ていないICMPメッセージは装置が送ったもの")
      self = .capture(at: .server, of: flow, tells, isWithICMP: true)
      return
    }
    let text = Phrase(
      en: "On the client: the hop that shows the same sign is the one that refuses; its neighbours tell where it stands",
      ja: "クライアントで：同じ記号を示すホップが拒否している装置。前後のホップからその位置がわかる")
    self.init(text, command: Self.traceroute(to: flow.server))
  }

  /// What would settle where a SYN, or its answer, was lost.
  init(unanswered flow: FlowSummary) {
    let text = Phrase(
      en: "a SYN that does not arrive was dropped on the way there, an answer that leaves, on the way back",
      ja: "SYNが届かなければ行きの途中で、応答が出ていれば帰りの途中で捨てられている")
    self = .capture(at: .server, of: flow, text, isWithICMP: true)
  }
}

extension NextStep {
  /// A capture at one end, while it happens again. The client's address is left out: a translator may change it on the way.
  private static func capture(at party: Party, of flow: FlowSummary, _ tells: Phrase, isWithICMP: Bool = false) -> NextStep {
    let expression = isWithICMP ? "'tcp port \(flow.server.port) or icmp or icmp6'" : "tcp port \(flow.server.port)"
    return NextStep(
      Phrase(
        en: "On the \(party.rawValue), while it happens again: \(tells.en)", ja: "\(party.ja)で、再現させながら：\(tells.ja ?? "")"),
      command: "sudo tcpdump -ni any -w \(party.rawValue).pcap \(expression)")
  }

  /// Something of the claimed sender to compare the reset with.
  private static func reference(of claim: borrowing ClaimedReset) -> NextStep {
    let address = claim.context.address(claim.sender)
    let sender = claim.sender
    let text = Phrase(
      en: """
        Where this capture was taken, while a ping or another connection to the \(sender.rawValue) is answered and it happens again: its \
        other packets tell its distance
        """,
      ja: "このキャプチャと同じ場所で、\(sender.ja)へのpingか別の接続が応答される間に再現させる：ほかのパケットから距離がわかる")
    return NextStep(text, command: "sudo tcpdump -ni any -w again.pcap 'host \(address) and (tcp or icmp or icmp6)'")
  }

  /// Whether anything listens on the port of a server that refuses.
  private static func listening(on server: Endpoint) -> NextStep {
    let text = Phrase(
      en:
        "On the server: if this shows a listener, its own packet filter or something before it refuses; if it shows none, the port is closed",
      ja: "サーバーで：待ち受けが表示されれば、自身のパケットフィルターか手前の何かが拒否している。表示されなければポートは閉じている")
    return NextStep(text, command: "ss -ltnp 'sport = :\(server.port)'")
  }

  /// Which program it is that resets, where both ends are within one machine.
  private static func resets(on server: Endpoint) -> NextStep {
    let text = Phrase(
      en: "On that machine, while it happens again (Linux): the program whose socket resets; none where its packet filter does",
      ja: "そのマシンで、再現させながら（Linux）：リセットするソケットのプログラム。何も出なければパケットフィルター")
    let either = "args.sport == \(server.port) || args.dport == \(server.port)"
    return NextStep(text, command: "sudo bpftrace -e 'tracepoint:tcp:tcp_send_reset /\(either)/ { print(comm) }'")
  }

  /// The same server, asked for another name: what acts upon names lets this one pass.
  private static func otherName(to server: Endpoint) -> NextStep {
    let text = Phrase(
      en: "On the client: if this other name is not reset, something on the path acts upon the name",
      ja: "クライアントで：この別の名前でリセットされなければ、経路上の何かが名前に反応している")
    return NextStep(text, command: "openssl s_client -connect \(server.inShell) -servername example.com </dev/null")
  }

  /// `traceroute` with SYNs to that port.
  private static func traceroute(to server: Endpoint) -> Sentence {
    "sudo traceroute -n -T -p \(server.port) \(server.address)"
  }
}

extension Endpoint {
  /// `100.64.1.90:443`, `'[2001:db8::1]:443'`.
  fileprivate var inShell: String {
    address.isV4 ? "\(address):\(port)" : "'[\(address)]:\(port)'"
  }
}

extension Party {
  /// What a capture on all interfaces tells at an end where this one was taken, without the directions of frames.
  fileprivate var settlesHere: Phrase {
    Phrase(
      en: "all interfaces, with the direction of each frame: the \(rawValue) sent this reset if it goes out",
      ja: "-i anyならフレームの向きが残り、外へ出ていれば\(ja)がこのリセットを送った")
  }

  /// What a capture at this end tells of a reset in its name.
  fileprivate var settles: Phrase {
    Phrase(en: "a reset that does not leave the \(rawValue) was sent by a device", ja: "\(ja)から出ていないリセットは装置が送ったもの")
  }
}

extension ClaimedReset {
  /// Whether nothing else of the claimed sender was captured.
  var hasNothingToCompareWith: Bool { references.isEmpty && baseline.flows == 0 }
}

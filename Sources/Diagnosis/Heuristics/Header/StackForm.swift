import Flows
import Wire

extension Heuristic {
  /// A form that the claimed sender's stack cannot give a reset, or the very one that it gives.
  ///
  /// The order of the options in a SYN or SYN-ACK tells which stack made it. Linux resets without ACK and window where it knows no connection
  /// (tcp_v4_send_reset), and aborts with the timestamps that were negotiated (tcp_send_active_reset), both with Don't Fragment where its SYN
  /// had it; netfilter on the host does as the former. Windows announces no window on either and stamps neither. Silent where the SYN was not
  /// captured, tells no stack, or came from another distance than all that followed. Not more than a header fact: what imitates Linux's
  /// options (gVisor), and full balancers that pass another machine's SYN-ACK on, reset in ways of their own.
  static let stackForm = Heuristic(
    "stack-form", .header,
    source: "p0f.fp; Linux tcp_v4_send_reset, tcp_send_active_reset, ip_send_unicast_reply, nf_reject_ipv4.c; nmap-os-db 7.93 (Windows)"
  ) { claim in
    switch claim.stack {
    case .linux?: claim.foreignToLinux.map { Finding(.formNotLinux, $0, [claim.handshake, claim.reset].compactMap(\.self)) }
    case .windows?: claim.windowsForm
    case nil: nil
    }
  }
}

extension ClaimedReset {
  /// What Linux does not do, in words; nil where it could have made this reset.
  fileprivate var foreignToLinux: Phrase? {
    let window = reset.window
    if !reset.flags.contains(.ack), window != 0 {
      return linuxText(
        sender, Phrase(en: "never offers a window without ACK (here \(window))", ja: "ACKなしでウィンドウを告げない（ここでは\(window)）"))
    }
    if !reset.isV6, !reset.dontFragment, handshake?.dontFragment == true {
      return linuxText(sender, Phrase(en: "sets DF on its resets as on its SYN", ja: "SYNと同じくリセットにもDFを立てる"))
    }
    if isAbortWithoutTimestamps {
      return linuxText(sender, Phrase(en: "puts the agreed timestamps on an abort", ja: "中断のリセットにも合意したタイムスタンプを付ける"))
    }
    return nil
  }

  /// Whether it has the form of an abort, but lacks the timestamps of all its sender's segments. What answers a segment without ACK has none,
  /// and sequence number 0 (RFC 9293, section 3.5.2).
  private var isAbortWithoutTimestamps: Bool {
    guard reset.flags.contains(.ack), reset.sequence.value != 0, !reset.options.contains(.timestamps) else { return false }
    guard negotiatedTimestamps == true, handshake?.options.contains(.timestamps) == true else { return false }
    return earlierReferences.allSatisfy { $0.options.contains(.timestamps) }
  }

  /// What Windows never does, or an abort of its own.
  fileprivate var windowsForm: Finding? {
    if reset.window != 0 { return Finding(.formNotWindows, windowsText(sender, reset.window), [reset]) }
    guard reset.flags.contains(.ack), reset.options.isEmpty, let known = knownNumbers, reset.sequence == known.next else { return nil }
    guard let last = earlierReferences.last(where: { $0.flags.contains(.ack) }), reset.acknowledgment == last.acknowledgment else {
      return nil
    }
    return Finding(.formOfWindows, windowsAbortText(sender), [reset])
  }
}

private func linuxText(_ sender: Party, _ habit: Phrase) -> Phrase {
  Phrase(
    en: "the \(sender.rawValue)'s options are in Linux's order, and Linux \(habit.en)",
    ja: "\(sender.ja)のオプションの並びはLinuxのもので、Linuxは\(habit.ja ?? "")")
}

private func windowsText(_ sender: Party, _ window: UInt16) -> Phrase {
  Phrase(
    en: "the \(sender.rawValue)'s options are in the order of Windows, which announces no window on a reset (here \(window))",
    ja: "\(sender.ja)のオプションの並びはWindowsのもので、Windowsはリセットでウィンドウを告げない（ここでは\(window)）")
}

private func windowsAbortText(_ sender: Party) -> Phrase {
  Phrase(
    en: "its numbers and form are those with which Windows aborts, and the \(sender.rawValue)'s options are in the order of Windows",
    ja: "番号と形はWindowsが中断するときのもので、\(sender.ja)のオプションの並びもWindowsのもの")
}

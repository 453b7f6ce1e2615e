import Flows
import Wire

extension Heuristic {
  /// A window on a reset without ACK.
  ///
  /// A stack without the connection has no window to offer: 86 % of fingerprinted stacks send 0 here, and those that do not send a constant
  /// of their own. Silent where the sender's other resets carry it too.
  static let idleWindow = Heuristic(
    "idle-window", .header, source: "nmap-os-db 7.93: window of the reset to a stray ACK; scapy's default window 8192"
  ) { claim in
    guard !claim.reset.flags.contains(.ack), claim.reset.window != 0 else { return nil }
    return Finding(.idleWindow, idleWindowText(claim.reset.window), [claim.reset])
  }

  /// A window on an abort unlike any that the sender announced.
  ///
  /// An abort announces the connection's window as its other segments do (RFC 9293, section 3.10.5). Less for the windows in which a maker of
  /// balancers writes reset codes; other balancers send 0. Silent where the window is 0, which many stacks send, and where no segment but a SYN is known, whose window is not scaled.
  static let foreignWindow = Heuristic(
    "foreign-window", .header, source: "RFC 9293, section 3.10.5; RFC 7323, section 2.2"
  ) { claim in
    guard claim.reset.flags.contains(.ack), claim.reset.window > 0 else { return nil }
    let own = claim.earlierReferences.filter { !$0.flags.contains(.syn) }.map { Int($0.window) }
    guard own.count >= 2, let least = own.min(), let most = own.max() else { return nil }
    guard Int(claim.reset.window) * 4 < least || Int(claim.reset.window) > most * 4 + 1024 else { return nil }
    return Finding(
      balancerWindows.contains { $0.contains(claim.reset.window) } ? .foreignWindowBalancer : .foreignWindow,
      foreignWindowText(claim.reset.window, least, most, claim.sender), [claim.reset])
  }

  /// An abort without the timestamps that both ends had agreed on.
  ///
  /// Stacks that negotiated timestamps put them on an abort too (RFC 7323, section 3.2: SHOULD; Linux always does), but for those that come from
  /// 4.4BSD. Silent where the sender's other segments lack them as well, and where its SYN does not tell its stack or is one of theirs.
  static let missingTimestamps = Heuristic(
    "missing-timestamps", .header, source: "RFC 7323, section 3.2; Linux tcp_send_active_reset; 4.4BSD tcp_output.c"
  ) { claim in
    guard claim.reset.flags.contains(.ack), claim.reset.window > 0, !claim.reset.options.contains(.timestamps) else { return nil }
    guard claim.stampsAborts == true else { return nil }
    let own = claim.earlierReferences.filter { !$0.flags.contains(.syn) }
    guard own.count >= 2, own.allSatisfy({ $0.options.contains(.timestamps) }) else { return nil }
    return Finding(.missingTimestamps, missingText(claim.sender), [claim.reset])
  }
}

/// NetScaler's reset codes (CTX695832; nmap-os-db 7.93).
private let balancerWindows: [ClosedRange<UInt16>] = [8_201...8_300, 9_000...9_999]

private func idleWindowText(_ window: UInt16) -> Phrase {
  Phrase(
    en: "it offers a window (\(window)) without acknowledging anything; most stacks send 0 there",
    ja: "確認応答なしでウィンドウ（\(window)）を告げている。普通のスタックは0を入れる")
}

private func foreignWindowText(_ window: UInt16, _ least: Int, _ most: Int, _ sender: Party) -> Phrase {
  let usual = least == most ? "\(least)" : "\(least) to \(most)"
  return Phrase(
    en: "its window is \(window); the \(sender.rawValue)'s other packets announce \(usual)",
    ja: "ウィンドウが\(window)。\(sender.ja)のほかのパケットでは\(usual)")
}

private func missingText(_ sender: Party) -> Phrase {
  Phrase(
    en: "it lacks the TCP timestamps that all other packets of the \(sender.rawValue) carry",
    ja: "\(sender.ja)のほかの全パケットにあるTCPタイムスタンプがない")
}

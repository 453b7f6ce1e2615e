import Flows
import Wire

// What a stack is known to do, as its SYN or SYN-ACK tells which it is.
extension ClaimedReset {
  /// Whether the claimed sender's stack puts the timestamps that were negotiated on an abort; nil where its SYN was not captured.
  ///
  /// Those that come from 4.4BSD leave them out (tcp_output.c: not with TH_RST; so in XNU, OpenBSD and slirp). They offer 65535 (macOS, iOS, FreeBSD) or
  /// 16384 (OpenBSD) in their SYN (p0f.fp); Linux offers a multiple of the segment size.
  var stampsAborts: Bool? {
    let first = sender == .server ? context.firstOfServer : context.firstOfClient
    guard let first, first.flags.contains(.syn) else { return nil }
    return first.window != 65_535 && first.window != 16_384
  }
}

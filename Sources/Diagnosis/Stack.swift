import Flows
import Wire

/// Families of stacks that the order of the options in a SYN or SYN-ACK tells apart, and whose ways of resetting are known.
enum Stack: Sendable {
  /// Linux, Android, and what imitates them (gVisor's netstack): the window scale comes last.
  case linux
  /// Windows: the window scale comes second, and packets begin with a hop limit of 128.
  case windows

  /// The stack that made this SYN or SYN-ACK; nil where that does not show: without a window scale, and without anything that could stand
  /// before it. Which options a SYN-ACK has the SYN decides, but not their order (p0f.fp).
  init?(of packet: RecordedPacket) {
    let options = packet.options
    guard packet.flags.contains(.syn), !packet.flags.contains(.rst), !options.contains(.damaged) else { return nil }
    guard options.contains(.maximumSegmentSize), options.contains(.windowScale) else { return nil }
    let (hasSack, hasTimestamps) = (options.contains(.sackPermitted), options.contains(.timestamps))
    guard hasSack || hasTimestamps else { return nil }
    let sackIsFirst = options.contains(.scaleAfterSackPermitted)
    let timestampsAreFirst = options.contains(.scaleAfterTimestamps)
    if sackIsFirst == hasSack, timestampsAreFirst == hasTimestamps {
      // OpenBSD's order is the same where the other end offers no timestamps.
      guard packet.window != openBSDWindow else { return nil }
      self = .linux
    } else if !sackIsFirst, !timestampsAreFirst, (65...128).contains(packet.hopLimit) {
      self = .windows
    } else {
      return nil
    }
  }
}

/// What OpenBSD offers in its SYN (p0f.fp).
private let openBSDWindow: UInt16 = 16_384

extension ClaimedReset {
  /// The claimed sender's first packet in this flow, where it is its SYN or SYN-ACK.
  var handshake: RecordedPacket? {
    guard let first = sender == .server ? context.firstOfServer : context.firstOfClient, first.time <= reset.time else { return nil }
    return first.flags.contains(.syn) && !first.flags.contains(.rst) ? first : nil
  }

  /// The claimed sender's stack, as its SYN or SYN-ACK tells; nil where that came from another distance than all that followed, as a SYN
  /// proxy's does, or is a scanner's own.
  var stack: Stack? {
    guard let handshake, !isHalfOpenFinish, !isUnlikeLater(handshake) else { return nil }
    return Stack(of: handshake)
  }

  /// Whether the claimed sender's stack puts the timestamps that were negotiated on an abort; nil where its SYN was not captured.
  ///
  /// Those that come from 4.4BSD leave them out (tcp_output.c: not with TH_RST; so in XNU, OpenBSD and slirp). They offer 65535 (macOS, iOS, FreeBSD) or
  /// 16384 (OpenBSD) in their SYN (p0f.fp); Linux offers a multiple of the segment size, or what its options tell. Windows leaves them out too.
  var stampsAborts: Bool? {
    guard let handshake else { return nil }
    switch Stack(of: handshake) {
    case .linux?: return true
    case .windows?: return false
    case nil: return handshake.window != 65_535 && handshake.window != openBSDWindow
    }
  }
}

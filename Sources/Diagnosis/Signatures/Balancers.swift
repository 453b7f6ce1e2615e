import Flows
import Wire

// Balancers and proxies: they own the address that they answer for.
extension Signature {
  /// NetScaler writes a code for its reason into the window, and begins at TTL 255.
  static let netScaler = Signature(
    product: "Citrix NetScaler", author: .balancer, trust: .documented, source: "Citrix CTX200852, CTX695832; nmap-os-db 7.93",
    marks: Phrase(
      en: "TTL from 255, and a window that is one of its reset codes",
      ja: "255からのTTLと、リセットコードの一つであるウィンドウ")
  ) { claim in
    let reset = claim.reset
    guard reset.began(at: 255), reset.options.isEmpty, reset.isV6 || reset.dontFragment else { return false }
    return NetScalerCode.all[reset.window] != nil && !claim.references.contains { $0.window == reset.window }
  }

  /// BIG-IP with `tm.rstcause.pkt` writes its reason into the payload, as text after a number in brackets.
  static let bigIP = Signature(
    product: "F5 BIG-IP", author: .balancer, trust: .measured, source: "F5 K13223, tm.rstcause.pkt; tcpdump, tests/tcp_rst_data.pcap",
    marks: Phrase(
      en: "a payload with a reason as BIG-IP writes it",
      ja: "BIG-IPの書式の理由を含むペイロード")
  ) { claim in
    guard let text = claim.note?.text else { return false }
    return text.hasPrefix("BIG-IP") || text.split(separator: "]").first.map { $0.isBigIPNumber } ?? false
  }
}

extension Substring {
  /// `[0x1509bb6:1188`.
  fileprivate var isBigIPNumber: Bool {
    guard hasPrefix("[0x") else { return false }
    let parts = dropFirst(3).split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && UInt64(parts[0], radix: 16) != nil && UInt64(parts[1]) != nil
  }
}

/// NetScaler's reset codes, those that an engineer can act upon, in our words.
enum NetScalerCode {
  /// Those for a connection on which nothing was said for too long.
  static let idle: Set<UInt16> = [8211, 9300, 9301, 9302, 9303]

  /// By window.
  static let all: [UInt16: String] = [
    8196: "a bad TLS record", 8201: "a packet for a connection that it does not have any more",
    8202: "data for a connection whose SYN cookie has expired", 8204: "a repeated SYN with another number",
    8205: "a wrong acknowledgment in the handshake", 8206: "a packet of an older connection during the handshake",
    8207: "a SYN in the window of a connection", 8208: "too many retransmissions", 8209: "out of memory", 8210: "a bad HTTP request",
    8211: "idle for too long", 8212: "a SYN that no service listens for", 8214: "a segment size beyond that of the link",
    9100: "an HTTP connection that stopped half-way", 9201: "HTTP responses out of step", 9202: "data out of step on a reused connection",
    9203: "a FIN for an earlier client on a reused connection", 9205: "bad chunks in an HTTP response", 9206: "a bad HTTP header",
    9212: "an invalid HTTP request", 9222: "a response with contradicting lengths", 9300: "idle for too long", 9301: "idle for too long",
    9302: "idle for too long", 9303: "idle for too long", 9304: "the other end's window stayed closed",
    9305: "a wrong acknowledgment of its SYN", 9307: "windows too small", 9308: "windows too small", 9309: "windows too small",
    9310: "no answer to keep-alives", 9400: "too many server connections", 9401: "its capacity is reached, or its configuration changed",
    9700: "it passes on a reset from its other side", 9701: "it passes on a reset from its other side", 9702: "data after a FIN",
    9800: "its own monitoring probe timed out", 9811: "a TLS alert ended the connection",
    9812: "the address was taken out of its configuration",
    9814: "a policy says reset", 9816: "a bad TLS record", 9817: "its certificate was being changed", 9827: "its TLS configuration changed",
    9830: "an access list denies it", 9832: "an error of the application", 9833: "a fatal TLS error", 9838: "a bad TLS record",
    9845: "its application firewall says reset", 9855: "its queue is full",
  ]
}

import Flows
import Wire

// Firewalls and translators.
extension Signature {
  /// Cisco's ASA and PIX: RST+ACK from TTL 255 with the window of the packet that drew it.
  ///
  /// Embedded stacks that turn a packet round in place may do the same, so it is named only where something else shows a device; and not where the
  /// host's own packets begin at 255 too.
  static let adaptiveSecurityAppliance = Signature(
    product: "Cisco ASA or PIX", author: .common, trust: .measured, source: "nmap-os-db 7.93: 62 of 67 rows of this form",
    marks: Phrase(
      en: "RST+ACK from TTL 255, DF clear, with the window of the packet that drew it, unlike the sender's own packets",
      ja: "TTL 255から、DFなしのRST+ACK。ウィンドウはきっかけのパケットの写しで、送信者自身のものと違う")
  ) { claim in
    let reset = claim.reset
    guard reset.flags == [.rst, .ack], !reset.isV6, !reset.dontFragment, reset.began(at: 255), reset.options.isEmpty else { return false }
    return claim.mirrorsForeignWindow && !claim.references.contains { $0.began(at: 255) }
  }

  /// pf (OpenBSD, FreeBSD, pfSense, OPNsense): return-rst carries the type of service "low delay".
  ///
  /// Silent where the host's own packets, or what drew the reset, carry it, since stacks echo it and interactive programs ask for it; and where
  /// there is none to compare with, since a router may have set it.
  static let packetFilter = Signature(
    product: "pf (return-rst)", author: .packetFilter, trust: .code, source: "FreeBSD, sys/netpfil/pf/pf.c, pf_send_tcp",
    marks: Phrase(
      en: "type of service 0x10, which nothing else of the sender carries, RST+ACK, window 0",
      ja: "送信者のほかのパケットにないサービス種別0x10、RST+ACK、ウィンドウ0")
  ) { claim in
    let reset = claim.reset
    guard reset.typeOfService == 0x10, !reset.isV6, reset.flags == [.rst, .ack], reset.window == 0, reset.options.isEmpty else {
      return false
    }
    guard claim.answersByTheNumbers, claim.trigger?.packet.typeOfService != 0x10, !claim.references.isEmpty else { return false }
    return !claim.references.contains { $0.typeOfService == 0x10 }
  }

  /// Linux's iptables and nftables REJECT: the very form of a Linux host's own answer, so it says nothing of who sent it.
  static let netfilter = Signature(
    product: "Linux REJECT, or alike", author: .common, trust: .code,
    source: "Linux, net/ipv4/netfilter/nf_reject_ipv4.c, net/ipv6/netfilter/nf_reject_ipv6.c",
    marks: Phrase(
      en: "the form of Linux's iptables and nftables REJECT",
      ja: "LinuxのiptablesやnftablesのREJECTの形")
  ) { claim in
    let reset = claim.reset
    guard reset.window == 0, reset.options.isEmpty, reset.typeOfService == 0, reset.payloadLength == 0, reset.began(at: 64) else {
      return false
    }
    guard let trigger = claim.trigger?.packet, trigger.flags.contains(.ack) != reset.flags.contains(.ack) else { return false }
    guard reset.isV6 ? reset.flowLabel == 0 : reset.identification == 0 && reset.dontFragment else { return false }
    return claim.answersByTheNumbers
  }

  /// VirtualBox's NAT. It ends its guest's connections and opens others; what it says for itself begins at TTL 255, and what it passes on of the
  /// server at 64.
  static let virtualBox = Signature(
    product: "VirtualBox NAT", author: .translator, trust: .measured, source: "VirtualBox manual, NAT; four public captures",
    marks: Phrase(
      en: "TTL 255 and the link address 52:54:00:12:35:02 of VirtualBox's NAT gateway",
      ja: "TTL 255と、VirtualBoxのNATゲートウェイのリンクアドレス52:54:00:12:35:02")
  ) { claim in
    claim.reset.hardwareAddress == 0x5254_0012_3502 && claim.reset.hopLimit == 255
  }

  /// QEMU's user networking (slirp), likewise.
  static let qemu = Signature(
    product: "QEMU user networking (slirp)", author: .translator, trust: .measured,
    source: "libslirp, slirp.h and tcp_subr.c; a public capture",
    marks: Phrase(
      en: "TTL 255 and the link address 52:55:0a:00:02:02 of slirp's gateway",
      ja: "TTL 255と、slirpのゲートウェイのリンクアドレス52:55:0a:00:02:02")
  ) { claim in
    claim.reset.hardwareAddress == 0x5255_0a00_0202 && claim.reset.hopLimit == 255
  }
}

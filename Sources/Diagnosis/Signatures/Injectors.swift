import Flows
import Wire

// Programs beside the path that send resets in others' names.
extension Signature {
  /// dsniff's tcpkill: for every segment seen, resets at its acknowledgment, one window further, and three windows further.
  static let tcpkill = Signature(
    product: "tcpkill (dsniff)", author: .device, trust: .code, source: "dsniff, tcpkill.c",
    marks: Phrase(
      en: "resets without ACK, each a window of the other end further on, DF clear",
      ja: "ACKなしのリセットが、相手のウィンドウ分ずつ先へ、DFなし")
  ) { claim in
    let reset = claim.reset
    guard reset.flags == .rst, reset.window == 0, !reset.isV6, !reset.dontFragment, reset.began(at: 64) else { return false }
    let numbers = Set(claim.siblings.map(\.sequence))
    guard numbers.count >= 2 else { return false }
    return claim.before.contains {
      $0.from == claim.sender.other && $0.window > 0 && numbers.contains($0.acknowledgment)
        && numbers.contains($0.acknowledgment + UInt32($0.window))
    }
  }

  /// Snort's active response: resets at offsets 0, d, 3d, 5d …, d being the payload that drew them.
  static let snort = Signature(
    product: "Snort", author: .device, trust: .code, source: "snort3, packet_io/active.cc; snort 2.9",
    marks: Phrase(
      en: "resets strafed by one and three times the length of the payload that drew them, window 0, DF clear",
      ja: "きっかけのペイロード長の1倍と3倍ずつずらしたリセット、ウィンドウ0、DFなし")
  ) { claim in
    let reset = claim.reset
    guard reset.flags == [.rst, .ack], reset.window == 0, !reset.isV6, !reset.dontFragment else { return false }
    let numbers = Set(claim.siblings.map(\.sequence))
    guard numbers.count >= 3 else { return false }
    return claim.before.contains { packet in
      packet.from == claim.sender.other && packet.payloadLength > 0
        && numbers.contains { numbers.contains($0 + packet.payloadLength) && numbers.contains($0 + 3 * packet.payloadLength) }
    }
  }

  /// Suricata's reject, made with libnet: the window of the packet that drew it, TTL 64, identification 0, DF clear.
  static let suricata = Signature(
    product: "Suricata", author: .device, trust: .code, source: "Suricata, respond-reject-libnet11.c",
    marks: Phrase(
      en: "the window of the packet that drew it, which the sender never announced, identification 0, DF clear",
      ja: "きっかけのパケットのウィンドウ（送信者は告げていない）、識別子0、DFなし")
  ) { claim in
    let reset = claim.reset
    guard reset.flags == [.rst, .ack], !reset.isV6, !reset.dontFragment, reset.identification == 0 else { return false }
    guard reset.began(at: 64), reset.options.isEmpty, reset.typeOfService == 0 else { return false }
    guard claim.mirrorsForeignWindow, claim.answersByTheNumbers else { return false }
    return claim.references.allSatisfy { $0.dontFragment || $0.identification != 0 }
  }

  /// The Great Firewall's second kind: resets whose hop limit and window count up in step, or that lie 1,460 and 4,380 octets apart.
  static let greatFirewall = Signature(
    product: "Great Firewall of China (type 2)", author: .device, trust: .measured,
    source: "Clayton et al. 2006; Wang et al., IMC 2017; net4people/bbs 285",
    marks: Phrase(
      en: "several RST+ACK whose TTL and window count up in step, or whose numbers lie 1460 and 4380 apart",
      ja: "TTLとウィンドウがそろって増えるか、番号が1460と4380離れた、複数のRST+ACK")
  ) { claim in
    guard claim.reset.flags == [.rst, .ack], claim.reset.window > 0 else { return false }
    let siblings = claim.siblings.filter { $0.window > 0 }
    guard siblings.count >= 2 else { return false }
    let numbers = Set(siblings.map(\.sequence))
    if numbers.contains(where: { numbers.contains($0 + 1_460) && numbers.contains($0 + 4_380) }) { return true }
    guard numbers.count == 1, Set(siblings.map(\.hopLimit)).count > 1 else { return false }
    return Set(siblings.map { Int($0.window) - Int($0.hopLimit) }).count == 1
  }

  /// The device that broke off file sharing for an American cable network in 2006 to 2008.
  static let sandvine = Signature(
    product: "Sandvine", author: .device, trust: .measured, source: "Weaver, Sommer, Paxson, NDSS 2009",
    marks: Phrase(
      en: "two resets without ACK, 12503 octets apart, with one and the same window",
      ja: "12503オクテット離れ、ウィンドウが同じ、ACKなしの2つのリセット")
  ) { claim in
    guard claim.reset.flags == .rst, claim.reset.window > 0 else { return false }
    return claim.siblings.contains {
      abs($0.sequence - claim.reset.sequence) == 12_503 && $0.window == claim.reset.window
    }
  }

  /// The wiretap of an Indian provider: window 16, identification 242.
  static let airtel = Signature(
    product: "Airtel (India)", author: .device, trust: .measured, source: "Yadav et al., IMC 2018; Tripwire, signature.go, airtel.pcap",
    marks: Phrase(
      en: "window 16, IP identification 242, DF clear",
      ja: "ウィンドウ16、IP識別子242、DFなし")
  ) { claim in
    let reset = claim.reset
    return reset.window == 16 && reset.identification == 242 && !reset.isV6 && !reset.dontFragment && reset.options.isEmpty
  }

  /// PacketLogic: one identification for all that it injects. Silent where the sender's own counter is near.
  static let packetLogic = Signature(
    product: "Sandvine PacketLogic", author: .device, trust: .reported, source: "Citizen Lab, Bad Traffic, 2018",
    marks: Phrase(
      en: "IP identification 13330, DF clear",
      ja: "IP識別子13330、DFなし")
  ) { claim in
    let reset = claim.reset
    guard reset.identification == 13_330, !reset.isV6, !reset.dontFragment, reset.options.isEmpty else { return false }
    return !claim.references.contains { (12_000...15_000).contains($0.identification) }
  }

  /// The firewall of Henan: ten octets of payload, always the same.
  static let henan = Signature(
    product: "Henan firewall (China)", author: .device, trust: .measured, source: "IEEE S&P 2025; XTLS/Xray-core 2426",
    marks: Phrase(
      en: "a payload of ten octets, 01 to 09 and 00",
      ja: "01〜09と00の10オクテットのペイロード")
  ) { claim in
    claim.note?.octets == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
  }

  /// scapy's defaults. Some embedded hosts' resets offer the same window, so that it is named only where something else shows a device.
  static let scapy = Signature(
    product: "scapy", author: .common, trust: .code, source: "scapy, layers/inet.py: defaults of IP and TCP",
    marks: Phrase(
      en: "IP identification 1, window 8192, DF clear",
      ja: "IP識別子1、ウィンドウ8192、DFなし")
  ) { claim in
    let reset = claim.reset
    return reset.identification == 1 && reset.window == 8_192 && !reset.isV6 && !reset.dontFragment && reset.began(at: 64)
  }
}

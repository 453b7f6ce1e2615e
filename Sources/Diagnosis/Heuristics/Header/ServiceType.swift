import Flows
import Wire

extension Heuristic {
  /// The type of service is neither the one that the sender marks its packets with, nor the one of the packet that the reset answers.
  ///
  /// A stack marks an abort like its data, or echoes the segment that it answers; packet filters write 0 (netfilter) or 0x10 (pf). The two bits for
  /// congestion are left out. Silent for resets without ACK, which echo a mark that the path may have changed, below three packets of the sender or where they differ among themselves.
  static let serviceType = Heuristic(
    "service-type", .header, source: "Linux tcp_v4_send_reset, nf_reject_ipv4.c; FreeBSD pf.c (IPTOS_LOWDELAY); RFC 2474"
  ) { claim in
    guard claim.reset.flags.contains(.ack) else { return nil }
    guard claim.references.count >= 3, let own = claim.references.first?.codePoint, claim.reset.codePoint != own else { return nil }
    guard claim.references.allSatisfy({ $0.codePoint == own }) else { return nil }
    if let trigger = claim.trigger?.packet {
      guard claim.reset.codePoint != trigger.codePoint else { return nil }
    }
    return Finding(
      claim.reset.codePoint == 0x10 ? .serviceTypeFilter : .serviceType, serviceText(claim.reset.typeOfService, own, claim.sender),
      [claim.reset])
  }
}

extension RecordedPacket {
  /// The type of service without the two bits for congestion (RFC 3168).
  fileprivate var codePoint: UInt8 { typeOfService & 0xfc }
}

private func serviceText(_ value: UInt8, _ own: UInt8, _ sender: Party) -> Phrase {
  let shown = "0x" + String(value, radix: 16)
  return Phrase(
    en: "its type of service is \(shown); all other packets of the \(sender.rawValue) carry 0x\(String(own, radix: 16))",
    ja: "サービス種別（TOS）が\(shown)。\(sender.ja)のほかの全パケットは0x\(String(own, radix: 16))")
}

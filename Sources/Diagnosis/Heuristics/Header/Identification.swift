import Flows
import Wire

extension Heuristic {
  /// The IP identification goes on where the sender's counter stood.
  ///
  /// An abort leaves through the socket and takes its next number. Silent on identification 0 and for resets of sockets that no longer
  /// exist, which take it elsewhere: being off the counter proves nothing.
  static let nextIdentification = Heuristic(
    "next-identification", .header, source: "RFC 6864; measured: IP ID off the sender's counter is normal for resets without a socket"
  ) { claim in
    guard !claim.reset.isV6, claim.reset.identification != 0 else { return nil }
    guard let last = claim.earlierReferences.last(where: { $0.identification != 0 }) else { return nil }
    let step = claim.reset.identification &- last.identification
    guard step >= 1, step <= 16 else { return nil }
    // A box that makes a reset of the packet that it stops keeps the identification, and strips the options.
    let isStripped = claim.reset.window > 0 && claim.reset.options.isEmpty && last.options.contains(.timestamps)
    return Finding(
      isStripped ? .identificationStripped : step <= 2 ? .identificationNext : .identificationSoon,
      stepText(last.identification, claim.reset.identification, claim.sender), [last, claim.reset])
  }
}

private func stepText(_ last: UInt16, _ next: UInt16, _ sender: Party) -> Phrase {
  Phrase(
    en: "its IP identification \(next) continues the \(sender.rawValue)'s counter (\(last) before)",
    ja: "IP識別子\(next)が\(sender.ja)のカウンターの続き（直前は\(last)）")
}

import Flows

extension Heuristic {
  /// The exact form of a product that speaks in others' names, and that no server's stack has.
  ///
  /// Silent for balancers, which own the address that they answer for, for packet filters, which may run on the host itself, and for forms that
  /// hosts have too: those are named, and no more. Its weight is the trust in the row's source, not a fit.
  static let productSignature = Heuristic(
    "product-signature", .proof, source: "each row of Diagnosis/Signatures names its own"
  ) { claim in
    guard let signature = claim.signature else { return nil }
    switch signature.author {
    case .device, .translator:
      return Finding(signature.trust == .reported ? .signatureReported : .signatureKnown, signatureText(signature), [claim.reset])
    case .balancer, .packetFilter, .common: return nil
    }
  }
}

private func signatureText(_ signature: Signature) -> Phrase {
  Phrase(en: "it has the form of \(signature.product): \(signature.marks)")
}

import Flows

extension Heuristic {
  /// The exact form of a product that speaks in others' names, and that no server's stack has.
  ///
  /// Silent for balancers, which own the address that they answer for, for packet filters, which may run on the host itself, and for forms that
  /// hosts have too: those are named, and no more. Its weight is the trust in the row's source, not a fit.
  static let productSignature = Heuristic(
    "product-signature", .proof, source: "each row of Diagnosis/Signatures names its own"
  ) { claim in
    guard let signature = claim.signature, [.device, .translator].contains(signature.author) else { return nil }
    return Finding(weight(of: signature.trust), signatureText(signature), [claim.reset])
  }
}

private func weight(of trust: Weight.Trust) -> Weight {
  switch trust {
  case .code: .signatureCode
  case .measured: .signatureMeasured
  case .documented: .signatureDocumented
  case .reported: .signatureReported
  }
}

private func signatureText(_ signature: Signature) -> Phrase {
  let (product, marks) = (signature.product, signature.marks)
  return Phrase(en: "it has the form of \(product): \(marks.en)", ja: "\(product)の形：\(marks.ja ?? "")")
}

// Other connections.
extension Weight {
  /// The rows of this group.
  static let crossFlow: [Weight] = [singledOut, oneBox, oneBoxV6, translated]

  static let singledOut = Weight(
    "singled-out-port", "of three others or more", 1.0, .judged,
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))

  static let oneBox = Weight(
    "one-box", "in the names of three servers or more", 1.0, .judged,
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
  static let oneBoxV6 = Weight(
    "one-box", "of IPv6 too", 0.9, .judged,
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))

  static let translated = Weight(
    "translated-address", "from elsewhere than the machines behind it", -0.4, .judged,
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
}

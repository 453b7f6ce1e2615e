// Other connections.
extension Weight {
  /// The rows of this group.
  static let crossFlow: [Weight] = [singledOut, oneBox, oneBoxV6, inStep, residualBlocking, translated]

  static let singledOut = Weight(
    "singled-out-port", "of three others or more", 1.2, .counted,
    Counts(forged: 5.1, of: 12, genuine: 0.0, of: 19))

  static let oneBox = Weight(
    "one-box", "in the names of three servers or more", 0.4, .counted,
    Counts(forged: 0.2, of: 22, genuine: 0.0, of: 30))
  static let oneBoxV6 = Weight(
    "one-box", "of IPv6 too", 0.9, .bounded("one kind of firewall"),
    Counts(forged: 4.7, of: 22, genuine: 0.0, of: 30))

  static let inStep = Weight(
    "in-step", "window and hop limit, in three connections or more", 1.2,
    .sourced("Wang et al., IMC 2017; net4people/bbs 285", .documented),
    Counts(forged: 0.8, of: 15, genuine: 0.0, of: 22))

  static let residualBlocking = Weight(
    "residual-blocking", "after a reset for what was said", 0.7, .sourced("Rambert et al., WWW 2021; GFW Report, 2020", .documented),
    Counts(forged: 1.4, of: 15, genuine: 0.0, of: 22))

  static let translated = Weight(
    "translated-address", "from elsewhere than the machines behind it", -0.4, .bounded("met in one group"),
    Counts(forged: 0.0, of: 12, genuine: 1.0, of: 19))
}

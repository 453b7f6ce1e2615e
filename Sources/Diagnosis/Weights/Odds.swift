/// The odds between which a verdict is made, as decimal logarithms like the weights that are added to them.
enum Odds {
  /// Before any finding: most resets are what they seem (Arlitt and Williamson, CCR 2005: 15 to 25 % of connections on a campus link hold a
  /// reset, nearly all sent by hosts).
  static let prior = -0.3

  /// From here a device is `likely`.
  static let likelyForged = 1.0

  /// Down to here the claimed sender is `likely`.
  static let likelyGenuine = -0.7

  /// From here, on either side, a verdict is `possible`.
  static let possible = 0.4

  /// The weight from which a finding is hardly possible otherwise.
  static let decisive = 2.0

  /// The weight from which a finding carries a verdict together with another group.
  static let strong = 1.0

  /// The weight from which a finding of another group is an agreement.
  static let agreement = 0.5

  /// The weight from which a form is that of no host's stack, a balancer's included.
  static let noStack = 1.3

  /// What the form of a reset weighs at most where its sender may own the address.
  static let ownForm = 0.1
}

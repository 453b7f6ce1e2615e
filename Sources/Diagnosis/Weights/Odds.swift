import Flows

/// The odds between which a verdict is made, as decimal logarithms like the weights that are added to them.
///
/// They are posterior odds: 0.6 is four to one, or 80 %; 0.18 is three to two, or 60 %. What was observed at them stands in
/// Documentation/HowAVerdictIsMade.md.
enum Odds {
  /// From here on a device, or down to here with the other sign the claimed sender, is `likely`.
  static let likely = 0.6

  /// From here on a device, or down to here with the other sign the claimed sender, is `possible`.
  static let possible = 0.18

  /// What findings must bring of their own for the claimed sender to be `likely`: that most resets are genuine says nothing of this one.
  static let ownEvidence = 0.4

  /// The weight from which a finding is hardly possible otherwise.
  static let decisive = 2.0

  /// The weight from which a finding carries a verdict together with another group.
  static let strong = 1.0

  /// The weight from which a finding of another group is an agreement.
  static let agreement = 0.5

  /// What the form of a reset weighs at most where its sender may own the address.
  static let ownForm = 0.1

  /// Before any finding, by how far the connection had come and whom the reset claims to come from.
  ///
  /// No source counts forged resets among all. Sources say that 15 to 25 % of connections on a campus link hold a reset, mostly by the client for
  /// how its HTTP works (Arlitt and Williamson, CCR 2005), that 20 % of new connections to a large network end in a reset or in silence
  /// for all reasons together (Cloudflare, 2024), and that of 4,603 fingerprinted servers at least 42 were refused for by a firewall (nmap-os-db
  /// 7.93). So forged ones are the lesser part everywhere: one in six is assumed, and one in eleven in a client's name and after a FIN, when
  /// hosts have reasons of their own to send one (RFC 1122, section 4.2.2.13).
  static func prior(_ sender: Party, at stage: Stage) -> Double {
    sender == .client || stage == .postFin ? -1.0 : -0.7
  }
}

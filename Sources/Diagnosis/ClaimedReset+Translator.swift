import Flows
import Wire

// The owner of an address need not be the machine that speaks from it most of the time.
extension ClaimedReset {
  /// Whether it broke off a connection to an address that its place may own, forwarding it to a machine behind: another connection shows a
  /// translation, the place refuses most other ports, or it is the client's translator. IPv6 ports are hardly ever forwarded one by one.
  var isOfForwardedAddress: Bool {
    isOfTranslatedAddress || mayBeClientsTranslator || (!reset.isV6 && !refusesSyn && isWhereMostIsRefused)
  }

  /// Whether the client's address may be that of a translator (RFC 3022, section 4), which answers for itself what it does not find in its
  /// table, or takes for invalid (Linux nf_conntrack; kubernetes 74839), while the client behind it goes on.
  ///
  /// Nearly every IPv4 client on the Internet is behind one. Private addresses (RFC 1918) are not met there, and count as the client's own
  /// while they show one distance only.
  /// Only the form of an answer to a stray segment from nearer than the client: a translator that forgot sends nothing else.
  var mayBeClientsTranslator: Bool {
    guard sender == .client, !reset.isV6, isAnswerInKind else { return false }
    // Several hosts behind one address show a translator whatever the address.
    guard !context.flow.client.address.isPrivateV4 || !baseline.asClient.isSteady else { return false }
    return isNearer(than: comparableReferences.reduce(into: HopLimits()) { $0.add($1.hopLimit) })
  }
}

/// The flow to which the packets of another belong, which came to one of its ends from an address that is not the other's: a translator on the
/// way had let them pass untranslated.
package struct FlowTwin: Sendable {
  /// Its serial.
  package var serial: UInt64
  /// The end that both have in common.
  package var shared: Endpoint
  /// Its other end.
  package var other: Endpoint
}

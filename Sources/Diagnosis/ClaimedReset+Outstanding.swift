import Flows
import Wire

// What was still on its way to the claimed sender when it reset. Round trips grow while a transfer fills the queues of the path, so that what
// drew a reset may be much older than any round trip known.
extension ClaimedReset {
  /// Up to where the claimed sender had acknowledged the other end before the reset, as captured; nil where it never did.
  var acknowledged: SequenceNumber? {
    var highest: SequenceNumber?
    for packet in earlierReferences where packet.flags.contains(.ack) {
      if highest.map({ packet.acknowledgment.isAfter($0) }) ?? true { highest = packet.acknowledgment }
    }
    return highest
  }
}

extension RecordedPacket {
  /// Whether this, sent that long ago in nanoseconds, may not have reached an end yet that had acknowledged as far as given. Two seconds is longer than
  /// routers keep a packet (RFC 7323, section 5.4, allows for longer; queues of more than a second are hardly met).
  func isOutstanding(beyond acknowledged: SequenceNumber?, for age: Int64) -> Bool {
    guard sequenceLength > 0, age <= 2_000_000_000, let acknowledged else { return false }
    return sequenceEnd.isAfter(acknowledged)
  }
}

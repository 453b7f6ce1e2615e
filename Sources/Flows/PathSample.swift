package import Wire

/// What one handshake tells of where the capture was taken: how far both ends are, and which way their packets passed.
package struct PathSample: Sendable {
  /// What is known of one end.
  package struct End: Sendable {
    /// Hop limit of its SYN or SYN-ACK as captured.
    package var hopLimit: UInt8
    /// From what was sent to it to its answer, nanoseconds, in the handshake; nil where unknown or ambiguous.
    package var roundTrip: Int64?
    /// Whether the capturing host received or sent its packet.
    package var passage: LinkLayer.Passage
    /// Whether it was captured sending more in one segment than any link carries, which its own network card cuts up only later.
    package var sendsSuperFrames = false
    /// Whether it was captured sending segments whose checksum its network card was still to compute.
    package var offloads = false

    /// An end with these values.
    package init(hopLimit: UInt8, roundTrip: Int64?, passage: LinkLayer.Passage, sendsSuperFrames: Bool = false) {
      self.hopLimit = hopLimit
      self.roundTrip = roundTrip
      self.passage = passage
      self.sendsSuperFrames = sendsSuperFrames
    }
  }

  /// Who sent the SYN.
  package var client: End
  /// Who answered it.
  package var server: End

  /// A sample of these ends.
  package init(client: End, server: End) {
    self.client = client
    self.server = server
  }

  /// What a handshake shows, where those are its SYN and SYN-ACK.
  package init?(syn: RecordedPacket?, answer: RecordedPacket?, client: Int64?, server: Int64?) {
    guard let syn, let answer, syn.flags.contains(.syn), !syn.flags.contains(.ack) else { return nil }
    guard answer.flags.isSuperset(of: [.syn, .ack]), !answer.flags.contains(.rst) else { return nil }
    self.client = End(hopLimit: syn.hopLimit, roundTrip: client, passage: syn.passage)
    self.server = End(hopLimit: answer.hopLimit, roundTrip: server, passage: answer.passage)
  }
}

extension FlowTracker {
  /// How many handshakes are looked at.
  private static var samples: Int { 4_096 }

  /// The handshakes of the first flows in the table, once all is read.
  package func pathSamples() -> [PathSample] {
    var samples: [PathSample] = []
    // A flood of SYNs has none, and its table need not be gone through.
    guard handshakes.count &+ details.count > UInt32(freeHandshakes.count + freeDetails.count) else { return samples }
    for slot in 0..<slots.count where slots[slot].detail != .none && !slots[slot].traits.contains(.isGone) {
      let (client, server) = (slots[slot].index(of: .client), slots[slot].index(of: .server))
      let sample = PathSample(
        syn: first(slot, side: client), answer: first(slot, side: server), client: roundTrip(slot, .client),
        server: roundTrip(slot, .server))
      guard var sample else { continue }
      sample.client.offloads = slots[slot].offloads(.client)
      sample.server.offloads = slots[slot].offloads(.server)
      if slots[slot].watch != 0 {
        let packets = watches[Int(slots[slot].watch) - 1].packets
        sample.client.sendsSuperFrames = packets.contains { $0.isFromHigh == (client == 1) && $0.isSuperFrame }
        sample.server.sendsSuperFrames = packets.contains { $0.isFromHigh == (server == 1) && $0.isSuperFrame }
      }
      samples.append(sample)
      if samples.count == Self.samples { break }
    }
    return samples
  }
}

extension RecordedPacket {
  /// Whether it holds more than even a link with jumbo frames carries in one (9,000 octets).
  fileprivate var isSuperFrame: Bool { payloadLength > 9_000 }
}

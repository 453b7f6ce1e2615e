package import Flows
import Wire

/// Where on the path between clients and servers a capture was taken, inferred from what it holds.
///
/// What is impossible at one point is normal at another: on the client nothing passes that a device sends to the server in the client's
/// name; beside the server, time tells nothing about resets in its name.
package struct Vantage: Sendable, Equatable {
  /// The place.
  package var point: Point
  /// How many connections show it.
  package var agreeing: Int
  /// Of how many that tell anything.
  package var of: Int

  /// Places on the path.
  package enum Point: String, Sendable, CaseIterable {
    /// On the client itself.
    case client
    /// On the client's link, or hardly farther.
    case nearClient = "near-client"
    /// Away from both ends.
    case middle
    /// On the server's link, or hardly farther.
    case nearServer = "near-server"
    /// On the server itself.
    case server
    /// Some connections show one place and some another: several links, or a host that is both client and server.
    case mixed
  }

  /// Where most of these handshakes were captured; nil where none tells.
  package init?(of samples: [PathSample]) {
    let points = samples.compactMap(Point.init)
    guard !points.isEmpty else { return nil }
    of = points.count
    for sides in [[Point.client, .nearClient], [.server, .nearServer], [.middle]] {
      let together = points.count { sides.contains($0) }
      guard together * 3 >= points.count * 2 else { continue }
      // On the host itself, or beside it: its slowest answers look like a neighbour's.
      point = sides.first { side in points.count { $0 == side } * 2 >= together } ?? sides[0]
      agreeing = together
      return
    }
    point = .mixed
    agreeing = points.count
  }
}

extension Vantage.Point {
  /// An answer sooner than this comes from the capturing host's own stack, nanoseconds: over a link it takes an interrupt at each end.
  fileprivate static let ownStack: Int64 = 60_000

  /// Round trips shorter than this, on both sides together, do not tell where between the ends the capture stands.
  private static let tellingRoundTrip: Int64 = 1_000_000

  /// Where this handshake was captured; nil where it does not tell.
  package init?(_ sample: PathSample) {
    let (client, server) = (sample.client, sample.server)
    // A host sends its own packets and receives the other's; what it forwards it first receives.
    switch (client.passage, server.passage) {
    case (.outgoing, .incoming): self = .client
    case (.incoming, .outgoing): self = .server
    case (.incoming, .incoming): self = .middle
    default:
      switch (client.isUntouched, server.isUntouched) {
      case (true, false): self = client.isHere ? .client : .nearClient
      case (false, true): self = server.isHere ? .server : .nearServer
      case (true, true) where client.offloads != server.offloads: self = client.offloads ? .client : .server
      default:
        guard let point = Self.between(sample) else { return nil }
        self = point
      }
    }
  }

  /// Where the round trip is split, and else the hops.
  private static func between(_ sample: PathSample) -> Self? {
    let toClient = sample.client.roundTrip ?? 0
    let toServer = sample.server.roundTrip ?? 0
    if toClient + toServer >= tellingRoundTrip, toClient > 0, toServer > 0 {
      return point(atShare: Double(toClient) / Double(toClient + toServer))
    }
    let clientHops = HopDistance.hops(sample.client.hopLimit)
    let serverHops = HopDistance.hops(sample.server.hopLimit)
    guard clientHops + serverHops > 1 else { return nil }
    return point(atShare: Double(clientHops) / Double(clientHops + serverHops))
  }

  private static func point(atShare share: Double) -> Self {
    share <= 0.1 ? .nearClient : share >= 0.9 ? .nearServer : .middle
  }
}

extension PathSample.End {
  /// Whether no router has touched its packet.
  var isUntouched: Bool { HopDistance.hops(hopLimit) == 0 }

  /// Whether the capture was taken on this end itself, as far as that shows.
  var isHere: Bool {
    sendsSuperFrames || offloads || roundTrip.map { $0 > 0 && $0 < Vantage.Point.ownStack } ?? false
  }
}

extension ClaimedReset {
  /// Where this connection was captured; nil where its handshake does not tell.
  var vantage: Vantage.Point? {
    var sample = PathSample(
      syn: context.firstOfClient, answer: context.firstOfServer, client: context.client.roundTrip, server: context.server.roundTrip)
    sample?.client.offloads = context.client.offloads
    sample?.server.offloads = context.server.offloads
    return sample.flatMap(Vantage.Point.init)
  }

  /// Whether the capture was taken on the claimed sender or on its link: then nothing on the path stands between the two.
  var isCapturedAtSender: Bool {
    switch vantage {
    case .client?, .nearClient?: sender == .client
    case .server?, .nearServer?: sender == .server
    default: false
    }
  }
}

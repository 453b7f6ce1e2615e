import Capture
import Foundation
import Wire

extension FuzzTarget {
  /// Writes inputs to begin with into a folder, made of captures or of what is known of the notation.
  func writeSeeds(of captures: [String], into folder: String) throws {
    for (number, seed) in seeds(of: captures).enumerated() {
      try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/seed-\(number)"))
    }
  }

  private func seeds(of captures: [String]) -> [[UInt8]] {
    switch self {
    case .readers, .reports, .copies: captures.compactMap { FileManager.default.contents(atPath: $0).map(Array.init) }
    case .packets: captures.flatMap(frames)
    case .traffic: Self.conversations
    case .knowledge: [Array(Self.record.utf8), Array((Self.record + Self.record).utf8)]
    case .filters: Self.expressions.map { [0] + Array($0.utf8) }
    }
  }

  /// The first frames of a capture, as the notation of packets has them.
  private func frames(of capture: String) -> [[UInt8]] {
    guard var source = try? FrameSource(path: capture) else { return [] }
    var frames: [[UInt8]] = []
    while frames.count < 40, let header = (try? source.next()) ?? nil {
      guard let type = packetLinkTypes.firstIndex(of: header.linkType.rawValue) else { continue }
      source.withBytes { bytes in frames.append([UInt8(type), 0] + bytes.indices.map { bytes[$0] }) }
    }
    return frames
  }

  /// Handshakes, data and what may end them, in the notation of traffic.
  private static let conversations: [[UInt8]] = {
    let opening: [[UInt8]] = [packet(0, 2), packet(4, 0x12, hops: 57, acknowledges: 0), packet(0, 0x10), packet(0, 0x18, payload: 60)]
    let answer = packet(4, 0x18, hops: 57, payload: 99)
    let endings: [[[UInt8]]] = [
      [packet(4, 4, hops: 57)], [packet(4, 0x14, hops: 61)], [packet(4, 4, hops: 61), answer], [packet(0, 0x14)],
      [packet(4, 0x11, hops: 57), packet(0, 0x18, payload: 9), packet(4, 4, hops: 57)], [packet(0x20, 2)],
    ]
    var conversations = [packet(0, 2) + packet(4, 0x14), packet(0, 2) + packet(0x20, 2)]
    for kind in [0, 8, 16, 24] as [UInt8] {
      for ending in endings {
        var packets = opening + [answer] + ending
        for index in packets.indices { packets[index][0] |= kind }
        conversations.append(packets.flatMap(\.self))
      }
    }
    return conversations
  }()

  private static func packet(_ who: UInt8, _ flags: UInt8, hops: UInt8 = 64, payload: UInt8 = 0, acknowledges: UInt8 = 0) -> [UInt8] {
    [who | 0x40, flags, 0, acknowledges, hops, payload, 0, 0, 9, 255]
  }

  private static let record = """
    {"type":"baseline","schema":"rstwho-baseline/1","host":"100.64.1.90","flows":3,"as_server":{"389":[[59,7],[60,1]]},"as_client":[[59,7]],\
    "echo_replies":[[59,7]],"harmless_resets":[[59,7]],"server_round_trips":[5,90],"client_round_trips":[6],"links":[[2199023255553,100,1,3]],\
    "labelled_flows":1,"unlabelled_flows":2,"times_exceeded":4,"refused_ports":{"63":[22,25]},"labelled_refusals":[],"unlabelled_refusals":[]}

    """

  private static let expressions = [
    "port 389", "host 10.0.0.1 and tcp[tcpflags] & tcp-rst != 0", "(src net 10.0.0.0/8 or ip6) and not vlan 5", "len > 60",
    "ether host 2:0:0:0:0:1",
    "portrange 1-1024", "ip[2:2] = 40", "tcp dst port 80 or 443", "icmp6 and ip6 proto 58", "mpls 5 && vlan", "geneve",
    "less 1 || greater 2",
    "ip broadcast", "pppoes 3 and tcp", "wlan type mgt", "host", "port )", "tcp[13] & 4 =", "src or", "",
  ]
}

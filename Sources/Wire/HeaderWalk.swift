/// One walk through the headers of a frame, outermost first: how far it has come and what it has learnt.
struct HeaderWalk {
  /// Where the next header begins in the frame.
  var offset = 0
  /// Where the packet ends on the wire by the lengths claimed so far; may lie beyond what was captured.
  var end: Int
  /// The headers below IP.
  var link = LinkLayer()
  /// The last IP header.
  var ip = InternetLayer(source: IPAddress(v4: 0), destination: IPAddress(v4: 0))
  /// Whether the last IP header was of version 6.
  var isVersion6 = false
  /// How many tunnels the walk is inside of.
  var tunnels = 0
  /// Whether only a port number said what the headers are, so that nonsense means another protocol, not damage.
  var isGuess = false

  /// Deeper tunnels are nobody's network.
  private static let deepestTunnel = 16
  /// Tags and extension headers count too; no honest packet comes near.
  private static let mostHeaders = 64

  /// The start of a frame that had `end` octets on the wire.
  init(end: Int) {
    self.end = end
  }

  /// Follows the headers from the frame's first octet to a packet.
  mutating func packet(in bytes: Span<UInt8>, from linkType: LinkType) throws(Undecoded) -> Packet {
    var next = NextHeader.link(linkType)
    for _ in 0..<Self.mostHeaders {
      guard tunnels <= Self.deepestTunnel else { throw .tooDeep }
      switch next {
      case .internetProtocol(.tcp): return .segment(try segment(in: bytes))
      case .internetProtocol(.icmp): return try internetControl(in: bytes)
      case .internetProtocol(.icmpv6): return try internetControlV6(in: bytes)
      default: next = try payload(of: next, in: bytes)
      }
    }
    throw .tooDeep
  }

  /// The fixed header at `offset`, which moves behind it.
  ///
  /// - Throws: `.malformed` where the packet ends within the header, `.truncated` where only the capture does.
  mutating func take<Header: WireHeader>(_ type: Header.Type, in bytes: Span<UInt8>) throws(Undecoded) -> Header {
    let size = MemoryLayout<Header>.size
    guard end &- offset >= size else { throw .malformed }
    guard let header = bytes.header(at: offset, as: type) else { throw .truncated }
    offset &+= size
    return header
  }

  /// The fixed header `distance` octets after `offset`, if packet and capture hold it.
  func peek<Header: WireHeader>(_ type: Header.Type, ahead distance: Int = 0, in bytes: Span<UInt8>) -> Header? {
    let start = offset &+ distance
    guard end &- start >= MemoryLayout<Header>.size else { return nil }
    return bytes.header(at: start, as: type)
  }

  /// Moves over `count` octets; where they are missing, the next header says so.
  mutating func skip(_ count: Int) {
    offset &+= count
  }
}

extension UInt8: WireHeader {}
extension UInt16: WireHeader {}
extension UInt32: WireHeader {}
extension UInt64: WireHeader {}

/// One of the two ends.
enum Side {
  case client
  case server

  var opposite: Side { self == .client ? .server : .client }
}

/// One packet's part in a conversation.
enum Move {
  case syn(Side)
  case acknowledgment(Side)
  case data(Side)
  case fin(Side)
  /// A reset that the machine itself sends.
  case reset(Side)
  /// A reset that a device on the path sends in the machine's name: another hop limit, another IP ID, no knowledge of its clock.
  case forgedReset(Side)

  /// Whose address the packet carries.
  var side: Side {
    switch self {
    case .syn(let side), .acknowledgment(let side), .data(let side), .fin(let side), .reset(let side), .forgedReset(let side): side
    }
  }
}

/// One TCP connection of the workload, from its SYN to its end, seen from a place beside the client.
struct Conversation {
  private var client: Host
  private var server: Host
  private let profile: Profile
  private let isIPv6: Bool
  private let vlan: UInt16?
  private let hasTimestamps: Bool
  /// Nanoseconds from the client's packet to the server's answer: 30 to 80 milliseconds.
  private let roundTrip: Int
  private var opening: ArraySlice<Move>
  private var dataLeft: Int
  private var closing: ArraySlice<Move>
  private var speaker = Side.client
  private var owed: Side?
  private var upcoming: Move?

  /// A conversation between these two, which says its first word when it is next asked.
  init(client: Host, server: Host, profile: Profile, using random: inout RandomNumbers) {
    self.client = client
    self.server = server
    self.profile = profile
    isIPv6 = random.happens(percent: 10)
    vlan = random.happens(percent: 5) ? UInt16(random.within(100...107)) : nil
    hasTimestamps = random.happens(percent: 50)
    roundTrip = random.within(30_000_000...80_000_000)
    let ending = Ending(using: &random)
    opening = ending.opening
    closing = ending.closing
    dataLeft = ending == .refused ? 0 : profile.dataPackets(using: &random)
    // RFC 9293 section 3.5.2: the reset that refuses a SYN has sequence number 0.
    if ending == .refused { self.server.sequenceNumber = 0 }
    upcoming = opening.popFirst()
  }

  /// The packet that is due now, and after how many nanoseconds the next one is; nil where nothing follows.
  mutating func speak(at time: Int64, using random: inout RandomNumbers) -> (packet: Outgoing, pause: Int?)? {
    guard let move = upcoming else { return nil }
    let packet = packet(for: move, at: time, using: &random)
    remember(packet)
    upcoming = nextMove(using: &random)
    return (packet, upcoming.map { pause(between: move.side, and: $0.side, using: &random) })
  }

  private mutating func nextMove(using random: inout RandomNumbers) -> Move? {
    if let move = opening.popFirst() { return move }
    if let side = owed {
      owed = nil
      return .acknowledgment(side)
    }
    guard dataLeft > 0 else { return closing.popFirst() }
    dataLeft -= 1
    if random.happens(percent: profile.turnPercent) { speaker = speaker.opposite }
    owed = random.happens(percent: profile.acknowledgmentPercent) ? speaker.opposite : nil
    return .data(speaker)
  }

  /// Beside the client its answers come at once and the server's after the round trip; now and then somebody thinks.
  private func pause(between side: Side, and next: Side, using random: inout RandomNumbers) -> Int {
    if random.happens(percent: 8) { return random.within(20_000_000...8_000_000_000) }
    guard side != next else { return random.within(10_000...400_000) }
    return next == .server ? roundTrip + random.below(500_000) : random.within(30_000...2_000_000)
  }

  private mutating func packet(for move: Move, at time: Int64, using random: inout RandomNumbers) -> Outgoing {
    let isFromClient = move.side == .client
    let flags = Flags(of: move)
    var source = isFromClient ? client : server
    let destination = isFromClient ? server : client
    let isReset = flags.contains(.reset)
    source.timestamp = hasTimestamps && !isReset ? source.clockOffset &+ UInt32(truncatingIfNeeded: time / 1_000_000) : source.timestamp
    if case .reset = move { source.identification = 0 }
    if case .forgedReset = move {
      source.hopLimit = source.hopLimit &- UInt8(random.within(2...9))
      source.identification = random.bits()
    }
    var payloadLength = 0
    if case .data = move { payloadLength = profile.payloadLength(using: &random) }
    let opened = flags.contains(.syn)
    return Outgoing(
      isFromClient: isFromClient, source: source, destination: destination, isIPv6: isIPv6, vlan: vlan,
      flags: move.isFirst ? .syn : flags, window: isReset ? 0 : opened ? 64240 : 502,
      options: isReset ? [] : options(isSyn: opened, source.timestamp, echo: destination.timestamp), payloadLength: payloadLength)
  }

  /// The sender's own state after the packet; a forger does not change it.
  private mutating func remember(_ packet: Outgoing) {
    guard !packet.flags.contains(.reset) else { return }
    var sender = packet.source
    sender.identification &+= 1
    sender.sequenceNumber &+= UInt32(packet.payloadLength)
    if !packet.flags.isDisjoint(with: [.syn, .fin]) { sender.sequenceNumber &+= 1 }
    if packet.isFromClient { client = sender } else { server = sender }
  }

  /// Maximum segment size, SACK permitted and window scale on a SYN (RFC 9293, 2018, 7323); timestamps where they are in use.
  private func options(isSyn: Bool, _ timestamp: UInt32, echo: UInt32) -> [UInt8] {
    let offer: [UInt8] = isSyn ? [2, 4, 0x05, 0xB4, 1, 1, 4, 2, 1, 3, 3, 7] : []
    guard hasTimestamps else { return offer }
    return offer + [1, 1, 8, 10] + timestamp.bigEndianBytes + echo.bigEndianBytes
  }
}

extension Move {
  /// Only the client's SYN acknowledges nothing.
  fileprivate var isFirst: Bool {
    if case .syn(.client) = self { return true }
    return false
  }
}

extension Flags {
  fileprivate init(of move: Move) {
    switch move {
    case .syn: self = [.syn, .acknowledgment]
    case .acknowledgment: self = .acknowledgment
    case .data: self = [.push, .acknowledgment]
    case .fin: self = [.fin, .acknowledgment]
    case .reset, .forgedReset: self = [.reset, .acknowledgment]
    }
  }
}

extension UInt32 {
  fileprivate var bigEndianBytes: [UInt8] {
    [UInt8(self >> 24), UInt8(self >> 16 & 0xFF), UInt8(self >> 8 & 0xFF), UInt8(self & 0xFF)]
  }
}

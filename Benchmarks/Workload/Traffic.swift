/// Where the packets of a workload come from: many conversations at once, or a flood of SYNs.
struct Traffic {
  private static let start: Int64 = 1_700_000_000_000_000_000
  private static let serverAddresses: UInt32 = 0x6440_0000  // 100.64.0.0/10
  private static let clientAddresses: UInt32 = 0x0A00_0000  // 10.0.0.0/8

  private var random: RandomNumbers
  private var frame: FrameBytes

  /// The traffic that belongs to this seed.
  init(seed: UInt64) {
    random = RandomNumbers(seed: seed)
    frame = FrameBytes(using: &random)
  }

  /// Adds interleaved conversations until the file holds so many packets; those still open then stay open.
  mutating func converse(_ profile: Profile, packets: Int, into file: inout CaptureFile) throws {
    var conversations: [Conversation] = []
    var vacant: [Int] = []
    var schedule = Schedule()
    var nextStart = Self.start
    while file.contents.packets < packets {
      guard let turn = schedule.first, turn.time < nextStart else {
        let place = vacant.popLast() ?? conversations.count
        let conversation = newConversation(profile)
        if place < conversations.count { conversations[place] = conversation } else { conversations.append(conversation) }
        schedule.add(Schedule.Turn(time: nextStart, conversation: place))
        nextStart += Int64(random.below(2 * profile.interval))
        continue
      }
      let spoken = conversations[turn.conversation].speak(at: turn.time, using: &random)
      if let packet = spoken?.packet { try add(packet, at: turn.time, to: &file) }
      if let pause = spoken?.pause {
        schedule.postponeFirst(to: turn.time + Int64(pause))
      } else {
        schedule.removeFirst()
        vacant.append(turn.conversation)
      }
    }
  }

  /// Adds so many SYNs to one server, each from another address.
  mutating func flood(packets: Int, into file: inout CaptureFile) throws {
    let server = Host(address: Self.serverAddresses | 1, port: 443, using: &random)
    var time = Self.start
    for number in 0..<packets {
      let address = Self.clientAddresses | (UInt32(truncatingIfNeeded: number) &* 2_654_435_761) & 0x00FF_FFFF
      let client = Host(address: address, port: random.within(1024...65535), using: &random)
      let syn = Outgoing(
        isFromClient: true, source: client, destination: server, isIPv6: false, vlan: nil, flags: .syn, window: 1024,
        options: [2, 4, 0x05, 0xB4], payloadLength: 0)
      try add(syn, at: time, to: &file)
      time += Int64(random.below(2000))
    }
  }

  private mutating func add(_ packet: Outgoing, at time: Int64, to file: inout CaptureFile) throws {
    frame.build(packet)
    try file.add(frame.bytes, at: time, flags: packet.flags)
  }

  /// Sixty thousand clients; three thousand servers, the first of them asked most.
  private mutating func newConversation(_ profile: Profile) -> Conversation {
    let client = Self.clientAddresses | UInt32(random.within(1...60_000))
    let server = Self.serverAddresses | UInt32(1 + min(random.below(3000), random.below(3000)))
    return Conversation(
      client: Host(address: client, port: random.within(32_768...60_999), using: &random),
      server: Host(address: server, port: serverPort(), using: &random), profile: profile, using: &random)
  }

  private mutating func serverPort() -> Int {
    switch random.below(100) {
    case ..<70: 443
    case ..<85: 80
    case ..<90: 22
    case ..<95: 8443
    default: random.within(1024...32_767)
    }
  }
}

import Diagnosis
import Flows
package import Wire

/// What the pictures of some flows need of their packets, gathered while the capture is read a second time.
///
/// Bounds: of a flow 48 packets, its beginning and what surrounds resets and evidence; of all hosts together 20,000 hop limits.
package struct FlowPictures: Sendable {
  /// The packets of one flow that its picture shows.
  struct Strip: Sendable {
    var packets: [PicturedPacket] = []
    /// How many it has so far, shown or not.
    var count = 0
    /// The silences between them.
    var gaps = IdleGaps()
    fileprivate var recent: [PicturedPacket] = []
    fileprivate var following = 0
    fileprivate var client: UInt32?
    fileprivate var server: UInt32?
  }

  private static let most = 48
  private static let atBeginning = 8
  private static let around = 4

  private let flows: [FlowSummary]
  private let marks: [Set<FramePosition>]
  private var places: [FlowEnds: [Int]] = [:]
  private(set) var strips: [Strip]
  /// The hop limits of the hosts whose name the resets bear.
  private(set) var hosts: [IPAddress: HopLimitSeries] = [:]

  /// Pictures of these flows, without packets yet.
  init(of judgments: [Judgment]) {
    flows = judgments.map(\.flow)
    marks = judgments.map(Self.marks)
    strips = [Strip](repeating: Strip(), count: judgments.count)
    for (index, flow) in flows.enumerated() { places[FlowEnds(flow), default: []].append(index) }
    let addresses = Set(judgments.map(\.claimedAddress))
    let room = max(12, min(160, 20_000 / max(1, addresses.count)))
    for address in addresses { hosts[address] = HopLimitSeries(room: room) }
  }

  /// Whether there is anything to gather.
  package var isEmpty: Bool { flows.isEmpty }

  /// Takes a packet of the capture.
  package mutating func take(_ packet: Packet, of header: FrameHeader) {
    switch packet {
    case .segment(let segment):
      if !segment.flags.contains(.rst) { hosts[segment.ip.source]?.add(segment.ip.hopLimit, at: header.time) }
      let source = Endpoint(address: segment.ip.source, port: segment.sourcePort)
      for index in places[FlowEnds(segment)] ?? [] where flows[index].wasOpen(at: header.time) {
        strips[index].take(segment, of: header, fromServer: source == flows[index].server, marks[index])
      }
    case .controlMessage(let message):
      let quoted = message.quoted
      let source = Endpoint(address: quoted.ip.source, port: quoted.sourcePort)
      for index in places[FlowEnds(quoted)] ?? [] where flows[index].wasOpen(at: header.time, orBefore: 10_000_000_000) {
        strips[index].take(message, of: header, isForClient: source == flows[index].client, marks[index])
      }
    case .echoReply(let ip, _):
      hosts[ip.source]?.add(ip.hopLimit, at: header.time)
    case .other:
      break
    }
  }

  /// The frames that a picture must show: at most 16 resets, what refused, what drew it, and the evidence.
  private static func marks(of judgment: Judgment) -> Set<FramePosition> {
    let resets = judgment.resets.filter { $0.duplicateOf == nil }.prefix(16).map(\.packet)
    let others = [judgment.trigger?.packet, judgment.verdict?.rejection?.packet, judgment.decidingReset?.packet].compactMap(\.self)
    return Set(resets + others + (judgment.evidence + judgment.against).flatMap(\.packets))
  }

  fileprivate static func keep(_ packet: PicturedPacket, in strip: inout Strip, isMarked: Bool) {
    strip.count += 1
    strip.gaps.take(packet.time)
    guard strip.packets.count < most else { return }
    if strip.count <= atBeginning || strip.following > 0 || isMarked {
      if isMarked { strip.packets += strip.recent.suffix(most - 1 - strip.packets.count) }
      strip.recent = []
      strip.packets.append(packet)
      strip.following = isMarked ? around : strip.following - 1
      return
    }
    strip.recent.append(packet)
    if strip.recent.count > around { strip.recent.removeFirst() }
  }
}

extension FlowPictures.Strip {
  fileprivate mutating func take(_ segment: Segment, of header: FrameHeader, fromServer: Bool, _ marks: Set<FramePosition>) {
    let position = FramePosition(file: header.file, number: header.number)
    var packet = PicturedPacket(
      position: position, time: header.time, index: count, hopLimit: segment.ip.hopLimit, isFromServer: fromServer)
    packet.identification = segment.ip.identification
    packet.flags = segment.flags
    packet.length = segment.payloadLength
    let isMarked = marks.contains(position)
    if !isMarked, (packets.suffix(4) + recent).contains(where: { $0.isOriginal(of: packet, segment, in: self) }) { return }
    // As tcpdump does, numbers are counted from the first; a reset begins nothing.
    if !segment.flags.contains(.rst) {
      if fromServer { server = server ?? segment.sequence.value } else { client = client ?? segment.sequence.value }
    }
    packet.sequence = Int64(segment.sequence.value)
    if let base = fromServer ? server : client { packet.sequence = Int64(Int32(bitPattern: segment.sequence.value &- base)) }
    if segment.flags.contains(.ack) {
      packet.acknowledgment = Int64(segment.acknowledgment.value)
      if let base = fromServer ? client : server { packet.acknowledgment = Int64(Int32(bitPattern: segment.acknowledgment.value &- base)) }
    }
    FlowPictures.keep(packet, in: &self, isMarked: isMarked)
  }

  fileprivate mutating func take(_ message: ControlMessage, of header: FrameHeader, isForClient: Bool, _ marks: Set<FramePosition>) {
    let position = FramePosition(file: header.file, number: header.number)
    var packet = PicturedPacket(
      position: position, time: header.time, index: count, hopLimit: message.ip.hopLimit,
      isFromServer: isForClient)
    packet.control = (message.type, message.code)
    packet.isEndsOwn = message.ip.source == message.quoted.ip.destination
    FlowPictures.keep(packet, in: &self, isMarked: marks.contains(position))
  }

  fileprivate func base(ofServer isServer: Bool) -> UInt32? { isServer ? server : client }
}

/// One packet of a flow, as a picture shows it.
struct PicturedPacket: Sendable {
  var position: FramePosition
  var time: Timestamp
  /// Which packet of the flow it is, from 0.
  var index: Int
  var hopLimit: UInt8
  /// Whether it comes from the server, or from somewhere on the way to it.
  var isFromServer: Bool
  var identification: UInt16 = 0
  var flags: TCPFlags = []
  var sequence: Int64 = 0
  var acknowledgment: Int64?
  var length: UInt32 = 0
  /// Type and code, of an ICMP message.
  var control: (type: UInt8, code: UInt8)?
  /// Whether the ICMP message comes from the very end that the refused packet was for.
  var isEndsOwn = false

  init(position: FramePosition, time: Timestamp, index: Int, hopLimit: UInt8, isFromServer: Bool) {
    self.position = position
    self.time = time
    self.index = index
    self.hopLimit = hopLimit
    self.isFromServer = isFromServer
  }

  /// Whether the capture made `copy` of this packet: the same numbers within a millisecond.
  fileprivate func isOriginal(of copy: PicturedPacket, _ segment: Segment, in strip: FlowPictures.Strip) -> Bool {
    guard control == nil, isFromServer == copy.isFromServer, flags == copy.flags, length == copy.length else { return false }
    guard identification == copy.identification, copy.time - time < 1_000_000 else { return false }
    let base = strip.base(ofServer: isFromServer) ?? 0
    return UInt32(truncatingIfNeeded: sequence) == segment.sequence.value &- base
  }
}

/// A host's hop limits over time: evenly thinned out, so that however many there are they fit the room and span the whole time.
struct HopLimitSeries: Sendable {
  private let room: Int
  private var stride = 1
  private var seen = 0
  /// When, and which.
  private(set) var points: [(time: Timestamp, hopLimit: UInt8)] = []

  /// An empty series with room for so many.
  init(room: Int) {
    self.room = room
  }

  /// The most frequent one.
  var usual: UInt8? {
    points.reduce(into: HopLimits()) { $0.add($1.hopLimit) }.usual
  }

  /// Takes a packet's hop limit.
  mutating func add(_ hopLimit: UInt8, at time: Timestamp) {
    defer { seen += 1 }
    guard seen.isMultiple(of: stride) else { return }
    points.append((time, hopLimit))
    guard points.count > room else { return }
    points = points.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    stride *= 2
  }
}

extension FlowSummary {
  fileprivate func wasOpen(at time: Timestamp, orBefore margin: Int64 = 0) -> Bool {
    time - firstTime >= 0 && time - lastTime <= margin
  }
}

extension Judgment {
  /// The address in whose name the flow was ended.
  var claimedAddress: IPAddress {
    decidingReset?.from == .client ? flow.client.address : flow.server.address
  }
}

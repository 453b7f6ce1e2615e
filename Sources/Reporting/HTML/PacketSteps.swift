import Flows
import Wire

/// The packets of a flow as numbers for the page's script, each told by how it differs from what the ones before let expect: mostly by its time
/// and length only. Told outright they were half of the page.
struct PacketSteps {
  private let start: Timestamp
  private var frame: Int64 = 0
  private var time: Int64 = 0
  private var index = 0
  /// By side, 0 the client's: the number that its next segment should have, and its last hop limit.
  private var next: [Int64] = [0, 0]
  private var hopLimit: [Int64] = [0, 0]

  /// No packet yet; times count from then.
  init(since start: Timestamp) {
    self.start = start
  }

  /// `[frame, microseconds, 2 × flags + 1 from the server, length, hop limit, sequence, acknowledgment, packets not shown before it]`, each but flags
  /// and length less what was expected, without what is 0 at the end. Of an ICMP message the flags are -2, or -4 from the end itself, and hop limit,
  /// type and code stand for the numbers.
  mutating func numbers(of packet: PicturedPacket) -> [Int64] {
    let side = packet.isFromServer ? 1 : 0
    let (number, elapsed) = (Int64(clamping: packet.position.number), (packet.time - start) / 1_000)
    var numbers = [number &- frame, elapsed &- time]
    (frame, time) = (number, elapsed)
    if let control = packet.control {
      numbers += [Int64(side - (packet.isEndsOwn ? 4 : 2)), 0, Int64(packet.hopLimit), Int64(control.type), Int64(control.code)]
    } else {
      numbers += [Int64(packet.flags.rawValue) * 2 + Int64(side), Int64(packet.length), Int64(packet.hopLimit) - hopLimit[side]]
      numbers += [packet.sequence - next[side], (packet.acknowledgment ?? next[1 - side]) - next[1 - side]]
      hopLimit[side] = Int64(packet.hopLimit)
      let marks: Int64 = (packet.flags.contains(.syn) ? 1 : 0) + (packet.flags.contains(.fin) ? 1 : 0)
      next[side] = packet.sequence + Int64(packet.length) + marks
    }
    numbers.append(Int64(packet.index - index))
    index = packet.index + 1
    while numbers.last == 0 { numbers.removeLast() }
    return numbers
  }
}

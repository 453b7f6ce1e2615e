/// What kind of conversations a workload holds.
struct Profile {
  /// How many bytes a data packet carries, mostly.
  var usualPayload: ClosedRange<Int>
  /// How many bytes the others carry.
  var otherPayload: ClosedRange<Int>
  /// How many in a hundred data packets have another size.
  var otherPercent: Int
  /// The least number of data packets.
  var leastData: Int
  /// How often, in a hundred data packets, the other side takes its turn.
  var turnPercent: Int
  /// How often, in a hundred data packets, an acknowledgment of its own follows.
  var acknowledgmentPercent: Int
  /// Nanoseconds from one conversation's start to the next one's, on average.
  var interval: Int

  /// Short questions and answers: frames of about 73 bytes, where the cost of a packet shows and the cost of a byte does not.
  static let chatter = Profile(
    usualPayload: 1...32, otherPayload: 1...80, otherPercent: 10, leastData: 4, turnPercent: 50, acknowledgmentPercent: 45,
    interval: 700_000)
  /// Downloads: frames of about 1,000 bytes.
  static let bulk = Profile(
    usualPayload: 1448...1448, otherPayload: 64...760, otherPercent: 15, leastData: 16, turnPercent: 15, acknowledgmentPercent: 20,
    interval: 2_500_000)

  /// A number of bytes for one data packet.
  func payloadLength(using random: inout RandomNumbers) -> Int {
    random.within(random.happens(percent: otherPercent) ? otherPayload : usualPayload)
  }

  /// A number of data packets with a long tail: most conversations are short, most packets belong to the long ones.
  func dataPackets(using random: inout RandomNumbers) -> Int {
    var count = leastData
    while count < 1024, random.happens(percent: 40) { count *= 2 }
    return count + random.below(count)
  }
}

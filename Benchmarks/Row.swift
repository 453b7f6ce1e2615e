/// One line of the result: a piece of our work on one capture, beside a peer's work on the same capture.
struct Row: Encodable {
  /// Which capture.
  var comparison: String
  /// Which piece of our work.
  var work: String
  /// How many packets the capture has.
  var packets: Int
  /// Our processor time.
  var nanosecondsPerPacket: Double
  /// What the peer was asked, or that it is not there.
  var peer: String
  /// Its processor time; nil where it is not installed.
  var peerNanosecondsPerPacket: Double?
  /// Ours by theirs: the median over the pairs, since the machine's speed drifts between pairs and less within one.
  var ratio: Double?
  /// The same of the time by the clock.
  var wallRatio: Double?
  /// The most memory that we had resident, in MiB.
  var peakMebibytes: Double

  /// A line from the costs of all runs, ours and theirs in the same order; theirs is empty where there is no peer.
  init(comparison: Comparison, work: String, packets: Int, ours: [Cost], peer: Peer, theirs: [Cost]) {
    let count = Double(max(packets, 1))
    let pairs = zip(ours, theirs)
    self.comparison = comparison.rawValue
    self.work = work
    self.packets = packets
    nanosecondsPerPacket = (ours.map(\.processor).median ?? 0) / count
    self.peer = theirs.isEmpty ? "\(peer.rawValue) is not installed" : peer.task
    peerNanosecondsPerPacket = theirs.map(\.processor).median.map { $0 / count }
    ratio = pairs.map { $0.processor / max($1.processor, 1e6) }.median
    wallRatio = pairs.map { $0.wall / max($1.wall, 1e6) }.median
    peakMebibytes = (ours.map(\.peak).max() ?? 0) / 1_048_576
  }
}

extension Array where Element == Double {
  /// The middle value; of an even number, the mean of the middle two; nil of none.
  var median: Double? {
    guard !isEmpty else { return nil }
    let ordered = sorted()
    return (ordered[(count - 1) / 2] + ordered[count / 2]) / 2
  }
}

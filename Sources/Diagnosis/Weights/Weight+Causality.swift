// Time, order, sequence numbers, and what the claimed sender did next.
extension Weight {
  /// The rows of this group.
  static let causality: [Weight] = [
    tooSoonForwarded, tooSoonKnown, tooSoonOnce, tooSoonOnceByFar, tooSoonAccepting, tooSoonMost, tooSoonHalf, tooSoonTenth,
    inTime, inTimeBeside, goesOnFilter, goesOnAtOnce, goesOn, sequenceBeyond, sequenceLossy, sequenceInside, abortStamped, abortPlain,
    answerToSyn, answerToOther, lateData, halfOpenFinish, forgotAfar, forgotBeside, forgotHere, answersNothing, answersNothingHere,
    bothDirections,
    burstGrowing, burst,
  ]

  static let tooSoonForwarded = Weight("too-soon", "what may be forwarded", 0.3, .judged)
  static let tooSoonKnown = Weight("too-soon", "its numbers were known before", 0.5, .judged)
  static let tooSoonOnce = Weight("too-soon", "a single round trip is known", 0.8, .judged)
  static let tooSoonOnceByFar = Weight("too-soon", "below a hundredth of the single one known", 1.8, .judged)
  static let tooSoonAccepting = Weight("too-soon", "only SYNs are known to be answered later", 1.2, .judged)
  static let tooSoonMost = Weight("too-soon", "half of a round trip or more", 1.0, .judged)
  static let tooSoonHalf = Weight("too-soon", "a tenth of a round trip or more", 2.0, .judged)
  static let tooSoonTenth = Weight("too-soon", "below a tenth of a round trip", 2.5, .judged)

  static let inTime = Weight("in-time", "from the host's own distance", -0.5, .judged)
  static let inTimeBeside = Weight("in-time", "from a hop beside it", -0.1, .judged)

  static let goesOnFilter = Weight("goes-on", "as after a packet filter on the host", 0.5, .judged)
  static let goesOnAtOnce = Weight("goes-on", "within a moment", 0.9, .judged)
  static let goesOn = Weight("goes-on", "later", 2.5, .judged)

  static let sequenceBeyond = Weight("impossible-sequence", "beyond all that was sent", 1.7, .judged)
  static let sequenceLossy = Weight("impossible-sequence", "beyond all that was sent, in a capture that misses segments", 0.4, .judged)
  static let sequenceInside = Weight("impossible-sequence", "inside what was sent", 1.0, .judged)

  static let abortStamped = Weight("abort-in-shape", "with timestamps", -1.6, .judged)
  static let abortPlain = Weight("abort-in-shape", "without timestamps", -0.7, .judged)

  static let answerToSyn = Weight("answer-in-shape", "to a SYN", -0.3, .judged)
  static let answerToOther = Weight("answer-in-shape", "to another segment", -0.1, .judged)

  static let lateData = Weight("late-data", "after its own FIN", -1.5, .judged)

  static let halfOpenFinish = Weight("half-open-finish", "after a SYN-ACK", -0.6, .judged)

  static let forgotAfar = Weight("forgot-at-once", "from another distance", 0.7, .judged)
  static let forgotBeside = Weight("forgot-at-once", "from a hop beside an address that may be translated", 0.3, .judged)
  static let forgotHere = Weight("forgot-at-once", "from the host's own distance", 0.2, .judged)

  static let answersNothing = Weight("answers-nothing", "from another distance", 0.3, .judged)
  static let answersNothingHere = Weight("answers-nothing", "from the host's own distance", 0.6, .judged)

  static let bothDirections = Weight("both-directions", "within a quarter of a round trip", 1.2, .judged)

  static let burstGrowing = Weight("burst", "with different sequence numbers", 1.9, .judged)
  static let burst = Weight("burst", "with one sequence number", 1.4, .judged)
}

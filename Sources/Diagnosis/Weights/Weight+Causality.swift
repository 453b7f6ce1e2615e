// Time, order, sequence numbers, and what the claimed sender did next.
extension Weight {
  /// The rows of this group.
  static let causality: [Weight] = [
    tooSoonForwarded, tooSoonKnown, tooSoonOnce, tooSoonOnceByFar, tooSoonAccepting, tooSoonMost, tooSoonHalf, tooSoonTenth, inTime,
    inTimeBeside, goesOnFilter, goesOnAtOnce, goesOn, sequenceBeyond, sequenceLossy, sequenceInside, abortStamped, abortPlain, answerToSyn,
    answerToOther,
    lateData, halfOpenFinish, forgotAfar, forgotBeside, answersNothing, answersNothingHere, bothDirections, burstGrowing, burst,
  ]

  static let tooSoonForwarded = Weight(
    "too-soon", "what may be forwarded", 0.3, .bounded("a gateway that owns the address may refuse by itself"),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
  static let tooSoonKnown = Weight(
    "too-soon", "its numbers were known before", 0.5, .bounded("a host may abort just then"),
    Counts(forged: 3.7, of: 21, genuine: 0.0, of: 28))
  static let tooSoonOnce = Weight(
    "too-soon", "a single round trip is known", 0.5, .bounded("that one may have been slow; met on resets that are probably genuine"),
    Counts(forged: 0.2, of: 11, genuine: 0.0, of: 17))
  static let tooSoonOnceByFar = Weight(
    "too-soon", "below a hundredth of the single one known", 1.8, .sourced("nothing answers what has not reached it", .code),
    Counts(forged: 0.2, of: 11, genuine: 0.0, of: 17))
  static let tooSoonAccepting = Weight(
    "too-soon", "only SYNs are known to be answered later", 0.5, .bounded("met in two groups"),
    Counts(forged: 0.4, of: 14, genuine: 0.0, of: 17))
  static let tooSoonMost = Weight(
    "too-soon", "half of a round trip or more", 0.5, .bounded("met in two groups"),
    Counts(forged: 0.4, of: 21, genuine: 0.0, of: 28))
  static let tooSoonHalf = Weight(
    "too-soon", "a tenth of a round trip or more", 2.0, .sourced("nothing answers what has not reached it", .code),
    Counts(forged: 3.0, of: 21, genuine: 0.0, of: 28))
  static let tooSoonTenth = Weight(
    "too-soon", "below a tenth of a round trip", 2.5, .sourced("nothing answers what has not reached it", .code),
    Counts(forged: 6.1, of: 21, genuine: 0.0, of: 28))

  static let inTime = Weight(
    "in-time", "from the host's own distance", -0.6, .counted,
    Counts(forged: 4.9, of: 21, genuine: 30.0, of: 30))
  static let inTimeBeside = Weight(
    "in-time", "from a hop beside it", -0.1, .bounded("a device one hop before the host takes as long"),
    Counts(forged: 2.4, of: 21, genuine: 0.0, of: 28))

  static let goesOnFilter = Weight(
    "goes-on", "as after a packet filter on the host", 0.5, .bounded("a packet filter does not tell its host's stack"),
    Counts(forged: 0.0, of: 13, genuine: 0.1, of: 17))
  static let goesOnAtOnce = Weight(
    "goes-on", "within a moment", 0.5, .bounded("reordering explains a moment"),
    Counts(forged: 0.5, of: 22, genuine: 0.0, of: 33))
  static let goesOn = Weight(
    "goes-on", "later", 2.5, .sourced("RFC 9293, section 3.10.5", .code),
    Counts(forged: 5.6, of: 22, genuine: 0.0, of: 30))

  static let sequenceBeyond = Weight(
    "impossible-sequence", "beyond all that was sent", 1.2,
    .sourced("Weaver et al., NDSS 2009; what the capture lost may explain it", .documented),
    Counts(forged: 1.3, of: 14, genuine: 0.0, of: 17))
  static let sequenceLossy = Weight(
    "impossible-sequence", "beyond all that was sent, in a capture that misses segments", 0.4,
    .bounded("what the capture misses may explain it"),
    Counts(forged: 0.1, of: 12, genuine: 0.0, of: 21))
  static let sequenceInside = Weight(
    "impossible-sequence", "inside what was sent", 1.0, .sourced("RFC 9293, sections 3.5.2 and 3.10.5", .code),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))

  static let abortStamped = Weight(
    "abort-in-shape", "with timestamps", -0.9, .counted,
    Counts(forged: 0.0, of: 14, genuine: 3.2, of: 18))
  static let abortPlain = Weight(
    "abort-in-shape", "without timestamps", -0.7, .counted,
    Counts(forged: 0.2, of: 14, genuine: 3.0, of: 18))

  static let answerToSyn = Weight(
    "answer-in-shape", "to a SYN", -0.2, .bounded("netfilter's REJECT answers a SYN in the same form"),
    Counts(forged: 3.7, of: 12, genuine: 17.7, of: 19))
  static let answerToOther = Weight(
    "answer-in-shape", "to another segment", -0.1, .bounded("netfilter's REJECT answers in the same form"),
    Counts(forged: 3.5, of: 22, genuine: 13.0, of: 33))

  static let lateData = Weight(
    "late-data", "after its own FIN", -1.1, .sourced("RFC 9293, section 3.5.2; RFC 1122, section 4.2.2.13", .code),
    Counts(forged: 0.0, of: 1, genuine: 2.5, of: 4))

  static let halfOpenFinish = Weight(
    "half-open-finish", "after a SYN-ACK", -0.6, .sourced("RFC 9293, section 3.5.2; nmap -sS", .code),
    Counts(forged: 0.0, of: 12, genuine: 1.3, of: 19))

  static let forgotAfar = Weight(
    "forgot-at-once", "from another distance", 1.2, .counted,
    Counts(forged: 4.1, of: 14, genuine: 0.0, of: 17))
  static let forgotBeside = Weight(
    "forgot-at-once", "from a hop beside an address that may be translated", 0.3, .bounded("so does a balancer that lost its state"),
    Counts(forged: 0.3, of: 13, genuine: 0.0, of: 17))

  static let answersNothing = Weight(
    "answers-nothing", "from another distance", 0.3, .bounded("met in two groups"),
    Counts(forged: 0.1, of: 13, genuine: 0.0, of: 17))
  static let answersNothingHere = Weight(
    "answers-nothing", "from the host's own distance", 0.5, .bounded("met in one group"),
    Counts(forged: 0.0, of: 13, genuine: 0.0, of: 17))

  static let bothDirections = Weight(
    "both-directions", "within a quarter of a round trip", 1.2, .sourced("neither end can know of the other's reset so soon", .code),
    Counts(forged: 0.0, of: 13, genuine: 0.0, of: 17))

  static let burstGrowing = Weight(
    "burst", "with different sequence numbers", 1.2, .sourced("dsniff tcpkill.c; Weaver et al., NDSS 2009", .documented),
    Counts(forged: 2.0, of: 14, genuine: 0.0, of: 17))
  static let burst = Weight(
    "burst", "with one sequence number", 1.2, .sourced("net4people/bbs 285; Weaver et al., NDSS 2009", .documented),
    Counts(forged: 0.0, of: 13, genuine: 0.0, of: 17))
}

extension Heuristic {
  /// Every heuristic, in the order of the groups. Adding one is its file and one line here.
  package static let all: [Heuristic] = [
    .tooSoon, .inTime, .goesOn, .impossibleNumber, .abortInShape, .answerInShape, .lateData, .halfOpenFinish, .forgotAtOnce, .burst,
    .hopDistance, .hopDistanceElsewhere, .mirrored, .nextIdentification, .timestampClock, .idleWindow, .missingTimestamps,
    .flowLabel, .linkSource, .beganHere, .sentHere,
  ]
}

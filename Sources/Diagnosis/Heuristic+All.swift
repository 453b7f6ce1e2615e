extension Heuristic {
  /// Every heuristic, in the order of the groups. Adding one is its file and one line here.
  package static let all: [Heuristic] = [
    .tooSoon, .inTime, .goesOn, .impossibleNumber, .abortInShape, .answerInShape, .lateData,
    .hopDistance, .hopDistanceElsewhere, .mirrored, .nextIdentification, .timestampClock, .flowLabel,
    .linkSource, .beganHere, .sentHere,
  ]
}

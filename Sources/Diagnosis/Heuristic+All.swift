extension Heuristic {
  /// Every heuristic, in the order of the groups. Adding one is its file and one line here.
  package static let all: [Heuristic] = [
    .tooSoon, .inTime, .goesOn, .impossibleNumber, .abortInShape, .answerInShape, .lateData, .halfOpenFinish, .forgotAtOnce,
    .answersNothing, .bothDirections,
    .burst,
    .mirrored, .nextIdentification, .timestampClock, .idleWindow, .foreignWindow, .missingTimestamps, .flowLabel, .offCounter, .serviceType,
    .stackForm,
    .hopDistance, .hopDistanceElsewhere, .linkSource, .sameMachine,
    .singledOut, .oneBox, .inStep, .residualBlocking, .translated,
    .beganHere, .sentHere, .productSignature,
  ]
}

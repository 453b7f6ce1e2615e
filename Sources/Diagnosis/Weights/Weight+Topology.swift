// Where the reset came from: hop limit, link address, VLAN; and what the capturing machine itself saw.
extension Weight {
  /// The rows of this group.
  static let topology: [Weight] = [
    hopNextDoor, hopSame, hopSameFew, hopOtherInitial, hopOtherInitialForeign, hopOneOff, hopOneOffBriefly, hopTwoOff, hopTwoOffBriefly,
    hopFewOff, hopFar,
    hopFarFew,
    flowsSame, flowsSameFew, flowsOtherInitial, flowsOneOff, flowsOneOffLess, flowsTwoOff, flowsTwoOffLess, flowsFewOff, flowsFarPort,
    flowsFarClient, flowsFarPorts, flowsFarEcho, flowsFarFew, linkSource, linkSourceFew,
  ]

  /// The rows of proof.
  static let proof: [Weight] = [beganHere, sentHere]

  static let hopNextDoor = Weight("hop-distance", "the same, on this link", -1.1, .judged)
  static let hopSame = Weight("hop-distance", "the same", -0.6, .judged)
  static let hopSameFew = Weight("hop-distance", "the same as few others", -0.4, .judged)
  static let hopOtherInitial = Weight("hop-distance", "the same from another initial value", 0.4, .judged)
  static let hopOtherInitialForeign = Weight("hop-distance", "another initial value than its own resets have", 1.0, .judged)
  static let hopOneOff = Weight("hop-distance", "one off, over round trips", 0.9, .judged)
  static let hopOneOffBriefly = Weight("hop-distance", "one off", 0.5, .judged)
  static let hopTwoOff = Weight("hop-distance", "two off, over round trips", 1.2, .judged)
  static let hopTwoOffBriefly = Weight("hop-distance", "two off", 0.8, .judged)
  static let hopFewOff = Weight("hop-distance", "one or two off few others", 0.2, .judged)
  static let hopFar = Weight("hop-distance", "elsewhere", 1.7, .judged)
  static let hopFarFew = Weight("hop-distance", "elsewhere than few others", 1.1, .judged)

  static let flowsSame = Weight("hop-distance-elsewhere", "the same", -0.6, .judged)
  static let flowsSameFew = Weight("hop-distance-elsewhere", "the same as few others", -0.4, .judged)
  static let flowsOtherInitial = Weight("hop-distance-elsewhere", "the same from another initial value", 0.4, .judged)
  static let flowsOneOff = Weight("hop-distance-elsewhere", "one off its port", 0.9, .judged)
  static let flowsOneOffLess = Weight("hop-distance-elsewhere", "one off", 0.5, .judged)
  static let flowsTwoOff = Weight("hop-distance-elsewhere", "two off its port", 1.2, .judged)
  static let flowsTwoOffLess = Weight("hop-distance-elsewhere", "two off", 0.8, .judged)
  static let flowsFewOff = Weight("hop-distance-elsewhere", "one or two off few others", 0.2, .judged)
  static let flowsFarPort = Weight("hop-distance-elsewhere", "elsewhere than its port", 1.4, .judged)
  static let flowsFarClient = Weight("hop-distance-elsewhere", "elsewhere than a client's connections", 1.2, .judged)
  static let flowsFarPorts = Weight("hop-distance-elsewhere", "elsewhere than other ports", 1.2, .judged)
  static let flowsFarEcho = Weight("hop-distance-elsewhere", "elsewhere than echo replies", 0.8, .judged)
  static let flowsFarFew = Weight("hop-distance-elsewhere", "elsewhere than few others", 0.8, .judged)

  static let linkSource = Weight("link-source", "unlike many frames", 1.0, .judged)
  static let linkSourceFew = Weight("link-source", "unlike few frames", 0.5, .judged)

  static let beganHere = Weight("began-here", "left without having come in", 2.5, .judged)
  static let sentHere = Weight("sent-here", "left like its other packets", -2.0, .judged)
}

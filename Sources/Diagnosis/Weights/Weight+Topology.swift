// Where the reset came from: hop limit, link address, VLAN; and what the capturing machine itself saw. No route changes in the lab, so a hop or two
// off are bounded; devices that copy the TTL (Snort, the GFW) are rarer there than outside, so the same distance is bounded too.
extension Weight {
  /// The rows of this group.
  static let topology: [Weight] = [
    hopNextDoor, hopSame, hopSameFew, hopSecondDistance, hopOtherInitial, hopOtherInitialForeign, hopOtherInitialHere, hopOneOff,
    hopOneOffBriefly, hopTwoOff,
    hopTwoOffBriefly,
    hopFewOff, hopFar,
    hopFarFew, flowsSame, flowsSameFew, flowsOtherInitial, flowsOneOff, flowsOneOffLess, flowsTwoOff, flowsTwoOffLess, flowsFewOff,
    flowsFarPort, flowsFarClient, flowsFarPorts, flowsFarEcho, flowsFarFew, linkSource, linkSourceFew, sameMachine,
  ]

  /// The rows of proof.
  static let proof: [Weight] = [beganHere, sentHere, signatureCode, signatureMeasured, signatureDocumented, signatureReported]

  static let hopNextDoor = Weight(
    "hop-distance", "the same, on this link", -1.1, .bounded("a bridge is next door too"),
    Counts(forged: 0.0, of: 15, genuine: 12.2, of: 23))
  static let hopSame = Weight(
    "hop-distance", "the same", -0.6, .bounded("devices that copy it"),
    Counts(forged: 2.4, of: 14, genuine: 18.8, of: 19))
  static let hopSameFew = Weight(
    "hop-distance", "the same as few others", -0.4, .bounded("devices that copy it"),
    Counts(forged: 0.0, of: 5, genuine: 2.0, of: 4))
  static let hopSecondDistance = Weight(
    "hop-distance", "that of its other connections", 0.2, .bounded("a host may have several distances"),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
  static let hopOtherInitial = Weight(
    "hop-distance", "the same from another initial value", 0.4, .bounded("nmap-os-db 7.93: 4.4 % of stacks reset so"),
    Counts(forged: 0.0, of: 13, genuine: 0.0, of: 17))
  static let hopOtherInitialForeign = Weight(
    "hop-distance", "another initial value than its own resets have", 1.0,
    .sourced("nmap-os-db 7.93: 4.4 % of stacks, and its other resets show another", .measured),
    Counts(forged: 0.1, of: 14, genuine: 0.0, of: 18))
  static let hopOtherInitialHere = Weight(
    "hop-distance", "the same from another initial value, on the sender's link", 0.2, .bounded("a few stacks reset so"),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
  static let hopOneOff = Weight(
    "hop-distance", "one off, over round trips", 0.9, .bounded("routes change"),
    Counts(forged: 1.7, of: 13, genuine: 0.0, of: 17))
  static let hopOneOffBriefly = Weight(
    "hop-distance", "one off", 0.3, .bounded("met in two groups"),
    Counts(forged: 0.1, of: 14, genuine: 0.0, of: 17))
  static let hopTwoOff = Weight(
    "hop-distance", "two off, over round trips", 1.2, .bounded("routes change"),
    Counts(forged: 1.3, of: 14, genuine: 0.0, of: 17))
  static let hopTwoOffBriefly = Weight(
    "hop-distance", "two off", 0.5, .bounded("met in two groups"),
    Counts(forged: 0.4, of: 14, genuine: 0.0, of: 17))
  static let hopFewOff = Weight(
    "hop-distance", "one or two off few others", 0.2, .bounded("routes change"),
    Counts(forged: 0.2, of: 3, genuine: 0.0, of: 0))
  static let hopFar = Weight(
    "hop-distance", "elsewhere", 1.7, .counted,
    Counts(forged: 7.7, of: 15, genuine: 0.0, of: 18))
  static let hopFarFew = Weight(
    "hop-distance", "elsewhere than few others", 1.2, .bounded("less than against many"),
    Counts(forged: 1.8, of: 6, genuine: 0.0, of: 8))

  static let flowsSame = Weight(
    "hop-distance-elsewhere", "the same", -0.6, .bounded("devices that copy it"),
    Counts(forged: 2.3, of: 19, genuine: 26.0, of: 26))
  static let flowsSameFew = Weight(
    "hop-distance-elsewhere", "the same as few others", -0.4, .bounded("devices that copy it"),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
  static let flowsOtherInitial = Weight(
    "hop-distance-elsewhere", "the same from another initial value", 0.3, .bounded("nmap-os-db 7.93: 4.4 % of stacks reset so"),
    Counts(forged: 0.1, of: 12, genuine: 0.0, of: 12))
  static let flowsOneOff = Weight(
    "hop-distance-elsewhere", "one off its port", 0.9, .bounded("routes change"),
    Counts(forged: 0.9, of: 12, genuine: 0.0, of: 12))
  static let flowsOneOffLess = Weight(
    "hop-distance-elsewhere", "one off", 0.5, .bounded("routes change"),
    Counts(forged: 1.1, of: 19, genuine: 0.0, of: 23))
  static let flowsTwoOff = Weight(
    "hop-distance-elsewhere", "two off its port", 0.5, .bounded("met in two groups"),
    Counts(forged: 0.7, of: 12, genuine: 0.0, of: 12))
  static let flowsTwoOffLess = Weight(
    "hop-distance-elsewhere", "two off", 0.5, .bounded("met in two groups"),
    Counts(forged: 0.4, of: 19, genuine: 0.0, of: 23))
  static let flowsFewOff = Weight(
    "hop-distance-elsewhere", "one or two off few others", 0.2, .bounded("routes change"),
    Counts(forged: 0.3, of: 10, genuine: 0.0, of: 16))
  static let flowsFarPort = Weight(
    "hop-distance-elsewhere", "elsewhere than its port", 1.4, .bounded("a port may have several machines"),
    Counts(forged: 7.3, of: 19, genuine: 0.0, of: 23))
  static let flowsFarClient = Weight(
    "hop-distance-elsewhere", "elsewhere than a client's connections", 0.5, .bounded("nowhere met"),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
  static let flowsFarPorts = Weight(
    "hop-distance-elsewhere", "elsewhere than other ports", 1.2, .bounded("a port may be forwarded to another machine"),
    Counts(forged: 5.8, of: 19, genuine: 0.0, of: 23))
  static let flowsFarEcho = Weight(
    "hop-distance-elsewhere", "elsewhere than echo replies", 0.5, .bounded("nowhere met"),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
  static let flowsFarFew = Weight(
    "hop-distance-elsewhere", "elsewhere than few others", 0.5, .bounded("nowhere met"),
    Counts(forged: 0.3, of: 10, genuine: 0.0, of: 16))

  static let linkSource = Weight(
    "link-source", "unlike many frames", 0.5, .bounded("bridges and redundant gateways do so"),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
  static let linkSourceFew = Weight(
    "link-source", "unlike few frames", 0.3, .bounded("bridges and redundant gateways do so"),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))

  // Held below what the standard allows: a program on that machine may inject.
  static let sameMachine = Weight(
    "same-machine", "loopback addresses", -1.2, .sourced("RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3", .code))

  static let beganHere = Weight(
    "began-here", "left without having come in", 2.5, .sourced("LINKTYPE_LINUX_SLL2: packet type", .code),
    Counts(forged: 1.6, of: 12, genuine: 0.0, of: 20))
  static let sentHere = Weight(
    "sent-here", "left like its other packets", -2.0, .sourced("LINKTYPE_LINUX_SLL2: packet type", .code),
    Counts(forged: 0.0, of: 22, genuine: 0.8, of: 35))

  // A signature takes the trust in its row's source, never a fit: a fit would be to the few devices that we have captures of.
  static let signatureCode = Weight(
    "product-signature", "read in its code", 1.7, .sourced("Diagnosis/Signatures", .code),
    Counts(forged: 1.9, of: 13, genuine: 0.0, of: 17))
  static let signatureMeasured = Weight(
    "product-signature", "measured", 1.5, .sourced("Diagnosis/Signatures", .measured),
    Counts(forged: 1.7, of: 14, genuine: 0.0, of: 18))
  static let signatureDocumented = Weight(
    "product-signature", "documented", 1.2, .sourced("Diagnosis/Signatures", .documented),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
  static let signatureReported = Weight(
    "product-signature", "reported", 0.6, .sourced("Diagnosis/Signatures", .reported),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
}

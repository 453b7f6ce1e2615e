// The form of the reset: the fields that its sender's stack fills in.
extension Weight {
  /// The rows of this group.
  static let header: [Weight] = [
    mirroredWindow, mirroredIdentification, identificationNext, identificationSoon, identificationStripped, onClock, offClock, offClockOnce,
    idleWindow,
    foreignWindow, foreignWindowBalancer, missingTimestamps, flowLabelOwn, flowLabelOther, flowLabelNone, flowLabelNoneHere,
    offCounter, serviceType, serviceTypeFilter,
  ]

  static let mirroredWindow = Weight("mirrored-field", "window", 1.2, .judged)
  static let mirroredIdentification = Weight("mirrored-field", "identification", 1.4, .judged)

  static let identificationNext = Weight("next-identification", "one or two on", -1.3, .judged)
  static let identificationSoon = Weight("next-identification", "up to sixteen on", -0.9, .judged)

  static let identificationStripped = Weight("next-identification", "without the timestamps of the packets before", -0.5, .judged)

  static let offCounter = Weight("off-counter", "on an abort", 0.9, .judged)

  static let serviceType = Weight("service-type", "neither the host's nor echoed", 0.4, .judged)
  static let serviceTypeFilter = Weight("service-type", "that of a packet filter", 0.8, .judged)

  static let onClock = Weight("timestamp-clock", "on it", -1.6, .judged)
  static let offClock = Weight("timestamp-clock", "off it", 2.0, .judged)
  static let offClockOnce = Weight("timestamp-clock", "off a single reading", 1.0, .judged)

  static let idleWindow = Weight("idle-window", "without ACK", 0.6, .judged)

  static let foreignWindow = Weight("foreign-window", "of nobody known", 1.3, .judged)
  static let foreignWindowBalancer = Weight("foreign-window", "in the range of a balancer's codes", 0.8, .judged)

  static let missingTimestamps = Weight("missing-timestamps", "on an abort", 1.0, .judged)

  static let flowLabelOwn = Weight("flow-label", "that of the connection", -1.2, .judged)
  static let flowLabelOther = Weight("flow-label", "another than 0", -0.5, .judged)
  static let flowLabelNone = Weight("flow-label", "0, from another distance", 1.2, .judged)
  static let flowLabelNoneHere = Weight("flow-label", "0, from the host's own distance", 0.2, .judged)
}

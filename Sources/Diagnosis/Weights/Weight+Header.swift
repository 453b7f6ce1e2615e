// The form of the reset: the fields that its sender's stack fills in. The lab has one stack and few kinds of device, so counts are bounded here.
extension Weight {
  /// The rows of this group.
  static let header: [Weight] = [
    mirroredWindow, mirroredIdentification, identificationNext, identificationSoon, identificationStripped, onClock, offClock, offClockOnce,
    idleWindow,
    foreignWindow, foreignWindowBalancer, missingTimestamps, flowLabelOwn, flowLabelOther, flowLabelNone, flowLabelNoneHere, offCounter,
    serviceType, serviceTypeFilter, formNotLinux, formNotWindows, formOfWindows,
  ]

  static let mirroredWindow = Weight(
    "mirrored-field", "window", 1.2, .sourced("nmap-os-db 7.93: 3.1 % of stacks, most of them behind one firewall", .measured),
    Counts(forged: 1.0, of: 12, genuine: 0.0, of: 19))
  static let mirroredIdentification = Weight(
    "mirrored-field", "identification", 1.2, .sourced("Zeek's trace rst-inject-rae; no stack is known to", .documented),
    Counts(forged: 0.0, of: 13, genuine: 0.0, of: 17), isOfNoStack: true)

  static let identificationNext = Weight(
    "next-identification", "one or two on", -1.2, .counted,
    Counts(forged: 0.0, of: 13, genuine: 4.7, of: 17))
  static let identificationSoon = Weight(
    "next-identification", "up to sixteen on", -0.5, .bounded("nowhere met"),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
  static let identificationStripped = Weight(
    "next-identification", "without the timestamps of the packets before", -0.5, .bounded("met in one group"),
    Counts(forged: 0.0, of: 13, genuine: 0.0, of: 17))

  static let offCounter = Weight(
    "off-counter", "on an abort", 1.3, .sourced("Linux tcp_send_active_reset: an abort takes the socket's next number", .code),
    Counts(forged: 2.5, of: 14, genuine: 0.0, of: 20))

  static let serviceType = Weight(
    "service-type", "neither the host's nor echoed", 0.4, .bounded("nowhere met"),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
  static let serviceTypeFilter = Weight(
    "service-type", "that of a packet filter", 0.8, .sourced("FreeBSD pf.c (0x10); Linux nf_reject_ipv4.c (0)", .code),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))

  static let formNotLinux = Weight(
    "stack-form", "not Linux's", 1.2, .sourced("Linux tcp_v4_send_reset, tcp_send_active_reset; gVisor imitates its SYN", .documented),
    Counts(forged: 6.0, of: 14, genuine: 0.0, of: 17))
  static let formNotWindows = Weight(
    "stack-form", "not that of Windows", 1.0, .sourced("nmap-os-db 7.93: no window on resets of Windows", .measured),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))
  static let formOfWindows = Weight(
    "stack-form", "an abort of Windows", -0.3, .bounded("nowhere met with proof; some devices reset so too"),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))

  static let onClock = Weight(
    "timestamp-clock", "on it", -1.6, .sourced("RFC 7323, section 5.4: a random clock is on it once in many thousand times", .code),
    Counts(forged: 0.0, of: 0, genuine: 7.0, of: 7))
  static let offClock = Weight(
    "timestamp-clock", "off it", 2.0, .sourced("RFC 7323, section 5.4: a stack reads its own clock", .code),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0), isOfNoStack: true)
  static let offClockOnce = Weight(
    "timestamp-clock", "off a single reading", 1.0, .sourced("RFC 7323, section 5.4", .code),
    Counts(forged: 0.0, of: 0, genuine: 0.0, of: 0))

  static let idleWindow = Weight(
    "idle-window", "without ACK", 0.6, .sourced("nmap-os-db 7.93: 14 % of stacks", .measured),
    Counts(forged: 1.5, of: 14, genuine: 0.0, of: 17))

  static let foreignWindow = Weight(
    "foreign-window", "of nobody known", 1.3, .sourced("RFC 9293, section 3.10.5; Linux tcp_send_active_reset", .code),
    Counts(forged: 2.6, of: 14, genuine: 0.0, of: 18), isOfNoStack: true)
  static let foreignWindowBalancer = Weight(
    "foreign-window", "in the range of a balancer's codes", 0.8, .sourced("CTX695832: NetScaler's codes", .documented),
    Counts(forged: 0.0, of: 14, genuine: 0.0, of: 17))

  static let missingTimestamps = Weight(
    "missing-timestamps", "on an abort", 0.7, .counted,
    Counts(forged: 1.7, of: 14, genuine: 0.0, of: 17))

  static let flowLabelOwn = Weight(
    "flow-label", "that of the connection", -1.2, .bounded("one kind of stack"),
    Counts(forged: 0.0, of: 9, genuine: 4.7, of: 11))
  static let flowLabelOther = Weight(
    "flow-label", "another than 0", -0.5, .bounded("one kind of stack"),
    Counts(forged: 0.0, of: 15, genuine: 15.5, of: 20))
  static let flowLabelNone = Weight(
    "flow-label", "0, from another distance", 1.2, .bounded("one kind of firewall"),
    Counts(forged: 12.8, of: 15, genuine: 0.0, of: 19))
  static let flowLabelNoneHere = Weight(
    "flow-label", "0, from the host's own distance", 0.2, .bounded("its own packet filter may have rejected"),
    Counts(forged: 2.2, of: 15, genuine: 0.6, of: 19))
}

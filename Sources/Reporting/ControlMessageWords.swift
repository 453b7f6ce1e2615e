import Wire

/// What an ICMP or ICMPv6 error says, in the words of tcpdump 4.99 (print-icmp.c, print-icmp6.c).
struct ControlMessageWords {
  private let type: UInt8
  private let code: UInt8
  /// Whom the quoted packet was for.
  private let target: String
  private let port: UInt16
  private let isV4: Bool

  /// The words for that message.
  init(_ message: ControlMessage) {
    type = message.type
    code = message.code
    target = message.quoted.ip.destination.description
    port = message.quoted.destinationPort
    isV4 = message.ip.source.isV4
  }

  /// `ICMP host 100.64.1.90 unreachable - admin prohibited filter`
  var text: String {
    isV4 ? "ICMP " + version4 : "ICMP6, " + version6
  }

  private var version4: String {
    switch (type, code) {
    case (3, _): unreachable4
    case (4, _): "source quench"
    case (5, _): "redirect \(target)"
    case (11, 0): "time exceeded in-transit"
    case (11, 1): "ip reassembly time exceeded"
    case (11, _): "time exceeded-#\(code)"
    case (12, 0): "parameter problem"
    case (12, _): "parameter problem - code \(code)"
    default: "type-#\(type)"
    }
  }

  /// Destination unreachable (RFC 792; RFC 1122, section 3.2.2.1; RFC 1812, section 5.2.7.1).
  private var unreachable4: String {
    switch code {
    case 0: "net \(target) unreachable"
    case 1: "host \(target) unreachable"
    case 2: "\(target) protocol 6 unreachable"
    case 3: "\(target) tcp port \(port) unreachable"
    case 4: "\(target) unreachable - need to frag"
    case 5: "\(target) unreachable - source route failed"
    case 6: "net \(target) unreachable - unknown"
    case 7: "host \(target) unreachable - unknown"
    case 8: "\(target) unreachable - source host isolated"
    case 9: "net \(target) unreachable - admin prohibited"
    case 10: "host \(target) unreachable - admin prohibited"
    case 11: "net \(target) unreachable - tos prohibited"
    case 12: "host \(target) unreachable - tos prohibited"
    case 13: "host \(target) unreachable - admin prohibited filter"
    case 14: "host \(target) unreachable - host precedence violation"
    case 15: "host \(target) unreachable - precedence cutoff"
    default: "\(target) unreachable - #\(code)"
    }
  }

  private var version6: String {
    switch (type, code) {
    case (1, _): "destination unreachable, " + unreachable6
    case (2, _): "packet too big"
    case (3, 0): "time exceeded in-transit for \(target)"
    case (3, 1): "time exceeded in-transit (reassembly)"
    case (3, _): "time exceeded in-transit, unknown code (\(code))"
    case (4, 0): "parameter problem, erroneous"
    case (4, 1): "parameter problem, next header"
    case (4, 2): "parameter problem, option"
    case (4, _): "parameter problem, code-#\(code)"
    default: "unknown icmp6 type (\(type))"
    }
  }

  /// Destination unreachable (RFC 4443, section 3.1). Codes 5 to 7 have names that tcpdump does not print.
  private var unreachable6: String {
    switch code {
    case 0: "unreachable route \(target)"
    case 1: "unreachable prohibited \(target)"
    case 2: "beyond scope \(target)"
    case 3: "unreachable address \(target)"
    case 4: "unreachable port, \(target) tcp port \(port)"
    case 5: "source address failed policy, unreachable \(target)"
    case 6: "reject route to \(target)"
    default: "unknown unreach code (\(code))"
    }
  }
}

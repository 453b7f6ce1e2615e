/// What the kernel must let through besides what an expression chooses, so that the evidence comes in: an expression such as `port 389`
/// would drop the ICMP errors about its connections, the pings, and all that shows how the server's own packets look.
package struct FilterWidening: Sendable {
  private let expression: String
  private let tokens: [FilterToken]

  /// The widening of an expression.
  package init(of expression: String) {
    self.expression = expression
    tokens = FilterToken.tokens(of: expression)
  }

  /// The expressions to try, the widest first: one or the other makes no sense for some link types.
  package var candidates: [String] {
    guard !choosesByPassage else { return [expression] }
    return [tagged(wide, twice: true), tagged(wide, twice: false), wide]
  }

  /// The expressions that choose connections among the frames that came in, tagged or not, the widest first.
  package var selections: [String] {
    choosesByPassage ? [] : [tagged("(\(expression))", twice: true), tagged("(\(expression))", twice: false), expression]
  }

  /// Whether it chooses by what only the kernel knows of a packet. Then it stays as it is, and chooses everything that comes in.
  package var choosesByPassage: Bool {
    tokens.contains { ["inbound", "outbound", "ifindex"].contains($0.text) }
  }

  private var wide: String {
    "((\(expression)) or \(Self.messages) or \(others))"
  }

  /// Errors that may be about a connection, and echo replies, whose hop limit tells how far away a host is (RFC 792; RFC 4443).
  private static let messages =
    "(icmp and (icmp[0] = 0 or icmp[0] = 3 or icmp[0] = 11)) or (icmp6 and (ip6[40] = 1 or ip6[40] = 3 or ip6[40] = 129))"

  /// The openings of all connections, which show the servers' other ports at the price of two packets each; and everything of the hosts that
  /// the expression names. An expression that chooses single packets of a connection needs all of them: from a part of a connection nothing
  /// can be concluded.
  private var others: String {
    guard !choosesSinglePackets else { return "tcp" }
    let hosts = self.hosts.map { " or (tcp and host \($0))" }.joined()
    return "(tcp[13] & 2 != 0) or (ip6 and tcp and ip6[53] & 2 != 0)\(hosts)"
  }

  /// Whether it chooses by direction, by length or by the bytes of a packet.
  private var choosesSinglePackets: Bool {
    let words: Set = ["[", "src", "dst", "less", "greater", "len"]
    return tokens.contains { words.contains($0.text) }
  }

  /// The hosts that the expression names without negation. Bound: as many as stand in it, at most 64.
  var hosts: [String] {
    var hosts: [String] = []
    var position = 0
    var isAfterHost = false
    while position < tokens.count, hosts.count < 64 {
      let word = tokens[position].text
      if isNegation(position) {
        position = endOfNegated(position + 1)
        isAfterHost = false
        continue
      }
      if word == "host" {
        isAfterHost = true
      } else if ["and", "&", "or", "|", "(", ")"].contains(word) {
        // `host a or b` goes on naming hosts; any other qualifier ends that.
      } else if Self.isAddress(word) ? !isAfter(["net", "gateway", "mask", "proto", "broadcast"], position) : isAfterHost {
        if Self.isName(word) { hosts.append(word) } else { isAfterHost = false }
      } else {
        isAfterHost = false
      }
      position += 1
    }
    return hosts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func isAfter(_ words: Set<String>, _ position: Int) -> Bool {
    position > 0 && words.contains(tokens[position - 1].text)
  }

  /// `not` or `!`, but not `!=`.
  private func isNegation(_ position: Int) -> Bool {
    let word = tokens[position].text
    if word == "not" { return true }
    guard word == "!" else { return false }
    return !(position + 1 < tokens.count && tokens[position + 1].text == "=")
  }

  /// Where what is negated ends: at the closing parenthesis, or at the next `and`, `or` or parenthesis.
  private func endOfNegated(_ start: Int) -> Int {
    var depth = 0
    var position = start
    while position < tokens.count {
      switch tokens[position].text {
      case "(": depth += 1
      case ")" where depth <= 1: return depth == 1 ? position + 1 : position
      case ")": depth -= 1
      case "and", "or", "&", "|": if depth == 0 { return position }
      default: break
      }
      position += 1
    }
    return position
  }

  /// An IPv4 address of four numbers, or something with two colons: IPv6.
  private static func isAddress(_ word: String) -> Bool {
    if word.count(where: { $0 == ":" }) >= 2 {
      return !isHardwareAddress(word) && word.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func isHardwareAddress(_ word: String) -> Bool {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 6 && parts.allSatisfy { $0.count <= 2 && $0.allSatisfy(\.isHexDigit) } && !word.contains("::")
  }

  /// What may stand for a host: an address, or a name that is none of the language's own words.
  private static func isName(_ word: String) -> Bool {
    isAddress(word) || (!word.hasPrefix("\\") && !word.contains("/") && !words.contains(word) && word.contains { $0.isLetter })
  }

  private static let words: Set = [
    "host", "net", "port", "portrange", "src", "dst", "ip", "ip6", "tcp", "udp", "icmp", "icmp6", "arp", "rarp", "ether", "vlan", "mpls",
    "proto", "protochain", "gateway", "less", "greater", "len", "broadcast", "multicast", "sctp", "pppoes", "geneve", "mask",
  ]

  /// An expression for frames with no VLAN tag or one, or with two. `vlan` moves the offsets of everything after it, so it stands last. A tag
  /// that the kernel keeps beside the frame counts as none (pcap-filter(7)).
  private func tagged(_ expression: String, twice: Bool) -> String {
    twice ? "\(expression) or (vlan and (\(expression) or (vlan and \(expression))))" : "\(expression) or (vlan and \(expression))"
  }
}
